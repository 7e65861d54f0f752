using System.Diagnostics.Metrics;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.TestKit.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.Application.Tests.Exposures;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ExposureSinkTests
{
    private static readonly EnvironmentSnapshot Snapshot = A.Snapshot(A.Flag("flag") with
    {
        Experiment = new FlagExperiment { Key = "experiment", Run = 7, Salt = "salt", Arms = [new("on", 100_000), new("off", 0)], Dimensions = ["plan", "list"] },
    });

    private readonly ExposureSink _sink = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    [Test]
    public void Adds_up_sightings_of_a_unit_and_keeps_what_the_earliest_brought()
    {
        See("ann", 2, new() { { "plan", "pro" } });
        See("ann", 3);
        See("ann", 1, new() { { "plan", 1.50m }, { "list", AttributeValue.Of("a") } });
        See("ann", 4);

        Assert.That(
            _sink.Take(10),
            Is.EqualTo(new[] { new Sighting(new(7, "ann", "on"), Snapshot.EnvironmentId, A.Moment.AddSeconds(1).ToUnixTimeMilliseconds(), 4, """{"plan":1.5,"list":"a"}""") }));
    }

    [Test]
    public void What_was_taken_is_not_there_any_more_unless_it_is_returned()
    {
        See("ann", 1);
        var taken = _sink.Take(10);
        Assert.That(_sink.Take(10), Is.Empty);

        See("ann", 2);
        _sink.Return(taken);

        Assert.That(_sink.Take(10).Single(), Has.Property("Count").EqualTo(2).And.Property("FirstAt").EqualTo(taken[0].FirstAt));
    }

    [Test]
    public void Loses_nothing_while_it_is_emptied()
    {
        const int each = 20_000;
        var writing = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                See($"user-{i % 10}", i);
            }
        })).ToArray();
        var seen = 0L;
        while (!Task.WaitAll(writing, 0))
        {
            seen += _sink.Take(5).Sum(sighting => sighting.Count);
        }

        Assert.That(seen + _sink.Take(int.MaxValue).Sum(sighting => sighting.Count), Is.EqualTo(3 * each));
    }

    [Test]
    public void Beyond_its_capacity_new_units_are_dropped_and_counted()
    {
        for (var i = 0; i < ExposureSink.Capacity + 5; i++)
        {
            See($"user-{i}", 0);
        }

        See("user-0", 1);

        Assert.That((_sink.Dropped, _sink.Take(int.MaxValue).Count), Is.EqualTo((5L, ExposureSink.Capacity)));
    }

    [Test]
    public void A_unit_that_is_there_already_costs_no_memory()
    {
        See("ann", 0);
        var context = new EvaluationContext("ann") { Now = A.Moment };
        var result = Evaluator.Evaluate(Snapshot, "flag", context);
        _sink.TryWrite(Snapshot.EnvironmentId, result, context);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _sink.TryWrite(Snapshot.EnvironmentId, result, context);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private void See(string unit, int second, Attributes? attributes = null)
    {
        var context = new EvaluationContext(unit, attributes) { Now = A.Moment.AddSeconds(second) };
        _sink.TryWrite(Snapshot.EnvironmentId, Evaluator.Evaluate(Snapshot, "flag", context), context);
    }
}
