using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class FlagUsageRepository(Session session) : IFlagUsageRepository
{
    public async Task<ILookup<Guid, LastServed>> ListLastServedAsync(
        Guid? environmentId, string firstKey, string lastKey, CancellationToken cancellationToken)
    {
        // Jumps from variant to variant in the key of the table, instead of going through every hour.
        var rows = await session.QueryAsync<LastServedRow>(
            $"""
            WITH RECURSIVE served AS (
                SELECT f.id, f.environment_id, f.key,
                       (SELECT min(u.variant) FROM flag_usage u WHERE u.environment_id = f.environment_id AND u.flag_key = f.key) AS variant
                FROM flags f WHERE f.key >= @firstKey AND f.key <= @lastKey {(environmentId is null ? "" : "AND f.environment_id = @environmentId")}
                UNION ALL
                SELECT s.id, s.environment_id, s.key,
                       (SELECT min(u.variant) FROM flag_usage u WHERE u.environment_id = s.environment_id AND u.flag_key = s.key AND u.variant > s.variant)
                FROM served s WHERE s.variant IS NOT NULL
            )
            SELECT s.id AS flag_id, s.variant,
                   (SELECT u.last_at FROM flag_usage u WHERE u.environment_id = s.environment_id AND u.flag_key = s.key AND u.variant = s.variant
                    ORDER BY u.hour DESC LIMIT 1) AS last_at
            FROM served s WHERE s.variant IS NOT NULL
            """,
            new { environmentId, firstKey, lastKey },
            cancellationToken);
        return rows.ToLookup(row => row.FlagId, row => new LastServed(row.Variant, row.LastAt));
    }

    public async Task<IReadOnlyList<VariantCount>> ListCountsAsync(
        Guid environmentId, string flagKey, (long First, long End) hours, int width, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<CountRow>(
            """
            SELECT hour / @width AS interval_number, variant, CAST(sum(single_count) AS bigint) AS single, CAST(sum(bulk_count) AS bigint) AS bulk
            FROM flag_usage
            WHERE environment_id = @environmentId AND flag_key = @flagKey AND hour >= @First AND hour < @End
            GROUP BY 1, 2
            """,
            new { environmentId, flagKey, hours.First, hours.End, width },
            cancellationToken);
        return [.. rows.Select(row => new VariantCount(row.IntervalNumber, row.Variant, row.Single, row.Bulk))];
    }

    private sealed class LastServedRow
    {
        public Guid FlagId { get; set; }

        public string Variant { get; set; } = "";

        public DateTimeOffset LastAt { get; set; }
    }

    private sealed class CountRow
    {
        public long IntervalNumber { get; set; }

        public string Variant { get; set; } = "";

        public long Single { get; set; }

        public long Bulk { get; set; }
    }
}
