using System.Text.Json;
using FeatureFlag.Application;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class HoldoutRepository(Session session) : IHoldoutRepository
{
    public async Task<Holdout?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken) =>
        (await session.FindAsync<HoldoutRow>(
            HoldoutRow.Select + "WHERE h.environment_id = @environmentId AND h.key = @key", new { environmentId, key }, cancellationToken))?.ToHoldout();

    public async Task<IReadOnlyList<Holdout>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken) =>
        [.. (await KeyedList.ReadAsync<HoldoutRow>(session, HoldoutRow.Select, "h", environmentId, search, page, cancellationToken)).Select(row => row.ToHoldout())];

    public async Task<IReadOnlyList<Holdout>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<HoldoutRow>(
            HoldoutRow.Select + "WHERE h.environment_id = @environmentId ORDER BY h.key", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToHoldout())];
    }

    public async Task<bool> AddAsync(Holdout holdout, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO holdouts (id, run, environment_id, key, name, description, share, bucket_by, salt, flags, search_text, version, created_at,
                                  updated_at)
            VALUES (@Id, @Run, @EnvironmentId, @Key, @Name, @Description, @Share, @BucketBy, @Salt, @Flags, @SearchText, @Version, @CreatedAt,
                    @UpdatedAt)
            ON CONFLICT (environment_id, key) DO NOTHING
            """,
            HoldoutRow.Of(holdout),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(Holdout holdout, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE holdouts
            SET run = @Run, name = @Name, description = @Description, share = @Share, bucket_by = @BucketBy, salt = @Salt, flags = @Flags,
                search_text = @SearchText, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            HoldoutRow.Of(holdout),
            cancellationToken) == 1;

    public async Task<bool> DeleteAsync(Holdout holdout, CancellationToken cancellationToken) =>
        await session.ExecuteAsync("DELETE FROM holdouts WHERE id = @Id AND version = @Version", new { holdout.Id, holdout.Version }, cancellationToken) == 1;
}

/// <summary>A row of <c>holdouts</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class HoldoutRow
{
    public const string Select = """
        SELECT h.id, h.run, h.environment_id, e.key AS environment_key, h.key, h.name, h.description, h.share, h.bucket_by, h.salt, h.flags, h.version,
               h.created_at, h.updated_at
        FROM holdouts h JOIN environments e ON e.id = h.environment_id

        """;

    public Guid Id { get; set; }

    public long Run { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Parts of 100 000.</summary>
    public int Share { get; set; }

    public string BucketBy { get; set; } = "";

    public string Salt { get; set; } = "";

    /// <summary>A JSON array of keys.</summary>
    public string Flags { get; set; } = "[]";

    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static HoldoutRow Of(Holdout holdout) => new()
    {
        Id = holdout.Id,
        Run = holdout.Run,
        EnvironmentId = holdout.EnvironmentId,
        Key = holdout.Key,
        Name = holdout.Name,
        Description = holdout.Description,
        Share = holdout.Share.Weight,
        BucketBy = holdout.BucketBy,
        Salt = holdout.Salt,
        Flags = JsonSerializer.Serialize(holdout.Flags),
        SearchText = FlagRow.Fold($"{holdout.Key}\n{holdout.Name}"),
        Version = holdout.Version,
        CreatedAt = holdout.CreatedAt,
        UpdatedAt = holdout.UpdatedAt,
    };

    public Holdout ToHoldout() => new()
    {
        Id = Id,
        Run = Run,
        EnvironmentId = EnvironmentId,
        EnvironmentKey = EnvironmentKey,
        Key = Key,
        Name = Name,
        Description = Description,
        Share = new RolloutPercentage(Share),
        BucketBy = BucketBy,
        Salt = Salt,
        Flags = StoredJson.Read<string[]>(Flags, $"The holdout {Id}"),
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
