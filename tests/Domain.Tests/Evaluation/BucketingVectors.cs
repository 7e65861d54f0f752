using System.Text.Json;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>The golden vectors of tests/vectors/bucketing.json, as test cases.</summary>
public static class BucketingVectors
{
    private static readonly Document All = Read();

    /// <summary>Arguments: the data, its hash.</summary>
    public static IEnumerable<TestCaseData> Hashes() => All.Murmur3.Select(row =>
        new TestCaseData(Convert.FromHexString(row.Hex), row.Hash).SetArgDisplayNames($"0x{row.Hex}"));

    /// <summary>Arguments: salt, id, bucket.</summary>
    public static IEnumerable<TestCaseData> Buckets() => All.Buckets.Select(row =>
        new TestCaseData(row.Salt, string.Concat(Enumerable.Repeat(row.Id, row.Repeat)), row.Bucket).SetArgDisplayNames(row.Shows));

    /// <summary>Arguments: salt, id, rollout in percent, bucket, whether the user is in.</summary>
    public static IEnumerable<TestCaseData> Flags() => All.Flags.Select(row =>
        new TestCaseData(row.Salt, row.Id, row.RolloutPercentage, row.Bucket, row.On).SetArgDisplayNames(row.Shows, $"{row.Bucket}"));

    private static Document Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "vectors", "bucketing.json");
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            RespectRequiredConstructorParameters = true,
        };
        return JsonSerializer.Deserialize<Document>(File.ReadAllBytes(file), options)!;
    }

    private sealed record Document(HashRow[] Murmur3, BucketRow[] Buckets, FlagRow[] Flags);

    private sealed record HashRow(string Hex, uint Hash);

    private sealed record BucketRow(string Shows, string Salt, string Id, int Repeat, int Bucket);

    private sealed record FlagRow(string Shows, string Salt, string Id, decimal RolloutPercentage, int Bucket, bool On);
}
