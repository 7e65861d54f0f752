using System.IO.Hashing;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>A configuration outside of memory: a checksum, then JSON, so that damage is never taken for another flag.</summary>
internal static class SealedConfiguration
{
    /// <summary>
    /// Of the JSON's shape. Whoever changes the shape raises it: old and new builds share caches and files, and JSON of
    /// another shape can often be read without an error, with fields missing.
    /// </summary>
    public const int Format = 3;

    private const int ChecksumBytes = sizeof(ulong);

    public static byte[] Seal(EnvironmentConfiguration configuration) =>
        Seal(JsonSerializer.SerializeToUtf8Bytes(configuration, DomainJson.Options));

    public static byte[] Seal(ReadOnlySpan<byte> json) => [.. XxHash3.Hash(json), .. json];

    /// <returns>Null if it is damaged.</returns>
    public static EnvironmentConfiguration? Open(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ChecksumBytes || !bytes[..ChecksumBytes].SequenceEqual(XxHash3.Hash(bytes[ChecksumBytes..])))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<EnvironmentConfiguration>(bytes[ChecksumBytes..], DomainJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
