using System.ComponentModel;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>One flag's configuration in one environment.</summary>
public sealed record FlagResponse : IVersioned
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What requests name it by.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Description { get; init; }

    /// <summary>Where this configuration holds.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>Where this configuration holds.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>"boolean", "percentage" or "multivariate".</summary>
    public required string FlagType { get; init; }

    /// <summary>False: everybody gets the off variant.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>0 to 100, up to 3 decimals; used by percentage flags.</summary>
    public required decimal RolloutPercentage { get; init; }

    /// <summary>The type of the variants' values: "boolean", "string", "number" or "object"; the same in every environment.</summary>
    public required string ValueType { get; init; }

    /// <summary>In the order in which bucketing walks them.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The variant that is served when the flag is off.</summary>
    public required string OffVariant { get; init; }

    /// <summary>What is hashed to deal users into rollouts: "user_id" or an attribute.</summary>
    public required string BucketBy { get; init; }

    /// <summary>Hashed before the id; changing it deals all users anew.</summary>
    public required string Salt { get; init; }

    /// <summary>Individual users, before the rules.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    /// <summary>Flags that must be met, or this one serves its off variant.</summary>
    public required IReadOnlyList<Prerequisite> Prerequisites { get; init; }

    /// <summary>In order; the first that matches decides.</summary>
    public required IReadOnlyList<TargetingRule> Rules { get; init; }

    /// <summary>What is served when no rule matched; null: boolean on, percentage its rollout, multivariate the variants' weights.</summary>
    public required Serve? DefaultServe { get; init; }

    /// <summary>The experiment that runs on it; null: none. Starting and stopping experiments writes it.</summary>
    public required FlagExperimentResponse? Experiment { get; init; }

    /// <summary>The key of the holdout that it is linked to; null: none. Holdouts write it.</summary>
    public required string? Holdout { get; init; }

    /// <summary>True: SDK keys of kind "client" see it.</summary>
    public required bool ClientVisible { get; init; }

    /// <summary>To find it by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>"release", "experiment", "operational" or "permission".</summary>
    public required string Purpose { get; init; }

    /// <summary>The day by which it should be gone; evaluation ignores it.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>True: out of use; everybody gets the off variant.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static FlagResponse Of(Flag flag) => new()
    {
        Id = flag.Id,
        Key = flag.Key,
        Name = flag.Name,
        Description = flag.Description,
        EnvironmentId = flag.EnvironmentId,
        EnvironmentKey = flag.EnvironmentKey,
        FlagType = flag.Type.Name(),
        IsEnabled = flag.IsEnabled,
        RolloutPercentage = flag.Rollout.Percent,
        ValueType = flag.ValueType.Name(),
        Variants = flag.Variants,
        OffVariant = flag.OffVariant,
        BucketBy = flag.BucketBy,
        Salt = flag.Salt,
        Targets = flag.Targets,
        Prerequisites = flag.Prerequisites,
        Rules = flag.Rules,
        DefaultServe = flag.DefaultServe,
        Experiment = flag.Experiment is { } experiment ? FlagExperimentResponse.Of(experiment) : null,
        Holdout = flag.Holdout?.Key,
        ClientVisible = flag.IsClientVisible,
        Tags = flag.Tags,
        Owner = flag.Owner,
        Purpose = flag.Purpose,
        ExpiresOn = flag.ExpiresOn,
        IsArchived = flag.IsArchived,
        Version = flag.Version,
        CreatedAt = flag.CreatedAt,
        UpdatedAt = flag.UpdatedAt,
    };
}

/// <summary>The experiment that runs on a flag, as far as it decides who gets what: after targets and rules, before default_serve.</summary>
/// <param name="Key">The experiment's.</param>
/// <param name="Arms">In the order in which bucketing walks them; weights are parts of 100000.</param>
/// <param name="TrafficPercentage">The share of units that take part, 0 to 100; within a layer the share of its buckets.</param>
/// <param name="Layer">The key of the layer that it is in; null: none.</param>
public sealed record FlagExperimentResponse(string Key, IReadOnlyList<VariantWeight> Arms, decimal TrafficPercentage, string? Layer)
{
    internal static FlagExperimentResponse Of(FlagExperiment experiment) =>
        new(experiment.Key, experiment.Arms, experiment.Share.Percent, experiment.Layer?.Key);
}

/// <summary>Which flags to list; absent fields do not filter.</summary>
public sealed record FlagListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }

    [FromQuery(Name = "tag")]
    [Description("Exactly this tag.")]
    public string? Tag { get; init; }

    [FromQuery(Name = "flag_type")]
    [Description("\"boolean\", \"percentage\" or \"multivariate\".")]
    public string? FlagType { get; init; }

    [FromQuery(Name = "archived")]
    [Description("Only archived ones, or only others.")]
    public bool? Archived { get; init; }
}
