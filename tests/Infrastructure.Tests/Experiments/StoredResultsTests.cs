using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure.Experiments;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.TestKit;
using FeatureFlag.Tests.Stores;
using MathNet.Numerics.Distributions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>What is answered, stored, and computed anew; from the use cases down.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class StoredResultsTests(StoreKind kind)
{
    private static readonly DateTimeOffset Now = GeneratedExperiment.Start.AddDays(5).AddHours(3);

    private TestStore _store = null!;
    private FakeTimeProvider _time = null!;

    [SetUp]
    public async Task CreateStore()
    {
        _time = new FakeTimeProvider(Now);
        _store = await TestStore.CreateAsync(kind, services => services.AddSingleton<TimeProvider>(_time));
    }

    [TearDown]
    public async Task DropStore() => await _store.DisposeAsync();

    [Test]
    public async Task Answers_what_Welch_says_of_a_count_unit_by_unit()
    {
        var (_, sent) = await RunAsync("welch", seed: 11);
        var answer = await GetAsync(sent);

        var naive = new NaiveResults(sent, Now);
        foreach (var metric in answer.Metrics.Where(metric => metric.Kind is "count" or "proportion" && metric.CupedDays is null && metric.Arms[0].Conversions > 0))
        {
            var values = naive.Values(sent.Subject.Metrics.Single(m => m.Key == metric.Key).Calculation!);
            var (a, b) = (Moments(values["control"], metric.Kind), Moments(values["green"], metric.Kind));
            var comparison = metric.Comparisons.Single(c => c.Treatment == "green");
            var (va, vb) = (a.Variance / a.N, b.Variance / b.N);
            var se = Math.Sqrt(va + vb);
            var df = (va + vb) * (va + vb) / ((va * va / (a.N - 1)) + (vb * vb / (b.N - 1)));
            var p = 2 * StudentT.CDF(0, 1, df, -Math.Abs((b.Mean - a.Mean) / se));
            Assert.Multiple(() =>
            {
                Assert.That(comparison.Absolute!.Diff, Is.EqualTo(b.Mean - a.Mean).Within(1e-9), metric.Key);
                Assert.That(comparison.Absolute.Se, Is.EqualTo(se).Within(1e-9), metric.Key);
                Assert.That(comparison.Absolute.Df, Is.EqualTo(df).Within(1e-9 * df), metric.Key);
                Assert.That(comparison.P, Is.EqualTo(p).Within(1e-9), metric.Key);
            });
        }
    }

    [Test]
    public async Task Ships_sums_from_which_everybody_gets_the_same_means_and_variances()
    {
        var (_, sent) = await RunAsync("inputs", seed: 12);

        var arms = (await GetAsync(sent)).Metrics.Where(metric => metric.Kind is "count" or "sum").SelectMany(metric => metric.Arms).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(arms, Is.Not.Empty);
            foreach (var arm in arms)
            {
                var inputs = arm.Inputs!;
                Assert.That((inputs.Dyy - (inputs.Dy * inputs.Dy / inputs.N)) / (inputs.N - 1), Is.EqualTo(arm.Variance!.Value).Within(1e-9 * (arm.Variance.Value + 1e-9)));
                Assert.That((inputs.SumSq - (inputs.Sum * inputs.Sum / inputs.N)) / (inputs.N - 1), Is.EqualTo(arm.Variance.Value).Within(1e-9 * (arm.Variance.Value + 1)));
                Assert.That(inputs.Sum / inputs.N, Is.EqualTo(arm.Mean!.Value).Within(1e-9));
            }
        });
    }

    [Test]
    public async Task Keeps_the_smallest_p_of_all_midnights_whenever_somebody_asks()
    {
        var (environment, sent) = await RunAsync("least", seed: 13);
        var answer = await GetAsync(sent);

        var reader = _store.Get<IRunDataReader>();
        var instants = Enumerable.Range(1, 5).Select(day => new DateTimeOffset(GeneratedExperiment.Start.UtcDateTime.Date.AddDays(day), TimeSpan.Zero)).Append(Now).ToList();
        var least = double.PositiveInfinity;
        foreach (var instant in instants)
        {
            var alone = ResultsAssembly.Of(sent.Subject, await reader.ReadAsync(environment.Id, sent.Subject, instant, default), Now, null);
            least = Math.Min(least, Sequential(alone)?.P ?? 1); // on the first night nobody may have bought yet
        }

        Assert.That(Sequential(answer)!.PMin, Is.EqualTo(least).Within(1e-12));
        Assert.That(await StoredAsync(sent), Is.EqualTo(instants));
    }

    [Test]
    public async Task Answers_the_same_as_of_the_past_however_late_it_is_asked()
    {
        var (environment, sent) = await RunAsync("past", seed: 14);
        var asOf = GeneratedExperiment.Start.AddDays(2).AddHours(1);
        var then = await GetAsync(sent, asOf);
        _time.Advance(TimeSpan.FromDays(3));

        var later = await GetAsync(sent, asOf);

        Assert.That(later with { ComputedAt = then.ComputedAt }, Is.EqualTo(then).Using<ExperimentResults>((a, b) => Json(a) == Json(b)));
        Assert.That(environment, Is.Not.Null);
    }

    [Test]
    public async Task Says_when_events_that_count_are_no_longer_kept()
    {
        var (_, sent) = await RunAsync("expired", seed: 20);
        var asOf = GeneratedExperiment.Start.AddDays(2).AddHours(1);
        var then = await GetAsync(sent, asOf);
        _time.Advance(TimeSpan.FromDays(76)); // with the 14 days of CUPED before the run, more than the 90 of retention

        var later = await GetAsync(sent, asOf);

        Assert.That(Codes(then), Has.None.EqualTo(WarningCode.EventsExpired));
        Assert.That(Codes(later), Has.One.EqualTo(WarningCode.EventsExpired));

        static IEnumerable<string> Codes(ExperimentResults results) => results.Health.Warnings.Select(warning => warning.Code);
    }

    [Test]
    public async Task Computes_anew_what_a_late_event_makes_out_of_date_and_nothing_else()
    {
        var (environment, sent) = await RunAsync("late", seed: 15);
        await GetAsync(sent);
        var midnight = new DateTimeOffset(GeneratedExperiment.Start.UtcDateTime.Date.AddDays(4), TimeSpan.Zero);
        var without = await GetAsync(sent, midnight);
        var before = await ComputedAtAsync(sent);
        _time.Advance(TimeSpan.FromHours(1));
        var unit = new NaiveResults(sent, Now).Units().First(u => u.Value.T0 < GeneratedExperiment.Start.AddDays(2));
        var at = new DateTimeOffset(GeneratedExperiment.Start.UtcDateTime.Date.AddDays(3).AddHours(5), TimeSpan.Zero);
        await _store.WriteAsync(environment, [], [new("late-one", unit.Key, "view", at, 7)]);
        await _store.ArrivedAsync(environment, _time.GetUtcNow(), at);

        var shown = await GetAsync(sent);
        _time.Advance(TimeSpan.FromMinutes(5)); // what arrived within two minutes may not be committed yet: it would be computed once more
        await RefreshAsync(sent);
        var answer = await GetAsync(sent);
        var with = await GetAsync(sent, midnight);

        var after = await ComputedAtAsync(sent);
        Assert.Multiple(() =>
        {
            Assert.That(shown.OutOfDate, Is.True);
            Assert.That(answer.OutOfDate, Is.False);
            Assert.That(Views(with), Is.EqualTo(Views(without) + 1));
            Assert.That(after.Where(row => row.Key <= at).Select(row => row.Value), Is.EqualTo(before.Where(row => row.Key <= at).Select(row => row.Value)));
            Assert.That(after.Where(row => row.Key > at).Select(row => row.Value), Has.All.GreaterThan(Now));
        });

        double Views(ExperimentResults results) => results.Metrics.Single(metric => metric.Key == "all-views").Arms.Sum(arm => arm.Sum!.Value);
    }

    [Test]
    public async Task Is_up_to_date_whatever_fraction_of_a_millisecond_it_was_computed_at()
    {
        var (_, sent) = await RunAsync("fraction", seed: 18);
        _time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1234));
        var computed = await GetAsync(sent);

        var read = await GetAsync(sent);

        Assert.That((read.OutOfDate, read.ComputedAt), Is.EqualTo((false, computed.ComputedAt)));
    }

    [Test]
    public async Task Forgets_the_latest_of_before_and_keeps_midnights()
    {
        var (_, sent) = await RunAsync("latest", seed: 16);
        await GetAsync(sent);
        _time.Advance(TimeSpan.FromHours(2));

        await RefreshAsync(sent);

        var stored = await StoredAsync(sent);
        Assert.That(stored.Count(instant => instant.UtcDateTime.TimeOfDay != TimeSpan.Zero), Is.EqualTo(1));
        Assert.That(stored[^1], Is.EqualTo(_time.GetUtcNow()));
    }

    [Test]
    public async Task Computes_in_the_background_what_runs_and_says_how_far_it_is()
    {
        var (_, sent) = await RunAsync("background", seed: 17);

        await _store.WithAsync<RefreshResults>(refresh => refresh.AskForDueAsync(TimeSpan.FromMinutes(5), default));
        var waiting = await _store.SendAsync(new GetResultsProgress(sent.Subject.Experiment, null));
        var again = await _store.SendAsync(new ComputeResults(sent.Subject.Experiment, null));
        var queue = _store.Get<ResultsQueue>();
        var run = await queue.TakeAsync(default);
        await _store.WithAsync<RefreshResults>(refresh => refresh.ComputeAsync(run, default));
        queue.Finish(run, null);
        var done = await _store.SendAsync(new GetResultsProgress(sent.Subject.Experiment, null));

        Assert.Multiple(() =>
        {
            Assert.That((waiting.Value.State, again.Value.State, done.Value.State), Is.EqualTo(("queued", "queued", "idle")));
            Assert.That(done.Value.FinishedAt, Is.EqualTo(Now));
        });
    }

    [Test]
    public async Task Computes_a_run_on_one_node_at_a_time()
    {
        if (kind == StoreKind.Sqlite)
        {
            Assert.Ignore("There is one node.");
        }

        var (_, sent) = await RunAsync("nodes", seed: 21);
        await using var other = _store.Node();
        var queue = _store.Get<ResultsQueue>();
        using var refreshing = new ResultsRefreshing(
            queue, new(TimeSpan.FromDays(1)), _store.Get<Database>(), _store.Get<IServiceScopeFactory>(), TimeProvider.System, NullLogger<ResultsRefreshing>.Instance);
        var held = await other.Get<Database>().TryLockResultsAsync(sent.Subject.Run.Id, default);
        await refreshing.StartAsync(default);
        await Until.True(() => queue.Of(sent.Subject.Run.Id).State == ComputationProgress.Queued, TimeSpan.FromSeconds(20));
        var looked = await GetAsync(sent);

        _time.Advance(TimeSpan.FromHours(1));
        await _store.SendAsync(new ComputeResults(sent.Subject.Experiment, null));
        queue.Ask(new("gone", 1, long.MaxValue / 2));
        await Until.True(() => queue.Of(long.MaxValue / 2).State == ComputationProgress.Idle, TimeSpan.FromSeconds(20)); // behind it in the queue, and not locked
        var waiting = (queue.Of(sent.Subject.Run.Id).State, (await StoredAsync(sent))[^1]);
        await held!.DisposeAsync();
        await Until.True(() => queue.Of(sent.Subject.Run.Id).State == ComputationProgress.Idle, TimeSpan.FromSeconds(20));

        await refreshing.StopAsync(default);
        Assert.That(waiting, Is.EqualTo((ComputationProgress.Queued, looked.AsOf)));
        Assert.That((await StoredAsync(sent))[^1], Is.EqualTo(_time.GetUtcNow()));
    }

    [Test]
    public async Task Leaves_what_another_node_computed_since_it_was_due()
    {
        var (_, sent) = await RunAsync("since", seed: 22);
        await GetAsync(sent);
        _time.Advance(TimeSpan.FromMinutes(2));

        await _store.WithAsync<RefreshResults>(refresh => refresh.AskForDueAsync(TimeSpan.FromMinutes(5), default));
        await RefreshAsync(sent);
        var due = (await StoredAsync(sent))[^1];
        await _store.SendAsync(new ComputeResults(sent.Subject.Experiment, null));
        await RefreshAsync(sent);

        Assert.That((due, (await StoredAsync(sent))[^1]), Is.EqualTo((Now, _time.GetUtcNow())), "Due, and asked for.");
    }

    [Test]
    public async Task Tells_how_a_comparison_came_to_be_day_by_day()
    {
        var (_, sent) = await RunAsync("series", seed: 18);
        var answer = await GetAsync(sent);

        var series = (await _store.SendAsync(new GetTimeseries(sent.Subject.Experiment, null, "bought", "green"))).Value;

        Assert.Multiple(() =>
        {
            Assert.That(series.Points, Has.Count.EqualTo(6));
            Assert.That(series.Points[^1].SeqP, Is.EqualTo(Sequential(answer)!.PMin));
            Assert.That(series.Points.Select(point => point.Arms.Sum(arm => arm.Units)), Is.Ordered);
            Assert.That(series.Daily.SelectMany(day => day.Arms).Sum(arm => arm.Units), Is.EqualTo(answer.Progress.Units));
        });
    }

    [Test]
    public async Task Breaks_down_by_the_JSON_value_of_the_first_exposure()
    {
        var (_, sent) = await RunAsync("slices", seed: 19);
        var answer = await GetAsync(sent);

        var breakdown = (await _store.SendAsync(new GetBreakdown(sent.Subject.Experiment, null, "country", null))).Value;

        Assert.Multiple(() =>
        {
            Assert.That(breakdown.Rows.Select(row => row.Value), Is.EquivalentTo(new[] { "NL", "5", "5", "true" }));
            Assert.That(breakdown.Rows.Sum(row => row.Units), Is.EqualTo(answer.Progress.Units));
            Assert.That(
                breakdown.Rows.Sum(row => row.Metrics.Single(metric => metric.Key == "bought").Arms.Sum(arm => arm.Sum)),
                Is.EqualTo(answer.Metrics.Single(metric => metric.Key == "bought").Arms.Sum(arm => arm.Sum)));
        });
    }

    private static SequentialEffect? Sequential(ExperimentResults results) =>
        results.Metrics.Single(metric => metric.Key == "bought").Comparisons.Single(c => c.Treatment == "green").Sequential;

    private static (int N, double Mean, double Variance) Moments(List<(double Y, double X, bool Converted)> units, string kind)
    {
        var mean = units.Average(u => u.Y);
        return (units.Count, mean, kind == "proportion" ? mean * (1 - mean) : units.Sum(u => (u.Y - mean) * (u.Y - mean)) / (units.Count - 1));
    }

    private static string Json(ExperimentResults results) => System.Text.Json.JsonSerializer.Serialize(results);

    private async Task<ExperimentResults> GetAsync(GeneratedExperiment sent, DateTimeOffset? asOf = null)
    {
        var answer = await _store.SendAsync(new GetResults(sent.Subject.Experiment, null, asOf));
        Assert.That(answer.IsOk, Is.True);
        return answer.Value;
    }

    private Task RefreshAsync(GeneratedExperiment sent) =>
        _store.WithAsync<RefreshResults>(refresh => refresh.ComputeAsync(new(sent.Subject.Experiment, 1, sent.Subject.Run.Id), default));

    private async Task<List<DateTimeOffset>> StoredAsync(GeneratedExperiment sent) =>
        [.. (await _store.WithAsync<IResultsStore, IReadOnlyList<StoredInstant>>(store => store.ListAsync(sent.Subject.Run.Id, default))).Select(row => row.AsOf)];

    private async Task<Dictionary<DateTimeOffset, DateTimeOffset>> ComputedAtAsync(GeneratedExperiment sent) =>
        (await _store.WithAsync<IResultsStore, IReadOnlyList<StoredInstant>>(store => store.ListAsync(sent.Subject.Run.Id, default))).ToDictionary(row => row.AsOf, row => row.ComputedAt);

    /// <summary>An experiment that has run for five days, as the use cases find it.</summary>
    private async Task<(DeploymentEnvironment Environment, GeneratedExperiment Sent)> RunAsync(string key, int seed)
    {
        var environment = await _store.AddEnvironmentAsync(key);
        var run = await _store.WithAsync<IExperimentRepository, long>(experiments => experiments.NextRunAsync(default));
        var sent = new GeneratedExperiment(seed, run, 400, isOver: false, MultiExposedUnits.Exclude);
        var (exposures, events) = sent.Sent();
        await _store.WriteAsync(environment, exposures, events);
        foreach (var metric in sent.Subject.Metrics)
        {
            await AddMetricAsync(environment, metric);
        }

        var experiment = new Experiment
        {
            Id = Guid.CreateVersion7(Now),
            Key = sent.Subject.Experiment,
            EnvironmentId = environment.Id,
            EnvironmentKey = environment.Key,
            FlagKey = "checkout",
            Name = "Checkout",
            Design = sent.Subject.Run.Design,
            Metrics = [.. sent.Subject.Metrics.Select(metric => new ExperimentMetric(metric.Key, metric.Role, metric.Margin))],
            Analysis = sent.Subject.Analysis,
            CreatedAt = GeneratedExperiment.Start,
            UpdatedAt = GeneratedExperiment.Start,
        };
        await _store.WithAsync<IExperimentRepository, bool>(experiments => experiments.AddAsync(experiment, default));
        await _store.WithAsync<IExperimentRepository, bool>(experiments => experiments.UpdateAsync(
            experiment with { Status = ExperimentStatus.Running, Runs = [sent.Subject.Run], Version = 2 }, default));
        return (environment, sent);
    }

    private Task AddMetricAsync(DeploymentEnvironment environment, SubjectMetric metric)
    {
        var calculation = metric.Calculation!;
        var definition = new MetricDefinition
        {
            Id = Guid.CreateVersion7(Now),
            Key = metric.Key,
            EnvironmentId = environment.Id,
            EnvironmentKey = environment.Key,
            Name = metric.Name,
            Kind = calculation.Kind,
            Events = calculation.Events,
            Denominator = calculation.Denominator,
            Quantile = calculation.Quantile,
            Direction = calculation.Direction,
            Window = calculation.Window,
            Cap = calculation.Cap,
            CupedDays = calculation.CupedDays,
            MinimumEffect = calculation.MinimumEffect,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        return _store.WithAsync<IMetricRepository, bool>(metrics => metrics.AddAsync(definition, default));
    }
}
