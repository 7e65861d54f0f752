using System.ComponentModel;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Holdouts;

/// <summary>A share of the units that is kept out of every flag and experiment that is linked to it.</summary>
public sealed record HoldoutResponse : IVersioned
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

    /// <summary>The share of units that is held out, in percent; an equal share of the others is measured against it.</summary>
    public required decimal Percentage { get; init; }

    /// <summary>What is hashed: "user_id" or an attribute. Linked flags bucket by the same.</summary>
    public required string BucketBy { get; init; }

    /// <summary>Hashed before the id.</summary>
    public required string Salt { get; init; }

    /// <summary>The keys of the flags that are linked to it, in order.</summary>
    public required IReadOnlyList<string> Flags { get; init; }

    /// <summary>The keys of the running experiments that link their flags to it, in order.</summary>
    public required IReadOnlyList<string> Experiments { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static HoldoutResponse Of(HoldoutUse use) => new()
    {
        Id = use.Holdout.Id,
        Key = use.Holdout.Key,
        Name = use.Holdout.Name,
        Description = use.Holdout.Description,
        EnvironmentId = use.Holdout.EnvironmentId,
        EnvironmentKey = use.Holdout.EnvironmentKey,
        Percentage = use.Holdout.Share.Percent,
        BucketBy = use.Holdout.BucketBy,
        Salt = use.Holdout.Salt,
        Flags = use.Holdout.Flags,
        Experiments = use.Experiments,
        Version = use.Holdout.Version,
        CreatedAt = use.Holdout.CreatedAt,
        UpdatedAt = use.Holdout.UpdatedAt,
    };
}

/// <summary>Which holdouts to list; absent fields do not filter.</summary>
public sealed record HoldoutListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }
}
