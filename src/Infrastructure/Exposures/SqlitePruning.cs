using Dapper;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Removes what is older than retention from tables whose order is not that of time: a walk through each, a short transaction per piece.</summary>
internal sealed class SqlitePruning(Database database, TimeProvider time, long oldest, long oldestDay, long oldestUsage, string orphanedRuns)
{
    /// <summary>Rows that are looked at per transaction, so that it takes less than 100 ms.</summary>
    private const int Piece = 10_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WalkAsync("event_ids", "id", $"day < {oldestDay}", cancellationToken);
        await WalkAsync("metric_events", "event, unit, ts, id", $"ts < {oldest}", cancellationToken);
        await WalkAsync("event_arrivals", "environment_id, minute", $"minute < {oldestDay * 1440}", cancellationToken);
        await WalkAsync("flag_usage", "environment_id, flag_key, hour, variant", $"hour < {oldestUsage}", cancellationToken);
        foreach (var run in await new Session(database, time).QueryAsync<long>(orphanedRuns, null, cancellationToken))
        {
            await DeleteAllAsync($"DELETE FROM exposures WHERE (run, unit, variant) IN (SELECT run, unit, variant FROM exposures WHERE run = {run} LIMIT {Piece})", cancellationToken);
            await DeleteAllAsync($"DELETE FROM results WHERE run = {run}", cancellationToken);
        }
    }

    /// <param name="table">Which table.</param>
    /// <param name="key">Its primary key's columns, in their order.</param>
    /// <param name="isOld">A condition.</param>
    /// <param name="cancellationToken">Ends it between two pieces.</param>
    private async Task WalkAsync(string table, string key, string isOld, CancellationToken cancellationToken)
    {
        var names = key.Split(", ");
        var parameters = string.Join(", ", names.Select(name => "@" + name));
        IDictionary<string, object>? from = null;
        do
        {
            var after = from is null ? "" : $"({key}) >= ({parameters})";
            var session = new Session(database, time);
            var next = (IDictionary<string, object>?)await session.FindAsync<dynamic>(
                $"SELECT {key} FROM {table} {(from is null ? "" : "WHERE " + after)} ORDER BY {key} LIMIT 1 OFFSET {Piece}", Parameters(from), cancellationToken);
            string[] conditions = [isOld, .. from is null ? Array.Empty<string>() : [after], .. next is null ? Array.Empty<string>() : [$"({key}) < ({Numbered(names)})"]];
            await using (var transaction = await session.BeginAsync(cancellationToken))
            {
                await session.ExecuteAsync($"DELETE FROM {table} WHERE {string.Join(" AND ", conditions)}", Parameters(from, next), cancellationToken);
                await transaction.CommitAsync();
            }

            from = next;
        }
        while (from is not null);
    }

    private async Task DeleteAllAsync(string delete, CancellationToken cancellationToken)
    {
        for (var deleted = 1; deleted > 0;)
        {
            var session = new Session(database, time);
            await using var transaction = await session.BeginAsync(cancellationToken);
            deleted = await session.ExecuteAsync(delete, null, cancellationToken);
            await transaction.CommitAsync();
        }
    }

    private static string Numbered(string[] names) => string.Join(", ", names.Select(name => $"@{name}_end"));

    private static DynamicParameters Parameters(IDictionary<string, object>? from, IDictionary<string, object>? to = null)
    {
        var parameters = new DynamicParameters();
        foreach (var (name, value) in from ?? new Dictionary<string, object>())
        {
            parameters.Add(name, value);
        }

        foreach (var (name, value) in to ?? new Dictionary<string, object>())
        {
            parameters.Add($"{name}_end", value);
        }

        return parameters;
    }
}
