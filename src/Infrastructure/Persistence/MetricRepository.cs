using FeatureFlag.Application;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class MetricRepository(Session session) : IMetricRepository
{
    public async Task<MetricDefinition?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken) =>
        (await session.FindAsync<MetricRow>(
            MetricRow.Select + "WHERE m.environment_id = @environmentId AND m.key = @key", new { environmentId, key }, cancellationToken))?.ToMetric();

    public async Task<IReadOnlyList<MetricDefinition>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken) =>
        [.. (await KeyedList.ReadAsync<MetricRow>(session, MetricRow.Select, "m", environmentId, search, page, cancellationToken)).Select(row => row.ToMetric())];

    public async Task<IReadOnlyList<MetricDefinition>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<MetricRow>(
            MetricRow.Select + "WHERE m.environment_id = @environmentId ORDER BY m.key", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToMetric())];
    }

    public async Task<bool> AddAsync(MetricDefinition metric, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO metric_definitions (id, environment_id, key, name, description, definition, search_text, version, created_at, updated_at)
            VALUES (@Id, @EnvironmentId, @Key, @Name, @Description, @Definition, @SearchText, @Version, @CreatedAt, @UpdatedAt)
            ON CONFLICT (environment_id, key) DO NOTHING
            """,
            MetricRow.Of(metric),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(MetricDefinition metric, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE metric_definitions
            SET name = @Name, description = @Description, definition = @Definition, search_text = @SearchText, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            MetricRow.Of(metric),
            cancellationToken) == 1;

    public async Task<bool> DeleteAsync(MetricDefinition metric, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "DELETE FROM metric_definitions WHERE id = @Id AND version = @Version", new { metric.Id, metric.Version }, cancellationToken) == 1;
}
