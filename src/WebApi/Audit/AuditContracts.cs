using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Audit;

/// <summary>One change: who, when, where, old to new.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="EntityType">"flag", "segment", "environment", "sdk_key" or "user".</param>
/// <param name="EntityId">The id of what was changed.</param>
/// <param name="EntityKey">Its key; for a user the e-mail address.</param>
/// <param name="Action">"create", "update" or "delete".</param>
/// <param name="UserId">Who did it; null for the server itself.</param>
/// <param name="UserEmail">Their address at that time, or "system".</param>
/// <param name="EnvironmentKey">Where; null if it belongs to no environment.</param>
/// <param name="Changes">Per changed field its old and new value; on create and delete all fields.</param>
/// <param name="CreatedAt">When.</param>
public sealed record AuditEntryResponse(
    Guid Id,
    string EntityType,
    Guid EntityId,
    string EntityKey,
    string Action,
    Guid? UserId,
    string UserEmail,
    string? EnvironmentKey,
    IReadOnlyDictionary<string, FieldChangeResponse> Changes,
    DateTimeOffset CreatedAt)
{
    /// <summary>Of a value, as JSON text: longer ones are left out of lists.</summary>
    private const int MaxLengthInLists = 20_000;

    /// <summary>As answers have it, so that the length is the one that the caller will see.</summary>
    private static readonly JsonSerializerOptions Options = Json.Create();

    internal static AuditEntryResponse Of(AuditEntry entry) => Of(entry, value => value);

    /// <summary>Creating a segment of 100 000 ids is an entry of megabytes, and a page has many entries.</summary>
    internal static AuditEntryResponse InList(AuditEntry entry) => Of(
        entry,
        value => value?.ToJsonString(Options).Length is { } length and > MaxLengthInLists ? new JsonObject { ["truncated"] = true, ["length"] = length } : value);

    private static AuditEntryResponse Of(AuditEntry entry, Func<JsonNode?, JsonNode?> show) => new(
        entry.Id,
        entry.Change.EntityType,
        entry.Change.EntityId,
        entry.Change.EntityKey,
        entry.Change.Action,
        entry.UserId,
        entry.UserEmail,
        entry.Change.EnvironmentKey,
        entry.Change.Fields.ToDictionary(field => field.Key, field => new FieldChangeResponse(show(field.Value!["old"]), show(field.Value["new"]))),
        entry.CreatedAt);
}

/// <summary>What a field held before and after a change.</summary>
/// <param name="Old">The value before; null on create.</param>
/// <param name="New">The value after; null on delete.</param>
public sealed record FieldChangeResponse(JsonNode? Old, JsonNode? New);

/// <summary>Which changes to list; absent fields do not filter.</summary>
public record AuditQuery
{
    [FromQuery(Name = "actor")]
    [Description("Who did it: e-mail address or id.")]
    public string? Actor { get; init; }

    [FromQuery(Name = "action")]
    [Description("\"create\", \"update\" or \"delete\".")]
    public string? Action { get; init; }

    [FromQuery(Name = "environment_key")]
    [Description("Only changes in this environment, which may be gone.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "from"), ModelBinder(typeof(TimeBinder))]
    [Description("At or after this time (RFC 3339).")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to"), ModelBinder(typeof(TimeBinder))]
    [Description("Before this time (RFC 3339).")]
    public DateTimeOffset? To { get; init; }

    internal virtual AuditFilter ToFilter() => new(null, null, Actor, Action, EnvironmentKey, From, To);
}

/// <summary>Which changes of whatever to list; absent fields do not filter.</summary>
public sealed record FullAuditQuery : AuditQuery
{
    [FromQuery(Name = "entity_type")]
    [Description("\"flag\", \"segment\", \"environment\", \"sdk_key\" or \"user\".")]
    public string? EntityType { get; init; }

    [FromQuery(Name = "entity_key")]
    [Description("Only of what has this key, wherever it is; for a user the e-mail address as they wrote it, for an SDK key its name. Goes with entity_type.")]
    public string? EntityKey { get; init; }

    internal override AuditFilter ToFilter() => base.ToFilter() with { EntityType = EntityType, EntityKey = EntityKey };
}
