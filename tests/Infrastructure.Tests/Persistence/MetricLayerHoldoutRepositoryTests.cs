using System.Text.Json;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>What experiments name.</summary>
internal sealed class MetricLayerHoldoutRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private const string AnyName = "Ünï 🚀 'quoted'";

    private DeploymentEnvironment _environment = null!;

    [OneTimeSetUp]
    public async Task AddEnvironment() => _environment = await Store.AddEnvironmentAsync("production");

    [Test]
    public async Task A_metric_comes_back_as_it_was_written()
    {
        var metric = Metric("whole") with
        {
            Kind = MetricKind.Ratio,
            Events = new() { Event = "buy", Aggregate = EventAggregate.Count, Filters = [new("plan", "equals", [JsonToken.Of("é"), new("1.0"), JsonToken.True]), new("$value", "gt", [new("1e3")])] },
            Denominator = new() { Event = "view" },
            Direction = MetricDirection.Decrease,
            Window = new() { Kind = MetricWindowKind.Conversion, Hours = 0.1, DelayHours = 1.7, MatureOnly = true },
            Cap = new() { Percentile = 0.999, IgnoreZeros = true },
            CupedDays = 14,
            MinimumEffect = 0.05,
            Margin = 0.02,
        };
        await Metrics(metrics => metrics.AddAsync(metric, default));
        Assert.That(Text(await Metrics(metrics => metrics.FindAsync(_environment.Id, "whole", default))), Is.EqualTo(Text(metric)));

        var after = metric with { Name = "New", Denominator = null, Kind = MetricKind.Quantile, Quantile = 0.9, Cap = null, Version = 2 };
        Assert.That(await Metrics(metrics => metrics.UpdateAsync(after, default)), Is.True);
        Assert.That(Text((await Metrics(metrics => metrics.ListAsync(_environment.Id, "whole", new(5, null), default))).Single()), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task A_layer_comes_back_as_it_was_written()
    {
        var layer = Layer("whole");
        await Layers(layers => layers.AddAsync(layer, default));
        Assert.That(await Layers(layers => layers.FindAsync(_environment.Id, "whole", default)), Is.EqualTo(layer));

        var after = layer with { Name = "New", Description = "d", BucketBy = "user_id", Salt = "other", Version = 2 };
        Assert.That(await Layers(layers => layers.UpdateAsync(after, default)), Is.True);
        Assert.That(await Layers(layers => layers.ListAllAsync(_environment.Id, default)), Does.Contain(after));
    }

    [Test]
    public async Task A_holdout_comes_back_as_it_was_written()
    {
        var holdout = (await HoldoutAsync("whole")) with { Flags = ["a", "b"] };
        await Holdouts(holdouts => holdouts.AddAsync(holdout, default));
        Assert.That(Text(await Holdouts(holdouts => holdouts.FindAsync(_environment.Id, "whole", default))), Is.EqualTo(Text(holdout)));

        var after = (await HoldoutAsync("whole")) with { Id = holdout.Id, Name = "New", Share = new(50_000), Flags = [], Version = 2 };
        Assert.That(await Holdouts(holdouts => holdouts.UpdateAsync(after, default)), Is.True);
        Assert.That(Text((await Holdouts(holdouts => holdouts.ListAllAsync(_environment.Id, default))).Single(other => other.Key == "whole")), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task A_key_is_taken_once_in_an_environment()
    {
        await Metrics(metrics => metrics.AddAsync(Metric("taken"), default));
        await Layers(layers => layers.AddAsync(Layer("taken"), default));
        var (one, two) = (await HoldoutAsync("taken"), await HoldoutAsync("taken"));
        await Holdouts(holdouts => holdouts.AddAsync(one, default));

        Assert.That(await Metrics(metrics => metrics.AddAsync(Metric("taken"), default)), Is.False);
        Assert.That(await Layers(layers => layers.AddAsync(Layer("taken"), default)), Is.False);
        Assert.That(await Holdouts(holdouts => holdouts.AddAsync(two, default)), Is.False);
    }

    [Test]
    public async Task A_stale_version_is_neither_changed_nor_deleted()
    {
        var (metric, layer, holdout) = (Metric("stale"), Layer("stale"), await HoldoutAsync("stale"));
        await Metrics(metrics => metrics.AddAsync(metric, default));
        await Layers(layers => layers.AddAsync(layer, default));
        await Holdouts(holdouts => holdouts.AddAsync(holdout, default));

        Assert.That(
            new[]
            {
                await Metrics(metrics => metrics.UpdateAsync(metric, default)),
                await Layers(layers => layers.UpdateAsync(layer, default)),
                await Holdouts(holdouts => holdouts.UpdateAsync(holdout, default)),
                await Metrics(metrics => metrics.DeleteAsync(metric with { Version = 2 }, default)),
                await Layers(layers => layers.DeleteAsync(layer with { Version = 2 }, default)),
                await Holdouts(holdouts => holdouts.DeleteAsync(holdout with { Version = 2 }, default)),
            },
            Is.All.False);
    }

    [Test]
    public async Task Pages_go_on_by_key_and_environment()
    {
        var other = await Store.AddEnvironmentAsync("another");
        foreach (var environment in new[] { _environment, other })
        {
            await Layers(layers => layers.AddAsync(Layer("paged") with { EnvironmentId = environment.Id, EnvironmentKey = environment.Key }, default));
        }

        var first = await Layers(layers => layers.ListAsync(null, "PAGED", new(1, null), default));
        var rest = await Layers(layers => layers.ListAsync(null, "paged", new(5, new(first[0].Key, first[0].EnvironmentKey)), default));

        Assert.That(first.Select(layer => layer.EnvironmentKey), Is.EqualTo(new[] { "another", "production" }));
        Assert.That(rest.Select(layer => layer.EnvironmentKey), Is.EqualTo(new[] { "production" }));
    }

    /// <summary>Records compare their lists by reference.</summary>
    private static string Text<T>(T thing) => JsonSerializer.Serialize(thing, DomainJson.Options);

    private static Guid NewId() => Guid.CreateVersion7(A.Moment);

    private MetricDefinition Metric(string key) => new()
    {
        Id = NewId(),
        Key = key,
        EnvironmentId = _environment.Id,
        EnvironmentKey = _environment.Key,
        Name = AnyName,
        Kind = MetricKind.Count,
        Events = new() { Event = "buy" },
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment.AddMilliseconds(123),
    };

    private Layer Layer(string key) => new()
    {
        Id = NewId(),
        Key = key,
        EnvironmentId = _environment.Id,
        EnvironmentKey = _environment.Key,
        Name = AnyName,
        BucketBy = "account.id",
        Salt = "salt",
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment.AddMilliseconds(123),
    };

    private async Task<Holdout> HoldoutAsync(string key) => new()
    {
        Id = NewId(),
        Run = await Store.WithAsync<IExperimentRepository, long>(experiments => experiments.NextRunAsync(default)),
        Key = key,
        EnvironmentId = _environment.Id,
        EnvironmentKey = _environment.Key,
        Name = AnyName,
        Share = new(1234),
        Salt = "salt",
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment.AddMilliseconds(123),
    };

    private Task<T> Metrics<T>(Func<IMetricRepository, Task<T>> use) => Store.WithAsync(use);

    private Task<T> Layers<T>(Func<ILayerRepository, Task<T>> use) => Store.WithAsync(use);

    private Task<T> Holdouts<T>(Func<IHoldoutRepository, Task<T>> use) => Store.WithAsync(use);
}
