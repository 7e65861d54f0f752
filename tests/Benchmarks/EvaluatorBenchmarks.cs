using System.Text;
using BenchmarkDotNet.Attributes;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Benchmarks;

/// <summary>
/// One evaluation, in nanoseconds, against the least code that gives the same answer to a split. Users, and in the large
/// environment flags too, change with every call, as they do in service. Read Ratio and Allocated rather than Mean.
/// </summary>
[MemoryDiagnoser]
public class EvaluatorBenchmarks
{
    private const int Many = 10_000;
    private const int Users = 1024;

    private readonly string[] _users = [.. Enumerable.Range(0, Users).Select(n => $"user-{n * 7919:0000000}")];
    private readonly string[] _foreignUsers = [.. Enumerable.Range(0, Users).Select(n => $"用户-{n * 7919:0000000}")];
    private readonly string[] _longUsers = [.. Enumerable.Range(0, Users).Select(n => $"{n * 7919:0000000}".PadLeft(512, 'x'))];
    private readonly string[] _flags = [.. Enumerable.Range(0, Users).Select(n => $"flag-{n * 7919 % Many}")];

    private readonly EnvironmentSnapshot _small = A.Snapshot(
        [A.Flag("boolean"), A.PercentageFlag("percentage"), A.Flag("disabled") with { IsEnabled = false },
         A.Flag("experiment") with { Experiment = A.FlagExperiment() with { Traffic = A.Percentage(50) } },
         A.Flag("held-out") with { Holdout = A.FlagHoldout() }]);

    private readonly EnvironmentSnapshot _large = A.Snapshot(
        [.. Enumerable.Range(0, Many).Select(n => A.PercentageFlag($"flag-{n}"))]);

    private readonly EnvironmentSnapshot _targeted = Targeted();
    private readonly Attributes _attributes = new() { { "country", "CH" }, { "plan", "pro" }, { "age", 42 }, { "email", "ann@example.com" } };

    private readonly Dictionary<string, int> _weights = new() { ["boolean"] = 100_000, ["percentage"] = 50_000, ["disabled"] = 0 };

    private int _call;

    [Benchmark(Baseline = true, Description = "split, by hand")]
    public bool HandWrittenSplit()
    {
        Span<byte> bytes = stackalloc byte[64];
        "percentage:"u8.CopyTo(bytes);
        var length = 11 + Encoding.UTF8.GetBytes(Next(_users), bytes[11..]);
        return _weights.TryGetValue("percentage", out var weight) && (int)((ulong)Murmur3.Hash(bytes[..length]) * 100_000 >> 32) < weight;
    }

    [Benchmark(Description = "split")]
    public bool Split() => IsEnabled(_small, "percentage");

    [Benchmark(Description = "split, 10 000 flags")]
    public bool SplitAmongMany() => Evaluator.Evaluate(_large, _flags[_call & (Users - 1)], new(Next(_users))).IsEnabled;

    [Benchmark(Description = "experiment on half of the traffic")]
    public bool Experiment() => Evaluator.Evaluate(_small, "experiment", new EvaluationContext(Next(_users))).Experiment is not null;

    [Benchmark(Description = "holdout of a tenth")]
    public bool Holdout() => IsEnabled(_small, "held-out");

    [Benchmark(Description = "boolean")]
    public bool Boolean() => IsEnabled(_small, "boolean");

    [Benchmark(Description = "rule: three conditions and a segment")]
    public bool Rule() => Evaluator.Evaluate(_targeted, "rule", new EvaluationContext(Next(_users), _attributes)).IsEnabled;

    [Benchmark(Description = "disabled")]
    public bool Disabled() => IsEnabled(_small, "disabled");

    [Benchmark(Description = "unknown flag")]
    public bool Unknown() => IsEnabled(_small, "no-such-flag");

    [Benchmark(Description = "split, Chinese id")]
    public bool SplitOfForeignId() => Evaluator.Evaluate(_small, "percentage", new(Next(_foreignUsers))).IsEnabled;

    [Benchmark(Description = "split, id of 512 characters")]
    public bool SplitOfLongId() => Evaluator.Evaluate(_small, "percentage", new(Next(_longUsers))).IsEnabled;

    [Benchmark(Description = "bucket, salt as text")]
    public int Bucket() => Bucketing.Bucket("percentage", Next(_users));

    /// <summary>Country one of five, plan "pro", 21 or older, and one of the thousand users of a segment.</summary>
    private static EnvironmentSnapshot Targeted()
    {
        Condition all = new()
        {
            All =
            [
                new() { Attribute = "country", Operator = "in", Values = [.. new[] { "DE", "AT", "CH", "FR", "IT" }.Select(JsonToken.Of)] },
                new() { Attribute = "plan", Operator = "equals", Values = [JsonToken.Of("pro")] },
                new() { Attribute = "age", Operator = "gte", Values = [new("21")] },
                new() { Operator = "in_segment", Values = [JsonToken.Of("testers")] },
            ],
        };
        var flag = A.Flag("rule") with { Rules = [new() { Id = "rule", When = all, Serve = Serve.Always("on") }], DefaultServe = Serve.Always("off") };
        var testers = new SegmentDefinition { Key = "testers", Included = [.. Enumerable.Range(0, Users).Select(n => $"user-{n * 7919:0000000}")] };
        return new(A.Configuration(A.Environment(), flag) with { Segments = [testers] });
    }

    private bool IsEnabled(EnvironmentSnapshot snapshot, string flag) =>
        Evaluator.Evaluate(snapshot, flag, new EvaluationContext(Next(_users))).IsEnabled;

    private string Next(string[] users) => users[_call++ & (Users - 1)];
}
