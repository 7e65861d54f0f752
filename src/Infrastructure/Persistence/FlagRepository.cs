using FeatureFlag.Application;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class FlagRepository(Session session) : IFlagRepository
{
    public async Task<Flag?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken) =>
        (await session.FindAsync<FlagRow>(
            FlagRow.Select + "WHERE f.environment_id = @environmentId AND f.key = @key", new { environmentId, key }, cancellationToken))?.ToFlag();

    public async Task<IReadOnlyList<Flag>> ListAsync(FlagFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<FlagRow>(
            $"{FlagRow.Select} WHERE {string.Join(" AND ", Conditions(filter, page))} ORDER BY f.key, e.key LIMIT @Take",
            new
            {
                filter.EnvironmentId,
                Search = filter.Search is null ? null : FlagRow.Fold(filter.Search),
                filter.Tag,
                Type = filter.Type?.Name(),
                filter.IsArchived,
                AfterKey = page.After?.First,
                AfterEnvironment = page.After?.Second,
                Take = page.Limit + 1,
            },
            cancellationToken);
        return [.. rows.Select(row => row.ToFlag())];
    }

    public async Task<IReadOnlyList<FlagSummary>> ListOverviewAsync(bool isArchived, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<FlagSummaryRow>(
            $"""
            {FlagSummaryRow.Select(session.Dialect)}
            JOIN (SELECT key FROM flags WHERE key > @after GROUP BY key
                  HAVING count(CASE WHEN is_archived THEN NULL ELSE 1 END) {(isArchived ? "=" : ">")} 0
                  ORDER BY key LIMIT @take) page ON page.key = f.key
            ORDER BY f.key, e.id
            """,
            new { after = page.After?.First ?? "", take = page.Limit + 1 },
            cancellationToken);
        return [.. rows.Select(row => row.ToSummary())];
    }

    public async Task<IReadOnlyList<Flag>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<FlagRow>(
            FlagRow.Select + "WHERE f.environment_id = @environmentId ORDER BY f.key", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToFlag())];
    }

    public async Task<IReadOnlyList<Flag>> FindAllAsync(Guid environmentId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<FlagRow>(
            $"{FlagRow.Select} WHERE f.environment_id = @environmentId AND {session.Dialect.IsAmong("f.key", "@keys")}",
            new { environmentId, keys = keys.ToArray() },
            cancellationToken);
        return [.. rows.Select(row => row.ToFlag())];
    }

    public async Task<Flag?> FindWithOtherValueTypeAsync(Flag flag, CancellationToken cancellationToken)
    {
        // Two creations in two environments cannot see each other's row before they commit.
        if (session.Dialect.HoldName("@name") is { } hold)
        {
            await session.ExecuteAsync(hold, new { name = $"flag {flag.Key}" }, cancellationToken);
        }

        return (await session.FindAsync<FlagRow>(
            FlagRow.Select + "WHERE f.key = @Key AND f.environment_id <> @EnvironmentId AND f.value_type <> @ValueType ORDER BY e.key LIMIT 1",
            new { flag.Key, flag.EnvironmentId, ValueType = flag.ValueType.Name() },
            cancellationToken))?.ToFlag();
    }

    public async Task<bool> AddAsync(Flag flag, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO flags (id, environment_id, key, name, description, flag_type, value_type, is_enabled, rollout_weight, salt, definition, tags,
                               owner, purpose, expires_on, is_archived, search_text, version, created_at, updated_at)
            VALUES (@Id, @EnvironmentId, @Key, @Name, @Description, @FlagType, @ValueType, @IsEnabled, @RolloutWeight, @Salt, @Definition, @Tags,
                    @Owner, @Purpose, @ExpiresOn, @IsArchived, @SearchText, @Version, @CreatedAt, @UpdatedAt)
            ON CONFLICT (environment_id, key) DO NOTHING
            """,
            FlagRow.Of(flag),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(Flag flag, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE flags
            SET name = @Name, description = @Description, flag_type = @FlagType, value_type = @ValueType, is_enabled = @IsEnabled,
                rollout_weight = @RolloutWeight, salt = @Salt, definition = @Definition, tags = @Tags, owner = @Owner, purpose = @Purpose,
                expires_on = @ExpiresOn, is_archived = @IsArchived, search_text = @SearchText, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            FlagRow.Of(flag),
            cancellationToken) == 1;

    public async Task<bool> DeleteAsync(Flag flag, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "DELETE FROM flags WHERE id = @Id AND version = @Version", new { flag.Id, flag.Version }, cancellationToken) == 1;

    private IEnumerable<string> Conditions(FlagFilter filter, PageRequest page)
    {
        yield return "1 = 1";
        if (filter.EnvironmentId is not null)
        {
            yield return "f.environment_id = @EnvironmentId";
        }

        if (filter.Search is not null)
        {
            yield return session.Dialect.Contains("f.search_text", "@Search");
        }

        if (filter.Tag is not null)
        {
            yield return session.Dialect.HasElement("f.tags", "@Tag");
        }

        if (filter.Type is not null)
        {
            yield return "f.flag_type = @Type";
        }

        if (filter.IsArchived is not null)
        {
            yield return "f.is_archived = @IsArchived";
        }

        if (page.After is not null)
        {
            yield return "(f.key, e.key) > (@AfterKey, @AfterEnvironment)";
        }
    }
}
