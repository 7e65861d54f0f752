using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeatureFlag.Client;

/// <summary>How the generated client writes JSON: fields that were not set are left out, since the server changes only those that are named.</summary>
internal static class ClientJson
{
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        return options;
    }
}
