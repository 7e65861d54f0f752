using FeatureFlag.Application;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class SegmentRepository(Session session) : ISegmentRepository
{
    public async Task<Segment?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken) =>
        (await session.FindAsync<SegmentRow>(
            SegmentRow.Select + "WHERE s.environment_id = @environmentId AND s.key = @key", new { environmentId, key }, cancellationToken))?.ToSegment();

    public async Task<IReadOnlyList<SegmentSummary>> ListAsync(SegmentFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<SegmentRow>(
            $"{SegmentRow.SelectSummary} WHERE {string.Join(" AND ", Conditions(filter, page))} ORDER BY s.key, e.key LIMIT @Take",
            new
            {
                filter.EnvironmentId,
                Search = filter.Search is null ? null : FlagRow.Fold(filter.Search),
                AfterKey = page.After?.First,
                AfterEnvironment = page.After?.Second,
                Take = page.Limit + 1,
            },
            cancellationToken);
        return [.. rows.Select(row => row.ToSummary())];
    }

    public async Task<IReadOnlyList<Segment>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<SegmentRow>(
            SegmentRow.Select + "WHERE s.environment_id = @environmentId ORDER BY s.key", new { environmentId }, cancellationToken);
        return [.. rows.Select(row => row.ToSegment())];
    }

    public async Task<bool> AddAsync(Segment segment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO segments (id, environment_id, key, name, description, definition, included_count, excluded_count, has_when, search_text,
                                  version, created_at, updated_at)
            VALUES (@Id, @EnvironmentId, @Key, @Name, @Description, @Definition, @IncludedCount, @ExcludedCount, @HasWhen, @SearchText,
                    @Version, @CreatedAt, @UpdatedAt)
            ON CONFLICT (environment_id, key) DO NOTHING
            """,
            SegmentRow.Of(segment),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(Segment segment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE segments
            SET name = @Name, description = @Description, definition = @Definition, included_count = @IncludedCount, excluded_count = @ExcludedCount,
                has_when = @HasWhen, search_text = @SearchText, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            SegmentRow.Of(segment),
            cancellationToken) == 1;

    public async Task<bool> DeleteAsync(Segment segment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "DELETE FROM segments WHERE id = @Id AND version = @Version", new { segment.Id, segment.Version }, cancellationToken) == 1;

    private IEnumerable<string> Conditions(SegmentFilter filter, PageRequest page)
    {
        yield return "1 = 1";
        if (filter.EnvironmentId is not null)
        {
            yield return "s.environment_id = @EnvironmentId";
        }

        if (filter.Search is not null)
        {
            yield return session.Dialect.Contains("s.search_text", "@Search");
        }

        if (page.After is not null)
        {
            yield return "(s.key, e.key) > (@AfterKey, @AfterEnvironment)";
        }
    }
}
