using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Flags;

/// <summary>The fields of a flag that people write. Those that a body does not name keep their value.</summary>
public record FlagFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>"boolean": on or off for everybody. "percentage": on for a share of users. "multivariate": any variants, split by their weights.</summary>
    public Optional<string> FlagType { get; init; }

    /// <summary>False: everybody gets the off variant.</summary>
    public Optional<bool> IsEnabled { get; init; }

    /// <summary>0 to 100, up to 3 decimals: the share that a percentage flag turns on for.</summary>
    public Optional<decimal> RolloutPercentage { get; init; }

    /// <summary>"boolean", "string", "number" or "object": the type of all variants' values, the same in every environment. Required for a new multivariate flag.</summary>
    public Optional<string> ValueType { get; init; }

    /// <summary>1 to 100 variants in the order in which bucketing walks them. Weights are parts of 100000 and sum to it; with a default_serve all may be left out. Boolean and percentage flags have exactly "on": true and "off": false.</summary>
    public Optional<IReadOnlyList<Variant>> Variants { get; init; }

    /// <summary>The variant that is served while the flag is off: "off" where there is such a variant, else required.</summary>
    public Optional<string> OffVariant { get; init; }

    /// <summary>What is hashed to deal users into rollouts: "user_id" or the name of an attribute.</summary>
    public Optional<string> BucketBy { get; init; }

    /// <summary>1 to 100 characters, at first the key. Changing it deals all users anew.</summary>
    public Optional<string> Salt { get; init; }

    /// <summary>Individual users, before the rules: at most 10000 in all.</summary>
    public Optional<IReadOnlyList<Target>> Targets { get; init; }

    /// <summary>Flags of the same environment that must be met, or this one serves its off variant.</summary>
    public Optional<IReadOnlyList<Prerequisite>> Prerequisites { get; init; }

    /// <summary>Up to 200 rules in order; the first that matches decides.</summary>
    public Optional<IReadOnlyList<TargetingRule>> Rules { get; init; }

    /// <summary>What is served when no rule matched. Null: boolean on, percentage its rollout, multivariate the variants' weights.</summary>
    public Optional<Serve?> DefaultServe { get; init; }

    /// <summary>True: SDK keys of kind "client" see it.</summary>
    public Optional<bool> ClientVisible { get; init; }

    /// <summary>Up to 50 different tags of 1 to 50 characters.</summary>
    public Optional<IReadOnlyList<string>> Tags { get; init; }

    /// <summary>Who looks after it: at most 254 characters, or null.</summary>
    public Optional<string?> Owner { get; init; }

    /// <summary>"release", "experiment", "operational" or "permission".</summary>
    public Optional<string> Purpose { get; init; }

    /// <summary>The day by which it should be gone (YYYY-MM-DD), or null. A reminder: evaluation ignores it.</summary>
    public Optional<DateOnly?> ExpiresOn { get; init; }

    /// <summary>True: out of use; everybody gets the off variant, and flags that have it as a prerequisite are not met.</summary>
    public Optional<bool> IsArchived { get; init; }

    /// <summary>The flag with the named fields replaced, its version as it was. What <see cref="FlagFieldsValidator"/> refuses counts as not named.</summary>
    internal Flag ApplyTo(Flag flag, DateTimeOffset now)
    {
        var typed = flag.WithType(FlagTypes.Parse(FlagType.Value) ?? flag.Type);
        return (typed with
        {
            Name = Name.Or(flag.Name),
            Description = Description.Or(flag.Description) ?? "",
            IsEnabled = IsEnabled.Or(flag.IsEnabled),
            Rollout = RolloutPercentage.IsNamed ? Domain.Flags.RolloutPercentage.From(RolloutPercentage.Value) ?? typed.Rollout : typed.Rollout,
            ValueType = FlagValueTypes.Parse(ValueType.Value) ?? typed.ValueType,
            Variants = Variants.Value ?? typed.Variants,
            OffVariant = OffVariant.Value ?? flag.OffVariant,
            BucketBy = BucketBy.Value ?? flag.BucketBy,
            Salt = Salt.Or(flag.Salt),
            Targets = Targets.Value ?? flag.Targets,
            Prerequisites = Prerequisites.Value ?? flag.Prerequisites,
            Rules = Rules.Value ?? flag.Rules,
            DefaultServe = DefaultServe.Or(flag.DefaultServe),
            IsClientVisible = ClientVisible.Or(flag.IsClientVisible),
            Tags = Tags.Or(flag.Tags),
            Owner = Owner.Or(flag.Owner),
            Purpose = Purpose.Or(flag.Purpose),
            ExpiresOn = ExpiresOn.Or(flag.ExpiresOn),
            IsArchived = IsArchived.Or(flag.IsArchived),
        }).Complete(now, keepOff: OffVariant.IsNamed);
    }
}
