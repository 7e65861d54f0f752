using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Targeting;

/// <summary>A named group of users in one environment. Immutable: a change is a new value with the next version.</summary>
public sealed record Segment : SegmentDefinition, IAudited
{
    public const int MaxIds = 100_000;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the environment that it belongs to.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>The key of that environment.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC; at first when it was created.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    string IAudited.EntityType => "segment";

    public static bool IsKey(string? text) => Flag.IsKey(text);

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["included"] = JsonSerializer.SerializeToNode(Included, DomainJson.Options),
        ["excluded"] = JsonSerializer.SerializeToNode(Excluded, DomainJson.Options),
        ["when"] = JsonSerializer.SerializeToNode(When, DomainJson.Options),
    };
}
