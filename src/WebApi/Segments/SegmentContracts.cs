using System.ComponentModel;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Segments;

/// <summary>What a segment and its entry in a list have in common.</summary>
public abstract record SegmentDescription : IVersioned
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What requests and conditions name it by.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Description { get; init; }

    /// <summary>Where it is.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>Where it is.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A named group of users in one environment.</summary>
public sealed record SegmentResponse : SegmentDescription
{
    /// <summary>User ids that are in.</summary>
    public required IReadOnlyList<string> Included { get; init; }

    /// <summary>User ids that are out, whatever else holds.</summary>
    public required IReadOnlyList<string> Excluded { get; init; }

    /// <summary>The condition by which all others are in; null: they are out.</summary>
    public required Condition? When { get; init; }

    internal static SegmentResponse Of(Segment segment) => new()
    {
        Id = segment.Id,
        Key = segment.Key,
        Name = segment.Name,
        Description = segment.Description,
        EnvironmentId = segment.EnvironmentId,
        EnvironmentKey = segment.EnvironmentKey,
        Included = segment.Included,
        Excluded = segment.Excluded,
        When = segment.When,
        Version = segment.Version,
        CreatedAt = segment.CreatedAt,
        UpdatedAt = segment.UpdatedAt,
    };
}

/// <summary>A segment as lists show it: how many, not who.</summary>
public sealed record SegmentSummaryResponse : SegmentDescription
{
    /// <summary>How many user ids are in.</summary>
    public required int IncludedCount { get; init; }

    /// <summary>How many user ids are out.</summary>
    public required int ExcludedCount { get; init; }

    /// <summary>Whether a condition decides about all others.</summary>
    public required bool HasWhen { get; init; }

    internal static SegmentSummaryResponse Of(SegmentSummary summary) => new()
    {
        Id = summary.Segment.Id,
        Key = summary.Segment.Key,
        Name = summary.Segment.Name,
        Description = summary.Segment.Description,
        EnvironmentId = summary.Segment.EnvironmentId,
        EnvironmentKey = summary.Segment.EnvironmentKey,
        IncludedCount = summary.IncludedCount,
        ExcludedCount = summary.ExcludedCount,
        HasWhen = summary.HasWhen,
        Version = summary.Segment.Version,
        CreatedAt = summary.Segment.CreatedAt,
        UpdatedAt = summary.Segment.UpdatedAt,
    };
}

/// <summary>Which segments to list; absent fields do not filter.</summary>
public sealed record SegmentListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }
}
