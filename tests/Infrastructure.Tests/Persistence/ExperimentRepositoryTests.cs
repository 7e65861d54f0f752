using System.Text.Json;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class ExperimentRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private DeploymentEnvironment _environment = null!;
    private int _ids;

    [OneTimeSetUp]
    public async Task AddEnvironment() => _environment = await Store.AddEnvironmentAsync("production");

    [Test]
    public async Task Brings_back_every_field()
    {
        var experiment = await AddAsync(Everything(New("every-field")));

        Assert.That(Text(await FindAsync("every-field")), Is.EqualTo(Text(experiment)));
    }

    [Test]
    public async Task Brings_back_what_was_left_out()
    {
        var experiment = await AddAsync(New("left-out"));

        Assert.That(Text(await FindAsync("left-out")), Is.EqualTo(Text(experiment)));
    }

    [Test]
    public async Task Writes_every_field_of_the_next_version_with_its_runs()
    {
        var before = await AddAsync(New("changed"));
        var after = await BegunAsync(Everything(before), "changed-salt", null);

        Assert.That(Text(await FindAsync("changed")), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task Writes_how_a_run_grew_and_ended()
    {
        var running = await BegunAsync(await AddAsync(New("grown")), "grown-salt", null);
        var grown = running.Runs[0] with { Design = running.Runs[0].Design with { Traffic = new(77_000) }, EndedAt = A.Moment.AddDays(3).AddMilliseconds(5) };
        var after = running.WithRun(grown) with { Version = running.Version + 1 };
        await With(experiments => experiments.UpdateAsync(after, default));

        Assert.That(Text(await FindAsync("grown")), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task Refuses_a_key_of_another_environment()
    {
        var other = await Store.AddEnvironmentAsync("elsewhere");
        await AddAsync(New("taken"));

        Assert.That(await With(experiments => experiments.AddAsync(New("taken") with { EnvironmentId = other.Id }, default)), Is.False);
    }

    [Test]
    public async Task Refuses_a_stale_version()
    {
        var experiment = await AddAsync(New("moved-on") with { Version = 3 });

        Assert.That(await With(experiments => experiments.UpdateAsync(experiment with { Name = "Late" }, default)), Is.False);
        Assert.That(await With(experiments => experiments.DeleteAsync(experiment with { Version = 2 }, default)), Is.False);
    }

    [Test]
    public async Task Deletes_the_version_it_was_given()
    {
        var experiment = await AddAsync(New("deleted"));
        await With(experiments => experiments.DeleteAsync(experiment, default));

        Assert.That(await FindAsync("deleted"), Is.Null);
    }

    [Test]
    public async Task Lists_the_newest_first_and_goes_on_after_one()
    {
        var own = await Store.AddEnvironmentAsync("list");
        string[] keys = ["list-b", "list-a", "list-c"];
        foreach (var key in keys)
        {
            await AddAsync(New(key) with { EnvironmentId = own.Id, EnvironmentKey = own.Key });
        }

        var first = await With(experiments => experiments.ListAsync(new(own.Id), new(1, null), default));
        var rest = await With(experiments => experiments.ListAsync(new(own.Id), new(5, new(first[0].Id.ToString())), default));

        Assert.That(first.Select(experiment => experiment.Key), Is.EqualTo(new[] { "list-c", "list-a" }), "One more than the limit.");
        Assert.That(rest.Select(experiment => experiment.Key), Is.EqualTo(new[] { "list-a", "list-b" }));
    }

    [Test]
    public async Task Lists_what_the_filter_says()
    {
        var own = await Store.AddEnvironmentAsync("filter");
        Experiment In(string key) => New(key) with { EnvironmentId = own.Id, EnvironmentKey = own.Key };
        await AddAsync(In("filter-a") with { FlagKey = "one", Name = "Ünï Größe" });
        await AddAsync(In("filter-b") with { FlagKey = "two", Status = ExperimentStatus.Archived });

        Assert.That(await KeysAsync(new(own.Id, FlagKey: "one")), Is.EqualTo(new[] { "filter-a" }));
        Assert.That(await KeysAsync(new(own.Id, Status: ExperimentStatus.Archived)), Is.EqualTo(new[] { "filter-b" }));
        Assert.That(await KeysAsync(new(own.Id, Search: "ÜNÏ GRÖ")), Is.EqualTo(new[] { "filter-a" }));
        Assert.That(await KeysAsync(new(own.Id, Search: "%")), Is.Empty);
    }

    [Test]
    public async Task Lists_those_that_run()
    {
        var own = await Store.AddEnvironmentAsync("running");
        await AddAsync(New("at-rest") with { EnvironmentId = own.Id });
        await AddAsync(New("running-a") with { EnvironmentId = own.Id, Status = ExperimentStatus.Running });

        Assert.That((await With(experiments => experiments.ListRunningAsync(own.Id, default))).Select(experiment => experiment.Key), Is.EqualTo(new[] { "running-a" }));
        Assert.That((await With(experiments => experiments.ListRunningAsync(null, default))).Select(experiment => experiment.Key), Does.Contain("running-a"));
        Assert.That(await With(experiments => experiments.ListAllAsync(own.Id, default)), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Never_gives_a_number_twice()
    {
        var first = await With(experiments => experiments.NextRunAsync(default));

        Assert.That(await With(experiments => experiments.NextRunAsync(default)), Is.GreaterThan(first));
    }

    [Test]
    public async Task Knows_the_salts_that_runs_of_the_environment_had()
    {
        var other = await Store.AddEnvironmentAsync("other-salts");
        await BegunAsync(await AddAsync(New("salted")), "the 'salt' \"ü\"", null);

        Assert.That(await With(experiments => experiments.IsSaltUsedAsync(_environment.Id, "the 'salt' \"ü\"", default)), Is.True);
        Assert.That(await With(experiments => experiments.IsSaltUsedAsync(_environment.Id, "the 'salt'", default)), Is.False);
        Assert.That(await With(experiments => experiments.IsSaltUsedAsync(other.Id, "the 'salt' \"ü\"", default)), Is.False);
    }

    [Test]
    public async Task Knows_the_runs_that_owned_buckets_of_a_layer()
    {
        var slice = new LayerSlice("checkout", "checkout.layer", [new(0, 10), new(20, 30)]);
        var experiment = await BegunAsync(await AddAsync(New("in-a-layer")), "s1", slice);
        await BegunAsync(await AddAsync(New("in-no-layer") with { FlagKey = "another" }), "s2", null);

        var runs = await With(experiments => experiments.ListRunsInLayerAsync(_environment.Id, "checkout", default));

        Assert.That(runs.Select(run => run.Id), Is.EqualTo(new[] { experiment.Runs[0].Id }));
        Assert.That(runs[0].Slice!.Ranges, Is.EqualTo(slice.Ranges));
    }

    [Test]
    public async Task Goes_with_its_environment()
    {
        var doomed = await Store.AddEnvironmentAsync("doomed");
        await BegunAsync(await AddAsync(New("doomed-one") with { EnvironmentId = doomed.Id, EnvironmentKey = doomed.Key }), "doomed-salt", null);
        await Store.WithAsync<Application.Environments.IEnvironmentRepository>(environments => environments.DeleteAsync(doomed.Id, default));

        Assert.That(await FindAsync("doomed-one"), Is.Null);
    }

    private static Experiment Everything(Experiment experiment) => experiment with
    {
        FlagKey = "every-flag",
        Name = "Ünï 🚀 'quoted' \"twice\"",
        Hypothesis = "Line one\nline\ttwo",
        Description = "; DROP TABLE experiments; --",
        Design = new()
        {
            Arms = [new("off", 33_333), new("on", 66_667)],
            Control = "on",
            Traffic = new(12_345),
            When = new() { Attribute = "plan", Operator = "in", Values = [new("1.0"), JsonToken.Of("é")] },
            Salt = "s",
            Layer = "l",
            Holdout = "h",
            Dimensions = ["country", "a.b"],
        },
        Metrics = [new("buy", MetricRole.Goal), new("safe", MetricRole.Guardrail, 0.02), new("more", MetricRole.Secondary)],
        Analysis = new()
        {
            Mode = AnalysisMode.Bayesian,
            Alpha = 0.1,
            Correction = MultipleTesting.Bh,
            PlannedUnits = 12_345,
            PlannedEnd = A.Moment.AddDays(30),
            MultiExposed = MultiExposedUnits.FirstVariant,
            PriorSd = 0.3,
        },
        Status = ExperimentStatus.Stopped,
        ShippedVariant = "on",
        Conclusion = "Better.",
        UpdatedAt = A.Moment.AddMilliseconds(123),
    };

    /// <summary>Records compare their lists by reference.</summary>
    private static string Text(Experiment? experiment) => JsonSerializer.Serialize(experiment);

    private Experiment New(string key) => new()
    {
        Id = Guid.CreateVersion7(A.Moment.AddSeconds(++_ids)),
        Key = key,
        EnvironmentId = _environment.Id,
        EnvironmentKey = _environment.Key,
        FlagKey = $"flag-of-{key}",
        Name = $"The experiment {key}",
        Design = new() { Arms = [], Control = "" },
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };

    private async Task<Experiment> BegunAsync(Experiment experiment, string salt, LayerSlice? slice)
    {
        var run = new ExperimentRun
        {
            Id = await With(experiments => experiments.NextRunAsync(default)),
            Number = 1,
            StartedAt = A.Moment.AddMilliseconds(7),
            Design = experiment.Design with { Salt = salt },
            Analysis = experiment.Analysis,
            Slice = slice,
        };
        var begun = experiment.Begin(run) with { Version = experiment.Version + 1 };
        Assert.That(await With(experiments => experiments.UpdateAsync(begun, default)), Is.True);
        return begun;
    }

    private async Task<IEnumerable<string>> KeysAsync(ExperimentFilter filter) =>
        (await With(experiments => experiments.ListAsync(filter, new(10, null), default))).Select(experiment => experiment.Key);

    private async Task<Experiment> AddAsync(Experiment experiment)
    {
        Assert.That(await With(experiments => experiments.AddAsync(experiment, default)), Is.True);
        return experiment;
    }

    private Task<Experiment?> FindAsync(string key) => With(experiments => experiments.FindAsync(key, default));

    private Task<T> With<T>(Func<IExperimentRepository, Task<T>> use) => Store.WithAsync(use);
}
