using FeatureFlag.Application.Exposures;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>What writing events has in common on both databases. Nodes take their locks in one order: names, ids, exposures, arrivals, each sorted.</summary>
internal abstract class EventStore(Database database, EventOptions options, TimeProvider time, int writers) : IEventStore
{
    /// <summary>Runs whose experiment or holdout was deleted, as with their environment.</summary>
    protected const string OrphanedRuns =
        "SELECT id FROM runs WHERE id NOT IN (SELECT run FROM experiment_runs) AND id NOT IN (SELECT run FROM holdouts)";

    /// <summary>Clocks of nodes differ, and a batch may have been checked a while ago.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(2);

    private const int UsageDays = 92;

    private readonly EventNames _names = new();
    private readonly SemaphoreSlim _turn = new(writers, writers);

    public abstract int GroupSize { get; }

    public int Writers => writers;

    protected Database Database => database;

    protected TimeProvider Time => time;

    /// <summary>What is earlier may go, in Unix milliseconds.</summary>
    protected long Oldest => (time.GetUtcNow() - TimeSpan.FromDays(options.RetentionDays) - Slack).ToUnixTimeMilliseconds();

    /// <summary>The same in Unix days.</summary>
    protected long OldestDay => Oldest / (long)TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Usage that is earlier may go, in Unix hours; at least a quarter of a year stays, for charts and stale flags.</summary>
    protected long OldestUsage => Math.Min(OldestDay, Today - UsageDays) * 24;

    protected int Today => (int)(time.GetUtcNow().ToUnixTimeSeconds() / (long)TimeSpan.FromDays(1).TotalSeconds);

    public async Task WriteAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await WriteInTurnAsync(batches, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public virtual Task SettleAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task SettleInTimeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task WriteAsync(IReadOnlyCollection<Sighting> sightings, CancellationToken cancellationToken)
    {
        var session = new Session(database, time);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await UpsertAsync(session, sightings, cancellationToken);
        await NoteArrivalsAsync(
            session, sightings.GroupBy(sighting => sighting.EnvironmentId).Select(all => (all.Key, all.Min(sighting => sighting.FirstAt))), cancellationToken);
        await transaction.CommitAsync();
    }

    public async Task WriteAsync(IReadOnlyCollection<FlagUsed> uses, CancellationToken cancellationToken)
    {
        var session = new Session(database, time);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await UpsertAsync(session, uses, cancellationToken);
        await transaction.CommitAsync();
    }

    public abstract Task PruneAsync(CancellationToken cancellationToken);

    protected virtual async Task WriteInTurnAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        var group = new EventGroup(batches);
        var session = new Session(database, time);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await RunResolution.ResolveAsync(session, batches, cancellationToken);
        var found = await _names.ResolveAsync(session, batches, UpsertNamesAsync, cancellationToken);
        group.Sort();
        await AddAsync(session, group);
        await UpsertAsync(session, Sightings(group), cancellationToken);
        await NoteArrivalsAsync(session, Earliest(group), cancellationToken);
        await transaction.CommitAsync();
        _names.Keep(found);
        Committed();
    }

    /// <summary>Drops duplicates from the group, and writes ids and metric events of the others.</summary>
    protected abstract Task AddAsync(Session session, EventGroup group);

    /// <summary>The group is durable; the transaction has not been left yet.</summary>
    protected virtual void Committed()
    {
    }

    /// <summary>Makes the names that are not there, and widens the times of those that are.</summary>
    /// <returns>Their numbers by name; none if the environment is gone.</returns>
    protected abstract Task<IReadOnlyDictionary<string, long>> UpsertNamesAsync(
        Session session, Guid environmentId, IReadOnlyList<EventNames.Seen> names, CancellationToken cancellationToken);

    protected abstract Task UpsertAsync(Session session, IReadOnlyCollection<Sighting> sightings, CancellationToken cancellationToken);

    protected abstract Task UpsertAsync(Session session, IReadOnlyCollection<FlagUsed> uses, CancellationToken cancellationToken);

    /// <summary>Posted exposures, those of a unit together.</summary>
    private static Dictionary<SightingKey, Sighting>.ValueCollection Sightings(EventGroup group)
    {
        var sightings = new Dictionary<SightingKey, Sighting>();
        for (var place = 0; place < group.Count; place++)
        {
            ref readonly var posted = ref group[place];
            if (!posted.IsExposure)
            {
                continue;
            }

            var batch = group.BatchOf(place);
            var key = new SightingKey(posted.Target, System.Text.Encoding.UTF8.GetString(posted.Unit.Span), batch.Names[posted.Variant]);
            var attributes = posted.Attributes.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(posted.Attributes.Span);
            var sighting = new Sighting(key, batch.EnvironmentId, posted.At, 1, attributes);
            sightings[key] = sightings.TryGetValue(key, out var before) ? before.With(sighting) : sighting;
        }

        return sightings.Values;
    }

    private static Dictionary<Guid, long> Earliest(EventGroup group)
    {
        var earliest = new Dictionary<Guid, long>();
        for (var place = 0; place < group.Count; place++)
        {
            var environmentId = group.BatchOf(place).EnvironmentId;
            earliest[environmentId] = Math.Min(group[place].At, earliest.GetValueOrDefault(environmentId, long.MaxValue));
        }

        return earliest;
    }

    private Task NoteArrivalsAsync(Session session, Dictionary<Guid, long> earliest, CancellationToken cancellationToken) =>
        NoteArrivalsAsync(session, earliest.Select(pair => (pair.Key, pair.Value)), cancellationToken);

    private async Task NoteArrivalsAsync(Session session, IEnumerable<(Guid EnvironmentId, long EarliestAt)> arrivals, CancellationToken cancellationToken)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        foreach (var (environmentId, earliestAt) in arrivals.OrderBy(arrival => arrival.EnvironmentId.ToString("D"), StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                """
                INSERT INTO event_arrivals (environment_id, minute, earliest_at)
                SELECT id, @minute, @earliestAt FROM environments WHERE id = @environmentId
                ON CONFLICT (environment_id, minute) DO UPDATE SET earliest_at = excluded.earliest_at
                WHERE excluded.earliest_at < event_arrivals.earliest_at
                """,
                new { environmentId, minute, earliestAt },
                cancellationToken);
        }
    }
}
