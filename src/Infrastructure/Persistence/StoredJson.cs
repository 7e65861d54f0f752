using System.Text.Json;
using FeatureFlag.Domain;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>Definitions that are kept as one JSON text.</summary>
internal static class StoredJson
{
    /// <exception cref="InvalidDataException">It cannot be read; the message names the thing.</exception>
    public static T Read<T>(string json, string thing)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, DomainJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{thing} has a definition that cannot be read.", exception);
        }
    }
}
