using System.ComponentModel;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Metrics;

/// <summary>How metric events of one environment become one number per unit.</summary>
public sealed record MetricDefinitionResponse : IVersioned
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What requests and experiments name it by.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Description { get; init; }

    /// <summary>Where it is.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>Where it is.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>What a unit's number is.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Which events count; for a ratio those of the numerator.</summary>
    public required EventSelection Events { get; init; }

    /// <summary>The events that a ratio divides by; null for every other kind.</summary>
    public required EventSelection? Denominator { get; init; }

    /// <summary>Which quantile; null for every other kind.</summary>
    public required double? Quantile { get; init; }

    /// <summary>Whether more is better.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>Which time after a unit's first exposure counts.</summary>
    public required MetricWindow Window { get; init; }

    /// <summary>Cuts the largest units; null: nothing is cut.</summary>
    public required MetricCap? Cap { get; init; }

    /// <summary>Days before the exposure that reduce variance (CUPED); null: not used.</summary>
    public required int? CupedDays { get; init; }

    /// <summary>The relative change worth finding; for plans.</summary>
    public required double? MinimumEffect { get; init; }

    /// <summary>As a guardrail: the relative harm that is tolerated.</summary>
    public required double? Margin { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static MetricDefinitionResponse Of(MetricDefinition metric) => new()
    {
        Id = metric.Id,
        Key = metric.Key,
        Name = metric.Name,
        Description = metric.Description,
        EnvironmentId = metric.EnvironmentId,
        EnvironmentKey = metric.EnvironmentKey,
        Kind = metric.Kind,
        Events = metric.Events,
        Denominator = metric.Denominator,
        Quantile = metric.Quantile,
        Direction = metric.Direction,
        Window = metric.Window,
        Cap = metric.Cap,
        CupedDays = metric.CupedDays,
        MinimumEffect = metric.MinimumEffect,
        Margin = metric.Margin,
        Version = metric.Version,
        CreatedAt = metric.CreatedAt,
        UpdatedAt = metric.UpdatedAt,
    };
}

/// <summary>Which metrics to list; absent fields do not filter.</summary>
public sealed record MetricDefinitionListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }
}
