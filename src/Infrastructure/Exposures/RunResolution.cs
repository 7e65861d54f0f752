using System.Globalization;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Finds for each posted exposure the run that it belongs to: the latest that had started by then.</summary>
internal static class RunResolution
{
    public static async Task ResolveAsync(Session session, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        foreach (var environment in batches.Where(HasExposures).GroupBy(batch => batch.EnvironmentId))
        {
            var keys = environment.SelectMany(batch => batch.Names).Distinct(StringComparer.Ordinal).ToArray();
            var rows = await session.QueryAsync<Row>(
                $"""
                SELECT e.key, r.run, r.started_at
                FROM experiments e JOIN experiment_runs r ON r.experiment_id = e.id
                WHERE e.environment_id = @environmentId AND {session.Dialect.IsAmong("e.key", "@keys")}
                ORDER BY r.started_at, r.run
                """,
                new { environmentId = environment.Key, keys },
                cancellationToken);
            var runs = rows.ToLookup(row => row.Key, StringComparer.Ordinal);
            foreach (var batch in environment)
            {
                Resolve(batch, [.. batch.Names.Select(name => runs[name].ToArray())]);
            }
        }
    }

    private static bool HasExposures(EventBatch batch)
    {
        foreach (ref readonly var posted in batch.Events)
        {
            if (posted.IsExposure)
            {
                return true;
            }
        }

        return false;
    }

    private static void Resolve(EventBatch batch, Row[][] runs)
    {
        foreach (ref var posted in batch.Events)
        {
            if (!posted.IsExposure)
            {
                continue;
            }

            var at = posted.At;
            var run = Array.FindLast(runs[posted.Name], row => row.StartedAt <= at);
            if (run is not null)
            {
                posted.Target = run.Run;
            }
            else
            {
                batch.Reject(ref posted, Refusal(batch.Names[posted.Name], runs[posted.Name]));
            }
        }
    }

    private static string Refusal(string experiment, Row[] runs) => runs.Length == 0
        ? $"experiment: \"{experiment}\" is no experiment of this environment that has been started. Check its key, and that it is running."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"ts: \"{experiment}\" was started at {DateTimeOffset.FromUnixTimeMilliseconds(runs[0].StartedAt):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}; nobody can have been exposed to it before.");

    private sealed record Row
    {
        public required string Key { get; init; }

        public required long Run { get; init; }

        public required long StartedAt { get; init; }
    }
}
