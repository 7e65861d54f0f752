using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Benchmarks;

/// <summary>What noting exposures and usage adds to an evaluation. Users change with every call and have been seen before.</summary>
[MemoryDiagnoser]
public class ExposureBenchmarks
{
    private const int Users = 1024;

    private readonly string[] _users = [.. Enumerable.Range(0, Users).Select(n => $"user-{n * 7919:0000000}")];
    private readonly ExposureSink _sink = new(new Meters());
    private readonly FlagUsage _usage = new();

    private readonly EnvironmentSnapshot _snapshot = A.Snapshot(A.Flag("flag") with
    {
        Experiment = new FlagExperiment { Key = "experiment", Run = 1, Salt = "salt", Arms = [new("on", 50_000), new("off", 50_000)], Dimensions = ["plan"] },
    });

    private int _call;

    [Benchmark(Baseline = true, Description = "experiment, nothing noted")]
    public bool Evaluation() => Evaluator.Evaluate(_snapshot, "flag", Next()).IsEnabled;

    [Benchmark(Description = "experiment, exposure noted")]
    public bool WithExposure()
    {
        var context = Next();
        var result = Evaluator.Evaluate(_snapshot, "flag", context);
        _sink.TryWrite(_snapshot.EnvironmentId, result, context);
        return result.IsEnabled;
    }

    [Benchmark(Description = "experiment, usage noted")]
    public bool WithUsage()
    {
        var context = Next();
        var result = Evaluator.Evaluate(_snapshot, "flag", context);
        _usage.Note(_snapshot.EnvironmentId, result, context.Now, isBulk: false);
        return result.IsEnabled;
    }

    private EvaluationContext Next() => new(_users[_call++ & (Users - 1)]) { Now = A.Moment };

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
