using FeatureFlag.Application;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class SdkKeyRepository(Session session) : ISdkKeyRepository
{
    public async Task<SdkKey?> FindAsync(Guid environmentId, Guid id, CancellationToken cancellationToken) =>
        (await session.FindAsync<SdkKeyRow>(
            SdkKeyRow.Select + "WHERE k.environment_id = @environmentId AND k.id = @id", new { environmentId, id }, cancellationToken))?.ToKey();

    public async Task<IReadOnlyList<SdkKey>> ListAsync(Guid environmentId, PageRequest page, CancellationToken cancellationToken)
    {
        // Ids are UUIDv7: their order is that of creation.
        var rows = await session.QueryAsync<SdkKeyRow>(
            SdkKeyRow.Select + "WHERE k.environment_id = @environmentId AND k.id > @after ORDER BY k.id LIMIT @take",
            new { environmentId, after = page.After?.First ?? "", take = page.Limit + 1 },
            cancellationToken);
        return [.. rows.Select(row => row.ToKey())];
    }

    public async Task<IReadOnlyList<SdkKey>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<SdkKeyRow>(
            SdkKeyRow.Select + "WHERE k.environment_id = @environmentId ORDER BY k.id", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToKey())];
    }

    public Task AddAsync(SdkKey key, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        INSERT INTO sdk_keys (id, environment_id, name, kind, secret_hash, secret_hint, is_plain_bulk, expires_at, last_used_at, created_at)
        VALUES (@Id, @EnvironmentId, @Name, @Kind, @SecretHash, @SecretHint, @IsPlainBulk, @ExpiresAt, @LastUsedAt, @CreatedAt)
        """,
        SdkKeyRow.Of(key),
        cancellationToken);

    public Task UpdateExpiryAsync(SdkKey key, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE sdk_keys SET expires_at = @ExpiresAt WHERE id = @Id", new { key.Id, key.ExpiresAt }, cancellationToken);

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        session.ExecuteAsync("DELETE FROM sdk_keys WHERE id = @id", new { id }, cancellationToken);

    public async Task NoteUsesAsync(IReadOnlyList<(Guid KeyId, DateTimeOffset At)> uses, CancellationToken cancellationToken)
    {
        // In the order of their ids, so that two nodes that write the same ones wait for each other and never deadlock.
        await using var transaction = await session.BeginAsync(cancellationToken);
        foreach (var (id, at) in uses.OrderBy(use => use.KeyId.ToString("D"), StringComparer.Ordinal))
        {
            await session.ExecuteAsync(
                "UPDATE sdk_keys SET last_used_at = @at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @at)", new { id, at }, cancellationToken);
        }

        await transaction.CommitAsync();
    }
}
