using FeatureFlag.Application;
using FeatureFlag.Application.Environments;
using FeatureFlag.Domain.Environments;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class EnvironmentRepository(Session session) : IEnvironmentRepository
{
    internal const string Select = $"SELECT {Columns} FROM environments ";

    private const string Columns = "id, key, name, description, is_protected, version, created_at";

    public Task<DeploymentEnvironment?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync("WHERE id = @id", new { id }, cancellationToken);

    public Task<DeploymentEnvironment?> FindAsync(string key, CancellationToken cancellationToken) =>
        FindAsync("WHERE key = @key", new { key }, cancellationToken);

    public Task<DeploymentEnvironment?> FindOfExperimentAsync(string experimentKey, CancellationToken cancellationToken) =>
        FindAsync("WHERE id = (SELECT environment_id FROM experiments WHERE key = @experimentKey)", new { experimentKey }, cancellationToken);

    public async Task<IReadOnlyList<DeploymentEnvironment>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        // Ids are UUIDv7: their order is that of creation.
        var rows = await session.QueryAsync<EnvironmentRow>(
            Select + "WHERE id > @after ORDER BY id LIMIT @take",
            new { after = page.After?.First ?? "", take = page.Limit + 1 },
            cancellationToken);
        return [.. rows.Select(row => row.ToEnvironment())];
    }

    public async Task<bool> AddAsync(DeploymentEnvironment environment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO environments (id, key, name, description, is_protected, version, created_at)
            VALUES (@Id, @Key, @Name, @Description, @IsProtected, @Version, @CreatedAt)
            ON CONFLICT (key) DO NOTHING
            """,
            environment,
            cancellationToken) == 1;

    public Task UpdateAsync(DeploymentEnvironment environment, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE environments SET name = @Name, description = @Description, is_protected = @IsProtected WHERE id = @Id",
            environment,
            cancellationToken);

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync("DELETE FROM environments WHERE id = @id", new { id }, cancellationToken);

    public Task<DeploymentEnvironment?> AdvanceVersionAsync(Guid id, CancellationToken cancellationToken) =>
        ReadAsync($"UPDATE environments SET version = version + 1 WHERE id = @id RETURNING {Columns}", new { id }, cancellationToken);

    private Task<DeploymentEnvironment?> FindAsync(string where, object parameters, CancellationToken cancellationToken) =>
        ReadAsync(Select + where, parameters, cancellationToken);

    private async Task<DeploymentEnvironment?> ReadAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        (await session.FindAsync<EnvironmentRow>(sql, parameters, cancellationToken))?.ToEnvironment();
}

internal sealed class EnvironmentRow
{
    public Guid Id { get; set; }

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public bool IsProtected { get; set; }

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DeploymentEnvironment ToEnvironment() => new()
    {
        Id = Id,
        Key = Key,
        Name = Name,
        Description = Description,
        IsProtected = IsProtected,
        Version = Version,
        CreatedAt = CreatedAt,
    };
}
