using System.Text.Json.Nodes;
using FeatureFlag.Application;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class AuditLog(Session session) : IAuditLog
{
    private const string Select = """
        SELECT sequence, id, entity_type, entity_id, entity_key, action, user_id, user_email, environment_key, changes, created_at
        FROM audit_entries

        """;

    public async Task<AuditEntry?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await session.FindAsync<EntryRow>(Select + "WHERE id = @id", new { id }, cancellationToken))?.ToEntry();

    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO audit_entries (id, entity_type, entity_id, entity_key, action, user_id, user_email, environment_key, changes, created_at)
                VALUES (@Id, @EntityType, @EntityId, @EntityKey, @Action, @UserId, @UserEmail, @EnvironmentKey, @Changes, @CreatedAt)
                """,
                EntryRow.Of(entry),
                cancellationToken);
        }
    }

    public async Task<IReadOnlyList<RecordedEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<EntryRow>(
            $"""
            {Select}
            WHERE {string.Join(" AND ", Conditions(filter, page))}
            ORDER BY sequence DESC LIMIT @Take
            """,
            new
            {
                filter.EntityType,
                filter.EntityKey,
                Actor = filter.Actor is null ? null : EmailAddress.Normalize(filter.Actor),
                filter.Action,
                filter.EnvironmentKey,
                filter.From,
                filter.To,
                Before = page.After is null ? 0 : long.Parse(page.After.First, System.Globalization.CultureInfo.InvariantCulture),
                Take = page.Limit + 1,
            },
            cancellationToken);
        return [.. rows.Select(row => new RecordedEntry(row.Sequence, row.ToEntry()))];
    }

    private static IEnumerable<string> Conditions(AuditFilter filter, PageRequest page)
    {
        (object? Value, string Condition)[] conditions =
        [
            (filter.EntityType, "entity_type = @EntityType"),
            (filter.EntityKey, "entity_key = @EntityKey"),
            (filter.Actor, "(lower(user_email) = @Actor OR user_id = @Actor)"),
            (filter.Action, "action = @Action"),
            (filter.EnvironmentKey, "environment_key = @EnvironmentKey"),
            (filter.From, "created_at >= @From"),
            (filter.To, "created_at < @To"),
            (page.After, "sequence < @Before"),
        ];
        return conditions.Where(c => c.Value is not null).Select(c => c.Condition).Prepend("1 = 1");
    }

    private sealed class EntryRow
    {
        public long Sequence { get; set; }

        public Guid Id { get; set; }

        public string EntityType { get; set; } = "";

        public Guid EntityId { get; set; }

        public string EntityKey { get; set; } = "";

        public string Action { get; set; } = "";

        public Guid? UserId { get; set; }

        public string UserEmail { get; set; } = "";

        public string? EnvironmentKey { get; set; }

        public string Changes { get; set; } = "";

        public DateTimeOffset CreatedAt { get; set; }

        public static EntryRow Of(AuditEntry entry) => new()
        {
            Id = entry.Id,
            EntityType = entry.Change.EntityType,
            EntityId = entry.Change.EntityId,
            EntityKey = entry.Change.EntityKey,
            Action = entry.Change.Action,
            UserId = entry.UserId,
            UserEmail = entry.UserEmail,
            EnvironmentKey = entry.Change.EnvironmentKey,
            Changes = entry.Change.Fields.ToJsonString(),
            CreatedAt = entry.CreatedAt,
        };

        public AuditEntry ToEntry() => new(
            Id,
            new Change(EntityType, EntityId, EntityKey, EnvironmentKey, Action, JsonNode.Parse(Changes)!.AsObject()),
            UserId,
            UserEmail,
            CreatedAt);
    }
}
