using FeatureFlag.Application;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Experiments;

internal sealed class EventNameRepository(Session session) : IEventNames
{
    public async Task<IReadOnlyList<EventName>> ListAsync(Guid environmentId, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<Row>(
            """
            SELECT name, first_at, last_at FROM event_names
            WHERE environment_id = @environmentId AND name > @after
            ORDER BY name LIMIT @take
            """,
            new { environmentId, after = page.After?.First ?? "", take = page.Limit + 1 },
            cancellationToken);
        return [.. rows.Select(row => new EventName(row.Name, row.FirstAt, row.LastAt))];
    }

    private sealed class Row
    {
        public string Name { get; set; } = "";

        public DateTimeOffset FirstAt { get; set; }

        public DateTimeOffset LastAt { get; set; }
    }
}
