using FeatureFlag.Application;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal static class Pages
{
    /// <summary>Reads a list page by page, as a client would that follows the links.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        Func<PageRequest, Task<IReadOnlyList<T>>> list, int limit, Func<T, Position> position)
    {
        var all = new List<T>();
        Position? after = null;
        do
        {
            var request = new PageRequest(limit, after);
            var page = request.Cut(await list(request), position);
            all.AddRange(page.Items);
            after = page.NextCursor is { } cursor ? Position.Parse(cursor) : null;
        }
        while (after is not null);

        return all;
    }
}
