using Dapper;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>
/// The events that have arrived but not been sorted into their places. Their ids are in memory, so that finding a duplicate among them needs
/// no index. All that changes the log, or what is remembered of it, happens in the writer's turn.
/// </summary>
internal sealed class SqliteEventLog(Database database)
{
    /// <summary>So many are sorted in at once, so that a page takes several; while fewer come, they wait for <see cref="MaxAge"/>.</summary>
    private const int Enough = 250_000;

    /// <summary>As many ids as memory should hold: some 25 MB. Writing waits then.</summary>
    private const int Most = 600_000;

    /// <summary>Rows that are sorted in per transaction, so that it takes less than 100 ms.</summary>
    private const int Slice = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _settling = new(1, 1);

    /// <summary>Ids in the log, of the part that is being sorted in and of the rest.</summary>
    private HashSet<UInt128> _before = [];
    private HashSet<UInt128> _since = [];

    /// <summary>The last number in the log as far as these sets go; before anything was read: -1.</summary>
    private long _known = -1;

    private (UInt128[] Ids, long Last) _appended;
    private long _waitingSince;

    public bool IsFull => _before.Count + _since.Count >= Most;

    /// <summary>Whether it is time to sort in: at the start what the last process left, then as constants say.</summary>
    public bool IsDue(TimeProvider time)
    {
        if (_known < 0)
        {
            return true;
        }

        if (_since.Count == 0 && _before.Count == 0)
        {
            _waitingSince = time.GetTimestamp();
        }

        return _since.Count >= Enough || time.GetElapsedTime(_waitingSince) >= MaxAge;
    }

    /// <summary>Drops duplicates from the group, and appends the others.</summary>
    public void Append(SqliteConnection connection, EventGroup group, int today)
    {
        CatchUp(connection);
        using var find = new SqliteStatement(connection, "SELECT 1 FROM event_ids WHERE id = ?");
        var ids = group.Ids;
        group.KeepOnly(place => !_since.Contains(ids[place]) && !_before.Contains(ids[place]) && !find.With(ids[place]).Run());

        var last = Math.Max(_known, (long)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMicroseconds);
        using var append = new SqliteStatement(
            connection, "INSERT INTO event_log (seq, id, day, event, unit, ts, value, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        for (var place = 0; place < group.Count; place++)
        {
            ref readonly var posted = ref group[place];
            append.With(++last).With(posted.Id).With(today);
            if (posted.IsExposure)
            {
                append.WithNull().WithNull().WithNull().WithNull().WithNull();
            }
            else
            {
                append.With(posted.Target).With(posted.Unit.Span).With(posted.At).With(posted.Value).With(posted.Attributes.Span);
            }

            append.Run();
        }

        _appended = (group.Ids, last);
    }

    /// <summary>What was appended has been committed. Called while it still is the writer's turn.</summary>
    public void Keep()
    {
        if (_appended.Ids.Length > 0)
        {
            _since.UnionWith(_appended.Ids);
            _known = _appended.Last;
        }
    }

    /// <summary>Sorts everything in that is there now. Idempotent: what a process that was killed had done is done again.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _settling.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await database.ConnectAsync(cancellationToken);
            var last = 0L;
            await InTurnAsync(connection, c =>
            {
                last = CatchUp(c);
                if (_before.Count == 0)
                {
                    (_before, _since) = (_since, _before);
                }
                else
                {
                    _before.UnionWith(_since); // an attempt before this was not finished
                    _since = [];
                }
            });
            if (last > 0)
            {
                await SettleAsync(connection, last, cancellationToken);
            }
        }
        finally
        {
            _settling.Release();
        }
    }

    private async Task SettleAsync(StoreConnection connection, long last, CancellationToken cancellationToken)
    {
        await MoveAsync(connection, last, "event_ids", "id, day", "", "id", cancellationToken);
        await MoveAsync(
            connection, last, "metric_events", "event, unit, ts, id, value, attributes", "AND event IS NOT NULL", "event, unit, ts, id", cancellationToken);
        for (var deleted = 1; deleted > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await InTurnAsync(connection, c =>
            {
                deleted = c.Execute($"DELETE FROM event_log WHERE seq <= (SELECT max(seq) FROM (SELECT seq FROM event_log WHERE seq <= {last} ORDER BY seq LIMIT {Slice * 2}))");
                _before = deleted == 0 ? [] : _before;
            });
        }
    }

    /// <summary>Sorts without holding anybody up, then inserts slices of what is sorted, each a transaction.</summary>
    private async Task MoveAsync(
        StoreConnection connection, long last, string table, string columns, string filter, string order, CancellationToken cancellationToken)
    {
        var rows = await connection.RunAsync(c => Task.Run(() =>
        {
            c.Execute($"PRAGMA temp_store = MEMORY; DROP TABLE IF EXISTS temp.sorted; CREATE TEMP TABLE sorted AS SELECT {columns} FROM event_log WHERE seq <= {last} {filter} ORDER BY {order}");
            return c.ExecuteScalar<long>("SELECT count(*) FROM temp.sorted");
        }));
        for (var from = 0L; from < rows; from += Slice)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await InTurnAsync(connection, c => c.Execute(
                $"INSERT INTO {table} ({columns}) SELECT {columns} FROM temp.sorted WHERE rowid > {from} AND rowid <= {from + Slice} ORDER BY rowid ON CONFLICT DO NOTHING"));
        }

        await connection.RunAsync(c => c.ExecuteAsync("DROP TABLE temp.sorted"));
    }

    /// <summary>One transaction, in the writer's turn.</summary>
    private async Task InTurnAsync(StoreConnection connection, Action<SqliteConnection> write)
    {
        using var turn = await database.WriterTurnAsync(CancellationToken.None);
        await connection.RunAsync(async c =>
        {
            await using var transaction = await database.Dialect.BeginWriteAsync(c, database.Dialect.Patience);
            write((SqliteConnection)c);
            await transaction.CommitAsync();
        });
    }

    /// <summary>
    /// Where the log does not end as this process left it, another one has appended or sorted in: the demo, or the one before this. Numbers begin
    /// with the time in microseconds, so that a log that was emptied and filled again never looks the same.
    /// </summary>
    /// <returns>The last number in the log; 0 if it is empty.</returns>
    private long CatchUp(SqliteConnection connection)
    {
        var last = connection.ExecuteScalar<long?>("SELECT max(seq) FROM event_log") ?? 0;
        if (last == _known)
        {
            return last;
        }

        (_before, _since) = ([], []);
        using (var all = new SqliteStatement(connection, "SELECT id FROM event_log"))
        {
            while (all.Step())
            {
                _since.Add(all.Id(0));
            }
        }

        return _known = last;
    }
}
