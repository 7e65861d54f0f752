using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>What other products get wrong: events before the exposure, joins that multiply, units in two arms, attribution by the last evaluation.</summary>
internal sealed class FaultsOfOthersTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static long _runs = 7000;

    private DeploymentEnvironment _environment = null!;
    private long _run;

    [SetUp]
    public async Task NewRun()
    {
        _run = Interlocked.Increment(ref _runs);
        _environment = await Store.AddEnvironmentAsync($"faults-{_run}");
    }

    [Test]
    public async Task Counts_no_purchase_from_before_the_exposure()
    {
        await Store.WriteAsync(_environment, [Seen("ann", "a", 10)], [Bought("ann", 9, 10), Bought("ann", 10, 1), Bought("ann", 11, 2)]);

        Assert.That((await RevenueAsync()).Arms["a"].Sum, Is.EqualTo(3));
    }

    [Test]
    public async Task Counts_a_purchase_once_however_often_the_unit_was_seen_and_those_without_any_too()
    {
        await Store.WriteAsync(
            _environment,
            [Seen("ann", "a", 1), Seen("ann", "a", 2), Seen("ann", "a", 3), Seen("bob", "a", 1), Seen("cy", "a", 1)],
            [Bought("ann", 5, 10), Bought("bob", 5, 10)]);

        var arm = (await RevenueAsync()).Arms["a"];

        Assert.That((arm.Moments.Units, arm.Sum), Is.EqualTo((3, 20)));
        Assert.That(arm.Moments.MeanY, Is.EqualTo(20.0 / 3).Within(1e-12));
    }

    [Test]
    public async Task Counts_a_unit_that_was_seen_in_two_arms_in_neither_but_says_so()
    {
        await Store.WriteAsync(_environment, [Seen("ann", "a", 1), Seen("ann", "b", 2), Seen("bob", "b", 1)], [Bought("ann", 5, 10), Bought("bob", 5, 1)]);

        var data = await ReadAsync(MultiExposedUnits.Exclude);

        Assert.That((data.Metrics[0]!.Arms.ContainsKey("a"), data.Metrics[0]!.Arms["b"].Sum, data.Population.MultiExposed), Is.EqualTo((false, 1, 1)));
    }

    [Test]
    public async Task Leaves_a_conversion_with_the_first_arm_of_a_unit_that_switches()
    {
        await Store.WriteAsync(_environment, [Seen("ann", "b", 7), Seen("ann", "a", 1)], [Bought("ann", 5, 10), Bought("ann", 9, 10)]);

        var metric = (await ReadAsync(MultiExposedUnits.FirstVariant)).Metrics[0]!;

        Assert.That((metric.Arms["a"].Sum, metric.Arms.ContainsKey("b")), Is.EqualTo((20, false)));
    }

    [Test]
    public async Task Keeps_a_conversion_when_the_unit_is_evaluated_again_after_it()
    {
        await Store.WriteAsync(_environment, [Seen("ann", "a", 8), Seen("ann", "a", 1)], [Bought("ann", 5, 10)]);

        Assert.That((await RevenueAsync()).Arms["a"].Sum, Is.EqualTo(10));
    }

    [Test]
    public async Task Pools_no_runs()
    {
        await Store.WriteAsync(_environment, [Seen("ann", "a", 1), Seen("ann", "b", 1) with { Run = _run + 100_000 }], [Bought("ann", 5, 10)]);

        Assert.That((await RevenueAsync()).Arms["a"].Sum, Is.EqualTo(10));
    }

    [Test]
    public async Task Counts_an_event_from_the_moment_in_which_it_is_acknowledged()
    {
        Assume.That(Store.Postgres, Is.Null, "PostgreSQL has no log from which events are sorted in later.");
        await Store.WriteAsync(_environment, [Seen("ann", "a", 1)], []);
        var batch = new EventBatch(_environment.Id);
        batch.Add(new()
        {
            Id = PostedEvent.IdOf(_environment.Id, "just-now"u8),
            At = Start.AddHours(5).ToUnixTimeMilliseconds(),
            Unit = "ann"u8.ToArray(),
            Value = 10,
            Name = batch.PlaceOf("purchase"),
            Variant = -1,
        });
        await Store.Get<IEventStore>().WriteAsync([batch], default);

        Assert.That((await RevenueAsync()).Arms["a"].Sum, Is.EqualTo(10));
    }

    private RawExposure Seen(string unit, string variant, int hour) => new(_run, unit, variant, Start.AddHours(hour));

    private RawEvent Bought(string unit, int hour, double amount) => new($"{unit}-{hour}-{amount.Text()}-{_run}", unit, "purchase", Start.AddHours(hour), amount);

    private async Task<MetricData> RevenueAsync() => (await ReadAsync(MultiExposedUnits.Exclude)).Metrics[0]!;

    private Task<RunData> ReadAsync(MultiExposedUnits multiExposed)
    {
        var run = new ExperimentRun
        {
            Id = _run,
            Number = 1,
            StartedAt = Start,
            Design = new() { Arms = [new("a", 50_000), new("b", 50_000)], Control = "a" },
            Analysis = new() { MultiExposed = multiExposed },
        };
        var revenue = new SubjectMetric("revenue", "Revenue", MetricRole.Goal, null, new() { Kind = MetricKind.Sum, Events = new() { Event = "purchase" } });
        return Store.Get<IRunDataReader>().ReadAsync(_environment.Id, new RunSubject("faults", run, [revenue]), Start.AddDays(2), default);
    }
}
