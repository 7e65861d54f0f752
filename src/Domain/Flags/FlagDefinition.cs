using System.Text.Json.Serialization;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Flags;

/// <summary>What evaluation needs of a flag; all that snapshots, caches and SDKs carry.</summary>
public record FlagDefinition
{
    /// <summary>1 to 100 characters, see <see cref="Flag.KeyRule"/>; unique in its environment.</summary>
    public required string Key { get; init; }

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    /// <summary>How it decides while it is enabled and nothing more special does.</summary>
    [JsonPropertyName("flag_type")]
    public required FlagType Type { get; init; }

    /// <summary>False: everybody gets the off variant.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Archived flags serve their off variant.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The share that gets "on", 0 to 100 %; used by percentage flags.</summary>
    [JsonPropertyName("rollout_percentage")]
    public RolloutPercentage Rollout { get; init; }

    /// <summary>The type of its variants' values; the same in every environment.</summary>
    public FlagValueType ValueType { get; init; } = FlagValueType.Boolean;

    /// <summary>In the order in which bucketing walks them.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = Variant.OnAndOff;

    /// <summary>The key of the variant that is served while it is off.</summary>
    public string OffVariant { get; init; } = Variant.Off.Key;

    /// <summary>What is hashed: "user_id" or an attribute.</summary>
    public string BucketBy { get; init; } = EvaluationContext.UserIdName;

    /// <summary>What is hashed before the id, 1 to 100 characters; starts as the key, so that flags are independent of each other.</summary>
    public required string Salt { get; init; }

    /// <summary>Flags that must be met before anything else counts.</summary>
    public IReadOnlyList<Prerequisite> Prerequisites { get; init; } = [];

    /// <summary>Individual users, before the rules.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>In order; the first that matches decides.</summary>
    public IReadOnlyList<TargetingRule> Rules { get; init; } = [];

    /// <summary>What is served when no rule matched; null: boolean on, percentage its rollout, multivariate the variants' weights.</summary>
    public Serve? DefaultServe { get; init; }

    /// <summary>The experiment that runs on it; null: none. People do not write it: experiments do.</summary>
    public FlagExperiment? Experiment { get; init; }

    /// <summary>The holdout that it is linked to; null: none. Holdouts write it.</summary>
    public FlagHoldout? Holdout { get; init; }

    /// <summary>Whether keys of kind "client" see it.</summary>
    [JsonPropertyName("client_visible")]
    public bool IsClientVisible { get; init; }
}
