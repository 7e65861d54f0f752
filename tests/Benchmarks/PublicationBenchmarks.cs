using BenchmarkDotNet.Attributes;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Benchmarks;

/// <summary>What a change costs in an environment of 10 000 flags: one flag compiled and put in, against all compiled anew.</summary>
[MemoryDiagnoser]
public class PublicationBenchmarks
{
    private const int Many = 10_000;

    private EnvironmentConfiguration _all = null!;
    private EnvironmentConfiguration _change = null!;
    private EnvironmentSnapshot _snapshot = null!;

    /// <summary>0, or 2 rules of 3 conditions.</summary>
    [Params(0, 2)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var environment = A.Environment();
        Flag[] flags = [.. Enumerable.Range(0, Many).Select(Flag)];
        _all = A.Configuration(environment, flags);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _snapshot = new(_all);
        Console.WriteLine(FormattableString.Invariant(
            $"// {Many} compiled flags with {Rules} rules keep {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F1} MB"));
        _change = A.Configuration(environment with { Version = 2 }, Flag(Many / 2) with { Version = 2 }) with { Since = 1 };
    }

    [Benchmark(Baseline = true, Description = "all 10 000 flags compiled")]
    public EnvironmentSnapshot All() => new(_all);

    [Benchmark(Description = "one flag changed")]
    public EnvironmentSnapshot One() => _snapshot.With(_change);

    private Flag Flag(int n) => A.PercentageFlag($"flag-{n}") with { Rules = [.. Enumerable.Range(0, Rules).Select(r => Rule(n, r))] };

    private static TargetingRule Rule(int n, int number) => new()
    {
        Id = $"rule-{number}",
        When = new()
        {
            All =
            [
                new() { Attribute = "country", Operator = "in", Values = [JsonToken.Of("CH"), JsonToken.Of($"X{n}")] },
                new() { Attribute = "plan", Operator = "equals", Values = [JsonToken.Of($"plan-{number}")] },
                new() { Attribute = "age", Operator = "gte", Values = [new($"{n % 90}")] },
            ],
        },
        Serve = Serve.Always("on"),
    };
}
