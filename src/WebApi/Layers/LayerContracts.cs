using System.ComponentModel;
using FeatureFlag.Application.Layers;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Layers;

/// <summary>Experiments that must not meet: each owns buckets of its own, so that no unit is in two of them.</summary>
public sealed record LayerResponse : IVersioned
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

    /// <summary>What is hashed: "user_id" or an attribute. Flags of its experiments bucket by the same.</summary>
    public required string BucketBy { get; init; }

    /// <summary>Hashed before the id.</summary>
    public required string Salt { get; init; }

    /// <summary>The running experiments that own buckets, by key.</summary>
    public required IReadOnlyList<LayerOwnerResponse> Owners { get; init; }

    /// <summary>The share of its 10 000 buckets that nobody owns, in percent.</summary>
    public required decimal FreePercentage { get; init; }

    /// <summary>The buckets that nobody owns, in order.</summary>
    public required IReadOnlyList<LayerRange> FreeRanges { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static LayerResponse Of(LayerOccupancy occupancy) => new()
    {
        Id = occupancy.Layer.Id,
        Key = occupancy.Layer.Key,
        Name = occupancy.Layer.Name,
        Description = occupancy.Layer.Description,
        EnvironmentId = occupancy.Layer.EnvironmentId,
        EnvironmentKey = occupancy.Layer.EnvironmentKey,
        BucketBy = occupancy.Layer.BucketBy,
        Salt = occupancy.Layer.Salt,
        Owners = [.. occupancy.Owners.Select(LayerOwnerResponse.Of)],
        FreePercentage = LayerAllocation.Percentage(occupancy.Free),
        FreeRanges = occupancy.Free,
        Version = occupancy.Layer.Version,
        CreatedAt = occupancy.Layer.CreatedAt,
        UpdatedAt = occupancy.Layer.UpdatedAt,
    };
}

/// <summary>An experiment that owns a part of a layer.</summary>
public sealed record LayerOwnerResponse
{
    /// <summary>Its key.</summary>
    public required string ExperimentKey { get; init; }

    /// <summary>For people.</summary>
    public required string ExperimentName { get; init; }

    /// <summary>The share of the layer's buckets that it owns, in percent.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>Its buckets, in order.</summary>
    public required IReadOnlyList<LayerRange> Ranges { get; init; }

    internal static LayerOwnerResponse Of(LayerOwner owner) => new()
    {
        ExperimentKey = owner.Experiment.Key,
        ExperimentName = owner.Experiment.Name,
        Percentage = LayerAllocation.Percentage(owner.Ranges),
        Ranges = owner.Ranges,
    };
}

/// <summary>Which layers to list; absent fields do not filter.</summary>
public sealed record LayerListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }
}
