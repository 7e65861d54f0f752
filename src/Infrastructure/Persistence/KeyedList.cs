using FeatureFlag.Application;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>Pages of things that have a key in an environment: by key, then environment key.</summary>
internal static class KeyedList
{
    /// <param name="session">The database.</param>
    /// <param name="select">Up to the conditions; the environment is <c>e</c>.</param>
    /// <param name="thing">What the thing itself is called there.</param>
    /// <param name="environmentId">Only those of this environment; null: of all.</param>
    /// <param name="search">What their search text holds, whatever the case; null: all.</param>
    /// <param name="page">How many, and after which; one more is read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<IReadOnlyList<TRow>> ReadAsync<TRow>(
        Session session, string select, string thing, Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken)
    {
        List<string> conditions = ["1 = 1"];
        if (environmentId is not null)
        {
            conditions.Add($"{thing}.environment_id = @environmentId");
        }

        if (search is not null)
        {
            conditions.Add(session.Dialect.Contains($"{thing}.search_text", "@search"));
        }

        if (page.After is not null)
        {
            conditions.Add($"({thing}.key, e.key) > (@afterKey, @afterEnvironment)");
        }

        return session.QueryAsync<TRow>(
            $"{select} WHERE {string.Join(" AND ", conditions)} ORDER BY {thing}.key, e.key LIMIT @take",
            new
            {
                environmentId,
                search = search is null ? null : FlagRow.Fold(search),
                afterKey = page.After?.First,
                afterEnvironment = page.After?.Second,
                take = page.Limit + 1,
            },
            cancellationToken);
    }
}
