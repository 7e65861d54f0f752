using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Experiments;

/// <summary>Flags, metrics and experiments that are ready to start, in "production".</summary>
internal abstract class OnExperiments() : OnDatabase(StoreKind.Sqlite)
{
    private int _keys;

    protected static IReadOnlyList<VariantWeight> Halves { get; } = [new("off", 50_000), new("on", 50_000)];

    [OneTimeSetUp]
    public async Task AddSurroundings()
    {
        await Store.SendAsync(new CreateEnvironment("production", "Production"));
        await Must(new CreateMetricDefinition { Key = "buy", Name = "Buy", EnvironmentKey = "production", Kind = MetricKind.Proportion, Events = new EventSelection { Event = "buy" } });
    }

    protected async Task<T> Must<T>(MediatR.IRequest<Result<T>> request)
    {
        var result = await Store.SendAsync(request);
        Assert.That(result.Error, Is.Null);
        return result.Value;
    }

    protected string NewKey(string what) => $"{what}-{++_keys}";

    protected async Task<Flag> AddFlagAsync(string bucketBy = "user_id")
    {
        var key = NewKey("flag");
        return await Must(new CreateFlag { Key = key, Name = key, EnvironmentKey = "production", IsEnabled = true, BucketBy = bucketBy });
    }

    protected Task<Flag> FlagAsync(string key) => Must(new GetFlag("production", key));

    protected CreateExperiment New(string flagKey) => new()
    {
        Key = NewKey("experiment"),
        Name = "Any",
        EnvironmentKey = "production",
        FlagKey = flagKey,
        Arms = new(Halves),
        Control = "off",
        Metrics = new([new("buy", MetricRole.Goal)]),
    };

    protected async Task<Experiment> DraftAsync(Func<CreateExperiment, CreateExperiment>? with = null)
    {
        var request = New((await AddFlagAsync()).Key);
        return await Must(with is null ? request : with(request));
    }

    protected async Task<Experiment> RunningAsync(Func<CreateExperiment, CreateExperiment>? with = null) => await StartAsync(await DraftAsync(with));

    protected Task<Experiment> StartAsync(Experiment draft) => Must(new StartExperiment(draft.Key, null));

    protected Task<Result<Experiment>> UpdateAsync(Experiment experiment, ExperimentFields fields) =>
        Store.SendAsync(new UpdateExperiment(experiment.Key, fields, null));

    protected Task<Experiment> StopAsync(Experiment experiment, string? ship = null) => Must(new StopExperiment(experiment.Key, null, ship, null));
}
