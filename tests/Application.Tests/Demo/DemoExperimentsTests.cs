using FeatureFlag.Application.Demo;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Installation;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.Demo;

/// <summary>The whole demo once, and what the results engine then says of it.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class DemoExperimentsTests(StoreKind kind)
{
    /// <summary>A Thursday, within an hour.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 19, 14, 25, 40, TimeSpan.Zero);

    private TestStore _store = null!;
    private DemoReport _demo = null!;

    [OneTimeSetUp]
    public async Task FillStore()
    {
        _store = await TestStore.CreateAsync(kind, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)));
        await _store.SendAsync(new CreateDefaultEnvironments());
        _demo = (await _store.SendAsync(new CreateDemo(), People.Admin)).Value;
        Assert.That(_demo.Failed.Select(failure => $"{failure.Item}: {failure.Detail}"), Is.Empty);
    }

    [OneTimeTearDown]
    public async Task DropStore() => await _store.DisposeAsync();

    [Test]
    public async Task Has_a_winner_to_ship()
    {
        var results = await ResultsAsync(DemoExperiments.Winner);

        Assert.Multiple(() =>
        {
            Assert.That((results.Decision.Recommendation, results.Decision.Variant), Is.EqualTo((Recommendation.Ship, "friendly")));
            Assert.That((results.Health.Ok, results.Progress.PlanFulfilled), Is.EqualTo((true, true)));
            Assert.That(results.Metrics[0].Comparisons[0].P, Is.LessThan(1e-4), "clearly");
            Assert.That(results.Metrics.Single(metric => metric.Role == "guardrail").Comparisons[0].Guardrail!.Verdict, Is.EqualTo(GuardrailWord.NonInferior));
        });
    }

    [Test]
    public async Task Has_one_without_a_difference_that_was_stopped()
    {
        var results = await ResultsAsync(DemoExperiments.Flat);

        Assert.Multiple(() =>
        {
            Assert.That(results.Decision.Recommendation, Is.EqualTo(Recommendation.Review));
            Assert.That(results.Metrics[0].Comparisons[0].Verdict, Is.EqualTo(MetricVerdict.Flat));
            Assert.That(results.Metrics.SelectMany(metric => metric.Comparisons).Select(comparison => comparison.Verdict), Has.None.AnyOf(MetricVerdict.Better, MetricVerdict.Worse));
            Assert.That((results.Health.Ok, results.Health.MultiExposed.Units > 50, results.Health.MultiExposed.Warn), Is.EqualTo((true, true, false)));
        });
    }

    [Test]
    public async Task Has_one_whose_split_is_broken()
    {
        var results = await ResultsAsync(DemoExperiments.Mismatched);

        Assert.Multiple(() =>
        {
            Assert.That((results.Decision.Recommendation, results.Health.Ok), Is.EqualTo((Recommendation.Review, false)));
            Assert.That(results.Health.Srm.P, Is.LessThan(1e-4));
            Assert.That(results.Metrics.SelectMany(metric => metric.Comparisons).Select(comparison => comparison.Verdict), Is.All.EqualTo(MetricVerdict.Withheld));
        });
    }

    [Test]
    public async Task Has_one_in_the_middle_of_its_plan()
    {
        var results = await ResultsAsync(DemoExperiments.Running);

        Assert.Multiple(() =>
        {
            Assert.That((results.Decision.Recommendation, results.Health.Ok, results.Progress.PlanFulfilled), Is.EqualTo((Recommendation.KeepRunning, true, false)));
            Assert.That(results.Progress.Units / (double)results.Progress.UnitsPlanned!, Is.InRange(0.4, 0.8));
            Assert.That(results.Health.Warnings, Is.Empty, "people come until now");
        });
    }

    [Test]
    public async Task Explains_a_part_of_what_people_do_by_what_they_did_before()
    {
        var views = (await ResultsAsync(DemoExperiments.Flat)).Metrics.Single(metric => metric.Key == "page-views");

        Assert.That(views.Comparisons[0].Cuped!.VarianceReduction, Is.GreaterThan(0.05));
    }

    [Test]
    public async Task Gives_each_visitor_the_arm_that_evaluation_gives_now()
    {
        var seen = await _store.QueryAsync<Seen>(
            """
            SELECT x.unit AS Unit, x.variant AS Variant FROM exposures x JOIN experiment_runs r ON r.run = x.run JOIN experiments e ON e.id = r.experiment_id
            WHERE e.key = 'checkout-wording' ORDER BY x.unit LIMIT 200
            """);
        var snapshot = _store.Get<SnapshotStore>().Find(DemoExperiments.Environment);

        Assert.That(seen, Has.Count.EqualTo(200));
        Assert.That(seen.Select(row => Evaluator.Evaluate(snapshot, "checkout-button", new(row.Unit)).Variant!.Key), Is.EqualTo(seen.Select(row => row.Variant)));
    }

    [Test]
    public async Task Ends_its_charts_today()
    {
        var (hour, last) = (Now.ToUnixTimeSeconds() / 3600, (await _store.QueryAsync<long>("SELECT max(hour) FROM flag_usage"))[0]);
        var events = (await _store.QueryAsync<long>("SELECT max(ts) FROM metric_events"))[0];

        Assert.That((last, events < Now.ToUnixTimeMilliseconds(), events > Now.AddHours(-2).ToUnixTimeMilliseconds()), Is.EqualTo((hour - 1, true, true)));
    }

    [Test]
    public async Task Changes_nothing_the_second_time()
    {
        var before = await CountsAsync();
        DemoReport second = null!;

        Assert.That(await _store.EntriesOfAsync(async () => second = (await _store.SendAsync(new CreateDemo(), People.Admin)).Value), Is.Zero);
        Assert.That((second.Added.Count, second.Failed.Count, second.Existing.Count), Is.EqualTo((0, 0, _demo.Added.Count)));
        Assert.That(await CountsAsync(), Is.EqualTo(before));
    }

    private async Task<string> CountsAsync() => string.Join(
        ", ",
        (await _store.QueryAsync<long>(
            """
            SELECT count(*) FROM metric_events UNION ALL SELECT count(*) FROM event_ids UNION ALL SELECT CAST(sum(sightings) AS bigint) FROM exposures
            UNION ALL SELECT CAST(sum(single_count) AS bigint) FROM flag_usage UNION ALL SELECT count(*) FROM audit_entries
            """)).Order());

    /// <summary>As the server computes them in the background.</summary>
    private async Task<ExperimentResults> ResultsAsync(string key)
    {
        await _store.Get<IEventStore>().SettleAsync(CancellationToken.None);
        return (await _store.SendAsync(new GetResults(key, null, null), People.Admin)).Value;
    }

    private sealed class Seen
    {
        public string Unit { get; set; } = "";

        public string Variant { get; set; } = "";
    }
}
