using System.Collections.Immutable;
using System.Globalization;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Persistence;
using Npgsql;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>The partitions of metric_events, one for each week (of 7 days since 1970) that has events.</summary>
internal sealed class PostgresPartitions(Database database)
{
    private const string Prefix = "metric_events_w";
    private const long WeekMilliseconds = 7L * 24 * 60 * 60 * 1000;

    /// <summary>Any number that no other program on the same database is likely to lock ("ffevents" in ASCII).</summary>
    private const long Lock = 0x66666576656e7473;

    private volatile ImmutableHashSet<long> _there = [];

    public async Task EnsureAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        var missing = WeeksOf(batches).Where(week => !_there.Contains(week)).Order().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        _there = [.. await ListAsync(cancellationToken)];
        foreach (var week in missing.Where(week => !_there.Contains(week)))
        {
            await CreateAsync(week, cancellationToken);
            _there = _there.Add(week);
        }
    }

    public void Forget() => _there = [];

    /// <summary>Drops the weeks that ended before that time. One that is being read now is left for the next time.</summary>
    public async Task DropAsync(long oldest, CancellationToken cancellationToken)
    {
        foreach (var week in (await ListAsync(cancellationToken)).Where(week => (week + 1) * WeekMilliseconds <= oldest))
        {
            try
            {
                // Whoever waits for such a lock holds up all that come after; so it waits for a moment only.
                await RunAsync($"SET LOCAL lock_timeout = '200ms'; DROP TABLE IF EXISTS {Name(week)}", cancellationToken);
            }
            catch (StoreUnavailableException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
            {
                continue;
            }
        }
    }

    private static string Name(long week) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{week}");

    /// <summary>Null for a partition that somebody else made.</summary>
    private static long? WeekOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var week) ? week : null;

    private static HashSet<long> WeeksOf(IReadOnlyList<EventBatch> batches)
    {
        var weeks = new HashSet<long>();
        var last = long.MinValue;
        foreach (var batch in batches)
        {
            foreach (ref readonly var posted in batch.Events)
            {
                var week = posted.At / WeekMilliseconds;
                if (week != last && !posted.IsExposure)
                {
                    weeks.Add(last = week);
                }
            }
        }

        return weeks;
    }

    private async Task<IReadOnlyList<long>> ListAsync(CancellationToken cancellationToken)
    {
        var names = await new Session(database, TimeProvider.System).QueryAsync<string>(
            "SELECT CAST(c.relname AS text) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = CAST('metric_events' AS regclass)",
            null,
            cancellationToken);
        return [.. names.Select(WeekOf).OfType<long>()];
    }

    /// <summary>Made beside the table and then attached, which neither readers nor writers have to wait for.</summary>
    private Task CreateAsync(long week, CancellationToken cancellationToken) => RunAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT pg_advisory_xact_lock({Lock});
            DO $$ BEGIN
                IF to_regclass('{Name(week)}') IS NULL THEN
                    CREATE TABLE {Name(week)} (LIKE metric_events INCLUDING DEFAULTS);
                    ALTER TABLE metric_events ATTACH PARTITION {Name(week)} FOR VALUES FROM ({week * WeekMilliseconds}) TO ({(week + 1) * WeekMilliseconds});
                END IF;
            END $$
            """),
        cancellationToken);

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        var session = new Session(database, TimeProvider.System);
        await using var transaction = await session.BeginAsync(cancellationToken);
        await session.ExecuteAsync(sql, null, cancellationToken);
        await transaction.CommitAsync();
    }
}
