using System.Data.Common;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Appends events to a log, which is durable at once and cheap, and sorts that into place later (<see cref="SqliteEventLog"/>).</summary>
internal sealed class SqliteEventStore(Database database, EventOptions options, TimeProvider time) : EventStore(database, options, time, writers: 1)
{
    private readonly SqliteEventLog _log = new(database);

    /// <summary>A transaction of so many takes some 50 ms; other changes wait for it.</summary>
    public override int GroupSize => 10_000;

    public override Task SettleAsync(CancellationToken cancellationToken) => _log.SettleAsync(cancellationToken);

    /// <summary>When much is in the log, or when something has been in it for a while.</summary>
    public override Task SettleInTimeAsync(CancellationToken cancellationToken) =>
        _log.IsDue(Time) ? _log.SettleAsync(cancellationToken) : Task.CompletedTask;

    public override Task PruneAsync(CancellationToken cancellationToken) =>
        new SqlitePruning(Database, Time, Oldest, OldestDay, OldestUsage, OrphanedRuns).RunAsync(cancellationToken);

    protected override async Task WriteInTurnAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        if (_log.IsFull)
        {
            await _log.SettleAsync(cancellationToken);
        }

        await base.WriteInTurnAsync(batches, cancellationToken);
    }

    protected override async Task AddAsync(Session session, EventGroup group) => await session.BulkAsync(connection =>
    {
        _log.Append((SqliteConnection)connection, group, Today);
        return Task.FromResult(true);
    });

    protected override void Committed() => _log.Keep();

    protected override async Task<IReadOnlyDictionary<string, long>> UpsertNamesAsync(
        Session session, Guid environmentId, IReadOnlyList<EventNames.Seen> names, CancellationToken cancellationToken) =>
        await session.BulkAsync(connection => Task.FromResult(UpsertNames(connection, environmentId, names)));

    protected override Task UpsertAsync(Session session, IReadOnlyCollection<Sighting> sightings, CancellationToken cancellationToken) =>
        sightings.Count == 0 ? Task.CompletedTask : session.BulkAsync(connection =>
        {
            using var upsert = new SqliteStatement(
                (SqliteConnection)connection,
                """
                INSERT INTO exposures (run, unit, variant, first_at, sightings, attributes) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (run, unit, variant) DO UPDATE SET
                    first_at = min(exposures.first_at, excluded.first_at),
                    sightings = exposures.sightings + excluded.sightings,
                    attributes = CASE
                        WHEN excluded.first_at < exposures.first_at OR (excluded.first_at = exposures.first_at
                            AND (exposures.attributes IS NULL OR excluded.attributes < exposures.attributes))
                        THEN excluded.attributes ELSE exposures.attributes END
                """);
            foreach (var (key, _, firstAt, count, attributes) in sightings)
            {
                upsert.With(key.Run).With(key.Unit).With(key.Variant).With(firstAt).With(count);
                _ = (attributes is null ? upsert.WithNull() : upsert.With(attributes)).Run();
            }

            return Task.FromResult(true);
        });

    protected override Task UpsertAsync(Session session, IReadOnlyCollection<FlagUsed> uses, CancellationToken cancellationToken) => session.BulkAsync(connection =>
    {
        using var upsert = new SqliteStatement(
            (SqliteConnection)connection,
            """
            INSERT INTO flag_usage (environment_id, flag_key, hour, variant, single_count, bulk_count, last_at)
            SELECT id, ?, ?, ?, ?, ?, ? FROM environments WHERE id = ?
            ON CONFLICT (environment_id, flag_key, hour, variant) DO UPDATE SET
                single_count = flag_usage.single_count + excluded.single_count,
                bulk_count = flag_usage.bulk_count + excluded.bulk_count,
                last_at = max(flag_usage.last_at, excluded.last_at)
            """);
        foreach (var used in uses)
        {
            upsert.With(used.FlagKey).With(used.Hour).With(used.Variant).With(used.Single).With(used.Bulk).With(used.LastAt)
                .With(used.EnvironmentId.ToString("D")).Run();
        }

        return Task.FromResult(true);
    });

    private static IReadOnlyDictionary<string, long> UpsertNames(DbConnection connection, Guid environmentId, IReadOnlyList<EventNames.Seen> names)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        using var upsert = new SqliteStatement(
            (SqliteConnection)connection,
            """
            INSERT INTO event_names (environment_id, name, first_at, last_at)
            SELECT id, ?, ?, ? FROM environments WHERE id = ?
            ON CONFLICT (environment_id, name) DO UPDATE
            SET first_at = min(event_names.first_at, excluded.first_at), last_at = max(event_names.last_at, excluded.last_at)
            RETURNING id
            """);
        foreach (var name in names)
        {
            upsert.With(name.Name).With(name.FirstAt).With(name.LastAt).With(environmentId.ToString("D"));
            if (upsert.Step())
            {
                ids[name.Name] = upsert.Number(0);
            }

            upsert.Reset();
        }

        return ids;
    }
}
