using System.Text.Json;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Targeting;

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

    /// <summary>Arguments: the experiment, an id, the bucket by which it gets in, its bucket among the arms and its arm, or null.</summary>
    public static IEnumerable<TestCaseData> Experiments() => All.Experiments.Select(row =>
        new TestCaseData(row.Experiment, row.Id, row.Entry, row.Bucket, row.Arm).SetArgDisplayNames(row.Shows, row.Id[..Math.Min(20, row.Id.Length)]));

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

    private sealed record Document(HashRow[] Murmur3, BucketRow[] Buckets, FlagRow[] Flags, ExperimentRow[] Experiments);

    private sealed record HashRow(string Hex, uint Hash);

    private sealed record BucketRow(string Shows, string Salt, string Id, int Repeat, int Bucket);

    private sealed record ExperimentRow(
        string Shows, string Salt, int Traffic, Slice? Layer, VariantWeight[] Arms, string Id, int Entry, int? Bucket, string? Arm)
    {
        public FlagExperiment Experiment => new()
        {
            Key = "experiment",
            Run = 1,
            Salt = Salt,
            Arms = Arms,
            Traffic = new(Traffic),
            Layer = Layer is null ? null : new("layer", Layer.Salt, [.. Layer.Ranges.Select(range => new LayerRange(range[0], range[1]))]),
        };
    }

    private sealed record Slice(string Salt, int[][] Ranges);

    private sealed record FlagRow(string Shows, string Salt, string Id, decimal RolloutPercentage, int Bucket, bool On);
}
