using FeatureFlag.Application;
using FeatureFlag.Application.Layers;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class LayerRepository(Session session) : ILayerRepository
{
    public async Task<Layer?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken) =>
        (await session.FindAsync<LayerRow>(
            LayerRow.Select + "WHERE l.environment_id = @environmentId AND l.key = @key", new { environmentId, key }, cancellationToken))?.ToLayer();

    public async Task<IReadOnlyList<Layer>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken) =>
        [.. (await KeyedList.ReadAsync<LayerRow>(session, LayerRow.Select, "l", environmentId, search, page, cancellationToken)).Select(row => row.ToLayer())];

    public async Task<IReadOnlyList<Layer>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<LayerRow>(
            LayerRow.Select + "WHERE l.environment_id = @environmentId ORDER BY l.key", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToLayer())];
    }

    public async Task<bool> AddAsync(Layer layer, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO layers (id, environment_id, key, name, description, bucket_by, salt, search_text, version, created_at, updated_at)
            VALUES (@Id, @EnvironmentId, @Key, @Name, @Description, @BucketBy, @Salt, @SearchText, @Version, @CreatedAt, @UpdatedAt)
            ON CONFLICT (environment_id, key) DO NOTHING
            """,
            LayerRow.Of(layer),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(Layer layer, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE layers
            SET name = @Name, description = @Description, bucket_by = @BucketBy, salt = @Salt, search_text = @SearchText, version = @Version,
                updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            LayerRow.Of(layer),
            cancellationToken) == 1;

    public async Task<bool> DeleteAsync(Layer layer, CancellationToken cancellationToken) =>
        await session.ExecuteAsync("DELETE FROM layers WHERE id = @Id AND version = @Version", new { layer.Id, layer.Version }, cancellationToken) == 1;
}

/// <summary>A row of <c>layers</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class LayerRow
{
    public const string Select = """
        SELECT l.id, l.environment_id, e.key AS environment_key, l.key, l.name, l.description, l.bucket_by, l.salt, l.version, l.created_at, l.updated_at
        FROM layers l JOIN environments e ON e.id = l.environment_id

        """;

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string BucketBy { get; set; } = "";

    public string Salt { get; set; } = "";

    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static LayerRow Of(Layer layer) => new()
    {
        Id = layer.Id,
        EnvironmentId = layer.EnvironmentId,
        Key = layer.Key,
        Name = layer.Name,
        Description = layer.Description,
        BucketBy = layer.BucketBy,
        Salt = layer.Salt,
        SearchText = FlagRow.Fold($"{layer.Key}\n{layer.Name}"),
        Version = layer.Version,
        CreatedAt = layer.CreatedAt,
        UpdatedAt = layer.UpdatedAt,
    };

    public Layer ToLayer() => new()
    {
        Id = Id,
        EnvironmentId = EnvironmentId,
        EnvironmentKey = EnvironmentKey,
        Key = Key,
        Name = Name,
        Description = Description,
        BucketBy = BucketBy,
        Salt = Salt,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
