using System.Text.Json;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>A row of <c>segments</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class SegmentRow
{
    public const string Select = $"SELECT {Columns}, s.definition {From}";

    /// <summary>Without the definition, which can be megabytes.</summary>
    public const string SelectSummary = $"SELECT {Columns}, s.included_count, s.excluded_count, s.has_when {From}";

    private const string Columns =
        "s.id, s.environment_id, e.key AS environment_key, s.key, s.name, s.description, s.version, s.created_at, s.updated_at";

    private const string From = "FROM segments s JOIN environments e ON e.id = s.environment_id ";

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    /// <summary>Whom it means, as <see cref="SegmentParts"/>.</summary>
    public string Definition { get; set; } = "{}";

    public int IncludedCount { get; set; }

    public int ExcludedCount { get; set; }

    public bool HasWhen { get; set; }

    /// <summary>What the search looks in, folded here so that both databases find the same.</summary>
    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static SegmentRow Of(Segment segment) => new()
    {
        Id = segment.Id,
        EnvironmentId = segment.EnvironmentId,
        Key = segment.Key,
        Name = segment.Name,
        Description = segment.Description,
        Definition = JsonSerializer.Serialize(new SegmentParts(segment.Included, segment.Excluded, segment.When), DomainJson.Options),
        IncludedCount = segment.Included.Count,
        ExcludedCount = segment.Excluded.Count,
        HasWhen = segment.When is not null,
        SearchText = FlagRow.Fold($"{segment.Key}\n{segment.Name}"),
        Version = segment.Version,
        CreatedAt = segment.CreatedAt,
        UpdatedAt = segment.UpdatedAt,
    };

    public SegmentSummary ToSummary() => new(ToSegment(), IncludedCount, ExcludedCount, HasWhen);

    public Segment ToSegment()
    {
        var parts = SegmentParts.Read(Definition, Key);
        return new()
        {
            Id = Id,
            EnvironmentId = EnvironmentId,
            EnvironmentKey = EnvironmentKey,
            Key = Key,
            Name = Name,
            Description = Description,
            Included = parts.Included ?? [],
            Excluded = parts.Excluded ?? [],
            When = parts.When,
            Version = Version,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}

/// <summary>The parts of a segment that are kept as one JSON text. Absent ones have the default of <see cref="SegmentDefinition"/>.</summary>
internal sealed record SegmentParts(IReadOnlyList<string>? Included = null, IReadOnlyList<string>? Excluded = null, Condition? When = null)
{
    /// <exception cref="InvalidDataException">The text is damaged.</exception>
    public static SegmentParts Read(string json, string segmentKey)
    {
        try
        {
            return JsonSerializer.Deserialize<SegmentParts>(json, DomainJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The segment {segmentKey} has a definition that cannot be read.", exception);
        }
    }
}
