using System.Text.Json;
using FeatureFlag.Application;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class DependencyRepository(Session session) : IDependencyRepository
{
    private const string Select = "SELECT d.source_type, d.source_key, d.target_type, d.target_key, d.lookups, d.variants FROM dependencies d ";

    public async Task ReplaceAsync(Guid environmentId, Node source, IReadOnlyList<Dependency> dependencies, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            "DELETE FROM dependencies WHERE environment_id = @environmentId AND source_type = @Type AND source_key = @Key",
            new { environmentId, source.Type, source.Key },
            cancellationToken);
        await session.ExecuteAsync(
            """
            INSERT INTO dependencies (environment_id, source_type, source_key, target_type, target_key, lookups, variants)
            VALUES (@EnvironmentId, @SourceType, @SourceKey, @TargetType, @TargetKey, @Lookups, @Variants)
            """,
            dependencies.Select(dependency => Row.Of(environmentId, dependency)).ToList(),
            cancellationToken);
    }

    public Task<IReadOnlyList<Dependency>> ListAroundAsync(Guid environmentId, Node node, CancellationToken cancellationToken) => QueryAsync(
        $"""
        WITH RECURSIVE users (type, key) AS (
            SELECT source_type, source_key FROM dependencies
            WHERE environment_id = @environmentId AND source_type = @Type AND source_key = @Key
            UNION
            SELECT d.source_type, d.source_key
            FROM dependencies d JOIN users u ON d.target_type = u.type AND d.target_key = u.key
            WHERE d.environment_id = @environmentId
        ), reached (type, key) AS (
            SELECT type, key FROM users
            UNION
            SELECT d.target_type, d.target_key
            FROM dependencies d JOIN reached r ON d.source_type = r.type AND d.source_key = r.key
            WHERE d.environment_id = @environmentId
        )
        {Select} JOIN reached r ON d.source_type = r.type AND d.source_key = r.key
        WHERE d.environment_id = @environmentId
        ORDER BY d.source_type, d.source_key, d.target_type, d.target_key
        """,
        environmentId,
        node,
        cancellationToken);

    public Task<IReadOnlyList<Dependency>> ListOnAsync(Guid environmentId, Node target, CancellationToken cancellationToken) => QueryAsync(
        Select + "WHERE d.environment_id = @environmentId AND d.target_type = @Type AND d.target_key = @Key ORDER BY d.source_type, d.source_key",
        environmentId,
        target,
        cancellationToken);

    public async Task<IReadOnlyList<Dependant>> ListDependantsAsync(
        Guid environmentId, Node target, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<DependantRow>(
            """
            SELECT d.source_type AS type, d.source_key AS key, coalesce(f.name, s.name) AS name
            FROM dependencies d
            LEFT JOIN flags f ON d.source_type = 'flag' AND f.environment_id = d.environment_id AND f.key = d.source_key
            LEFT JOIN segments s ON d.source_type = 'segment' AND s.environment_id = d.environment_id AND s.key = d.source_key
            WHERE d.environment_id = @environmentId AND d.target_type = @Type AND d.target_key = @Key
              AND (d.source_type, d.source_key) > (@afterType, @afterKey)
            ORDER BY d.source_type, d.source_key LIMIT @take
            """,
            new
            {
                environmentId, target.Type, target.Key, afterType = page.After?.First ?? "", afterKey = page.After?.Second ?? "", take = page.Limit + 1,
            },
            cancellationToken);
        return [.. rows.Select(row => new Dependant(row.Type, row.Key, row.Name))];
    }

    public async Task<IReadOnlyCollection<string>> FindSegmentsAsync(
        Guid environmentId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => keys.Count == 0
        ? []
        : (await session.QueryAsync<string>(
            $"SELECT key FROM segments WHERE environment_id = @environmentId AND {session.Dialect.IsAmong("key", "@keys")}",
            new { environmentId, keys = keys.ToArray() },
            cancellationToken))
            .ToHashSet(StringComparer.Ordinal);

    private async Task<IReadOnlyList<Dependency>> QueryAsync(string sql, Guid environmentId, Node node, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<Row>(sql, new { environmentId, node.Type, node.Key }, cancellationToken);
        return [.. rows.Select(row => row.ToDependency())];
    }

    /// <summary>With setters: SQLite does not know the types of an empty result's columns.</summary>
    private sealed class DependantRow
    {
        public string Type { get; set; } = "";

        public string Key { get; set; } = "";

        public string Name { get; set; } = "";
    }

    private sealed class Row
    {
        public Guid EnvironmentId { get; set; }

        public string SourceType { get; set; } = "";

        public string SourceKey { get; set; } = "";

        public string TargetType { get; set; } = "";

        public string TargetKey { get; set; } = "";

        public int Lookups { get; set; }

        public string Variants { get; set; } = "";

        public static Row Of(Guid environmentId, Dependency dependency) => new()
        {
            EnvironmentId = environmentId,
            SourceType = dependency.Source.Type,
            SourceKey = dependency.Source.Key,
            TargetType = dependency.Target.Type,
            TargetKey = dependency.Target.Key,
            Lookups = dependency.Lookups,
            Variants = JsonSerializer.Serialize(dependency.Variants),
        };

        public Dependency ToDependency() => new(
            new(SourceType, SourceKey), new(TargetType, TargetKey), Lookups, JsonSerializer.Deserialize<string[]>(Variants)!);
    }
}
