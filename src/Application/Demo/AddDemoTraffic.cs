using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Demo;

/// <summary>Writes what <see cref="DemoShop"/> simulates, and stops the experiment that found nothing. Not reachable from outside.</summary>
/// <returns>False: it was there already, or the demo's experiments are too old for it.</returns>
internal sealed record AddDemoTraffic(int Visitors, Action<string>? Progress) : IRequest<Result<bool>>, IRequireRole
{
    public Role RequiredRole => Role.Developer;
}

internal sealed class AddDemoTrafficHandler(
    IExperimentRepository experiments,
    IFlagUsageRepository usage,
    IEventStore store,
    EventOptions options,
    SnapshotRefresher refresher,
    SnapshotStore snapshots,
    ResultsQueue results,
    ICurrentActor current,
    ISendAs sender,
    TimeProvider time) : IRequestHandler<AddDemoTraffic, Result<bool>>
{
    private const int UnitsPerWrite = 10_000;

    /// <summary>Later nothing is completed any more: real events may have come since.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    public async Task<Result<bool>> Handle(AddDemoTraffic request, CancellationToken cancellationToken)
    {
        const int NeededDays = DemoExperiments.Days + DemoExperiments.HistoryDays;
        if (options.RetentionDays < NeededDays)
        {
            return Error.Conflict($"Events are kept for {options.RetentionDays} days, and the demo's go back {NeededDays}. Set Events__RetentionDays to {NeededDays} or more, and try again.");
        }

        await refresher.PollAsync(cancellationToken);
        if (snapshots.Find(DemoExperiments.Environment) is not { } snapshot)
        {
            return EnvironmentErrors.NotFound(DemoExperiments.Environment);
        }

        var now = time.GetUtcNow();
        var all = await FindAsync(snapshot.EnvironmentId, now, cancellationToken);
        if (all.Count == 0)
        {
            return false;
        }

        var start = all.Min(experiment => experiment.Runs[0].StartedAt);
        if (start.AddDays(DemoExperiments.Days) < now - Patience || await IsThereAsync(snapshot.EnvironmentId, start, cancellationToken))
        {
            return false;
        }

        var shop = new DemoShop(snapshot, all.ToDictionary(experiment => experiment.Runs[0].Id, experiment => experiment.Runs[0].StartedAt), start);
        await WriteAsync(shop, request, cancellationToken);
        if (all.Any(experiment => experiment is { Key: DemoExperiments.Flat, Status: ExperimentStatus.Running }))
        {
            var stopped = await sender.SendAsync(
                current.Actor!, new StopExperiment(DemoExperiments.Flat, DemoExperiments.FlatConclusion, null, null), cancellationToken);
            if (!stopped.IsOk)
            {
                return stopped.Error;
            }
        }

        // In one transaction, at the end: where it is, all else is.
        await store.WriteAsync(shop.Usage, cancellationToken);
        foreach (var experiment in all)
        {
            results.Ask(new(experiment.Key, experiment.Runs[0].Number, experiment.Runs[0].Id));
        }

        return true;
    }

    /// <summary>The demo's own, in their first run; those that somebody else has made under these keys are none of it.</summary>
    private async Task<List<Experiment>> FindAsync(Guid environmentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var flags = DemoExperiments.All(now).ToDictionary(pair => pair.Experiment.Key, pair => pair.Experiment.FlagKey.Value, StringComparer.Ordinal);
        return
        [
            .. from experiment in await experiments.ListAllAsync(environmentId, cancellationToken)
               where experiment.Runs.Count == 1 && flags.GetValueOrDefault(experiment.Key) == experiment.FlagKey
               select experiment,
        ];
    }

    private async Task<bool> IsThereAsync(Guid environmentId, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var hour = start.ToUnixTimeSeconds() / (long)TimeSpan.FromHours(1).TotalSeconds;
        var hours = (hour, hour + (DemoExperiments.Days * 24));
        return (await usage.ListCountsAsync(environmentId, DemoContent.AskedFlags[0], hours, 24, cancellationToken)).Count > 0;
    }

    /// <summary>Events have ids, and exposures are kept once per unit: after an interruption writing all of it again completes it.</summary>
    private async Task WriteAsync(DemoShop shop, AddDemoTraffic request, CancellationToken cancellationToken)
    {
        request.Progress?.Invoke(FormattableString.Invariant($"Three weeks of traffic: {request.Visitors} visitors"));
        var events = 0;
        foreach (var batch in shop.Simulate(request.Visitors))
        {
            events += batch.Events.Length;
            await store.WriteAsync([batch], cancellationToken);
        }

        request.Progress?.Invoke(FormattableString.Invariant($"{events} events are written; sorting them in, and {shop.Sightings.Count} exposures"));
        await store.SettleAsync(cancellationToken);
        foreach (var sightings in shop.Sightings.OrderBy(sighting => sighting.Key.Unit, StringComparer.Ordinal).Chunk(UnitsPerWrite))
        {
            await store.WriteAsync(sightings, cancellationToken);
        }
    }
}
