using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>Values that one broken client can send: they must not spoil what others did.</summary>
internal sealed class UnevenValuesTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static long _runs = 8000;

    private DeploymentEnvironment _environment = null!;
    private long _run;

    [SetUp]
    public async Task NewRun()
    {
        _run = Interlocked.Increment(ref _runs);
        _environment = await Store.AddEnvironmentAsync($"uneven-{_run}");
    }

    [Test]
    public async Task Keep_the_variance_of_an_arm_when_another_has_a_value_that_is_a_time()
    {
        await SendAsync(("a", 1, "CH"), ("a", 2, "CH"), ("a", 3, "CH"), ("b", 2, "CH"), ("b", 1_795_420_800_000, "CH"));

        var arm = (await ReadAsync()).Arms["a"].Moments;

        Assert.That(arm.VarianceY, Is.EqualTo(1).Within(1e-9));
        Assert.That(arm.MeanY, Is.EqualTo(2).Within(1e-9));
    }

    [Test]
    public async Task Keep_the_variance_of_a_slice_when_another_has_a_value_that_is_a_time()
    {
        await SendAsync(("a", 1, "CH"), ("a", 2, "CH"), ("a", 3, "CH"), ("a", 1_795_420_800_000, "LI"));

        var slices = await Reader.ReadSlicesAsync(_environment.Id, Subject, Start.AddDays(2), "land", default);

        Assert.That(slices[0].Data.Metrics[0]!.Arms["a"].Moments.VarianceY, Is.EqualTo(1).Within(1e-9));
    }

    [TestCase(1e-320)]
    [TestCase(1e-200)]
    [TestCase(1e-110)]
    public async Task Count_as_0_when_they_are_too_small_to_be_squared(double tiny)
    {
        await SendAsync(("a", 1, "CH"), ("a", 2, "CH"), ("a", tiny, "CH"), ("b", tiny, "CH"), ("b", 0, "CH"));

        var arms = (await ReadAsync()).Arms;

        Assert.That((arms["a"].Sum, arms["a"].SumSq, arms["b"].Sum), Is.EqualTo((3, 5, 0)));
    }

    [Test]
    public async Task Have_a_slice_of_their_own_by_the_name_of_their_unit_when_too_many_came_at_once()
    {
        await SendAsync([.. Enumerable.Range(0, 30).Reverse().Select(i => ("a", 1.0, $"land-{(i * 7) % 30:00}"))]);

        var slices = await Reader.ReadSlicesAsync(_environment.Id, Subject, Start.AddDays(2), "land", default);

        Assert.That(slices.Select(slice => slice.Value).OfType<string>(), Is.EquivalentTo(Enumerable.Range(0, 20).Select(i => $"land-{((29 - i) * 7) % 30:00}")));
    }

    private RunSubject Subject
    {
        get
        {
            var run = new ExperimentRun
            {
                Id = _run,
                Number = 1,
                StartedAt = Start,
                Design = new() { Arms = [new("a", 50_000), new("b", 50_000)], Control = "a" },
                Analysis = new(),
            };
            return new("uneven", run, [new("revenue", "Revenue", MetricRole.Goal, null, new() { Kind = MetricKind.Sum, Events = new() { Event = "purchase" } })]);
        }
    }

    private IRunDataReader Reader => Store.Get<IRunDataReader>();

    /// <summary>A unit each, seen in the same moment.</summary>
    private Task SendAsync(params (string Variant, double Value, string Land)[] units) => Store.WriteAsync(
        _environment,
        [.. units.Select((unit, i) => new RawExposure(_run, $"unit-{i:000}", unit.Variant, Start.AddHours(1), new() { ["land"] = unit.Land }))],
        [.. units.Select((unit, i) => new RawEvent($"{i}-{_run}", $"unit-{i:000}", "purchase", Start.AddHours(2), unit.Value))]);

    private async Task<MetricData> ReadAsync() => (await Reader.ReadAsync(_environment.Id, Subject, Start.AddDays(2), default)).Metrics[0]!;
}
