using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

internal sealed class RunDataReaderTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly DateTimeOffset[] Instants =
    [
        GeneratedExperiment.Start.AddHours(9),
        new(2026, 3, 9, 0, 0, 0, TimeSpan.Zero),
        GeneratedExperiment.End,
        GeneratedExperiment.End.AddDays(3),
    ];

    private readonly List<GeneratedExperiment> _experiments = [];

    [OneTimeSetUp]
    public async Task Send()
    {
        _experiments.Add(new(seed: 1, run: 901, units: 2500, isOver: true, MultiExposedUnits.Exclude));
        _experiments.Add(new(seed: 2, run: 902, units: 1200, isOver: false, MultiExposedUnits.FirstVariant));
        var events = 0;
        foreach (var experiment in _experiments)
        {
            var (exposures, sent) = experiment.Sent();
            await Store.WriteAsync(await EnvironmentOf(experiment), exposures, sent);
            events += sent.Count;
        }

        Assert.That(events, Is.GreaterThan(10_000));
    }

    [Test]
    public async Task Adds_up_what_a_count_unit_by_unit_adds_up([Values(0, 1)] int experiment, [Values(0, 1, 2, 3)] int instant)
    {
        var (sent, asOf) = (_experiments[experiment], Instants[instant]);
        var naive = new NaiveResults(sent, asOf);
        var data = await ReadAsync(sent, asOf);

        Assert.Multiple(() =>
        {
            foreach (var arm in sent.Subject.Arms)
            {
                Assert.That(data.Population.Units(arm), Is.EqualTo(naive.Units().Values.Count(unit => unit.Arm == arm)), arm);
            }

            Assert.That(data.Population.MultiExposed, Is.EqualTo(naive.MultiExposed()));
            foreach (var (metric, found) in sent.Subject.Metrics.Zip(data.Metrics))
            {
                AssertSame(metric, found!, naive.Values(metric.Calculation!));
            }
        });
    }

    [Test]
    public async Task Cuts_all_arms_at_one_percentile()
    {
        var (sent, asOf) = (_experiments[0], GeneratedExperiment.End);
        var data = await ReadAsync(sent, asOf);

        foreach (var (metric, found) in sent.Subject.Metrics.Zip(data.Metrics).Where(pair => pair.First.Calculation!.Cap is not null))
        {
            Assert.That(found!.Cap!.Value, Is.EqualTo(new NaiveResults(sent, asOf).Cap(metric.Calculation!)).Within(1e-12), metric.Key);
        }
    }

    private static void AssertSame(SubjectMetric metric, MetricData found, Dictionary<string, List<(double Y, double X, bool Converted)>> naive)
    {
        foreach (var (arm, units) in naive)
        {
            var what = $"{metric.Key}, {arm}";
            var data = found.Arms[arm];
            var (meanY, meanX) = (units.Average(u => u.Y), units.Average(u => u.X));
            Assert.That(data.Moments.Units, Is.EqualTo(units.Count), what);
            Assert.That(data.Conversions, Is.EqualTo(units.Count(u => u.Converted)), what);
            Assert.That(data.Sum, Near(units.Sum(u => u.Y)), what);
            Assert.That(data.SumSq, Near(units.Sum(u => u.Y * u.Y)), what);
            Assert.That(data.Moments.MeanY, Near(meanY), what);
            Assert.That(data.Moments.MeanX, Near(meanX), what);
            if (units.Count > 1)
            {
                Assert.That(data.Moments.VarianceY, Near(units.Sum(u => (u.Y - meanY) * (u.Y - meanY)) / (units.Count - 1)), what);
                Assert.That(data.Moments.VarianceX, Near(units.Sum(u => (u.X - meanX) * (u.X - meanX)) / (units.Count - 1)), what);
                Assert.That(data.Moments.Covariance, Is.EqualTo(units.Sum(u => (u.Y - meanY) * (u.X - meanX)) / (units.Count - 1)).Within(1e-9), what);
            }

            var centre = data.Moments.CentreY;
            Assert.That(data.Cubes, Is.EqualTo(units.Sum(u => Math.Pow(u.Y - centre, 3))).Within(1e-9 * units.Sum(u => Math.Abs(Math.Pow(u.Y - centre, 3))) + 1e-9), what);
            if (data.Quantile is { } ranked)
            {
                Assert.That(ranked.Point, Is.EqualTo(units.Select(u => u.Y).Order().ElementAt((int)Math.Ceiling(units.Count * metric.Calculation!.Quantile!.Value) - 1)), what);
            }
        }
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Near(double expected) => Is.EqualTo(expected).Within((Math.Abs(expected) * 1e-9) + 1e-12);

    private readonly Dictionary<long, DeploymentEnvironment> _environments = [];

    /// <summary>Units of both are called the same; each experiment has an environment of its own.</summary>
    private async Task<DeploymentEnvironment> EnvironmentOf(GeneratedExperiment experiment)
    {
        if (!_environments.TryGetValue(experiment.Subject.Run.Id, out var environment))
        {
            environment = _environments[experiment.Subject.Run.Id] = await Store.AddEnvironmentAsync($"raw-{experiment.Subject.Run.Id}");
        }

        return environment;
    }

    private async Task<RunData> ReadAsync(GeneratedExperiment experiment, DateTimeOffset asOf) =>
        await Store.Get<IRunDataReader>().ReadAsync((await EnvironmentOf(experiment)).Id, experiment.Subject, asOf, default);
}
