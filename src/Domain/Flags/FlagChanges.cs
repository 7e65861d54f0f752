using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Flags;

/// <summary>The fields of a flag that a caller wants changed; those not named stay as they are.</summary>
public sealed record FlagChanges
{
    public Optional<string> Name { get; init; }

    public Optional<string> Description { get; init; }

    public Optional<FlagType> Type { get; init; }

    public Optional<bool> IsEnabled { get; init; }

    public Optional<RolloutPercentage> Rollout { get; init; }

    public Optional<string> Salt { get; init; }

    public Optional<IReadOnlyList<string>> Tags { get; init; }

    public Optional<string?> Owner { get; init; }

    public Optional<string> Purpose { get; init; }

    public Optional<DateOnly?> ExpiresOn { get; init; }

    public Optional<bool> IsArchived { get; init; }

    public Optional<FlagValueType> ValueType { get; init; }

    public Optional<IReadOnlyList<Variant>> Variants { get; init; }

    public Optional<string> OffVariant { get; init; }

    public Optional<string> BucketBy { get; init; }

    public Optional<IReadOnlyList<Prerequisite>> Prerequisites { get; init; }

    public Optional<IReadOnlyList<Target>> Targets { get; init; }

    public Optional<IReadOnlyList<TargetingRule>> Rules { get; init; }

    public Optional<Serve?> DefaultServe { get; init; }

    public Optional<bool> IsClientVisible { get; init; }

    /// <summary>The flag with the named fields replaced, its version as it was.</summary>
    public Flag ApplyTo(Flag flag) => flag with
    {
        Name = Name.Or(flag.Name),
        Description = Description.Or(flag.Description),
        Type = Type.Or(flag.Type),
        IsEnabled = IsEnabled.Or(flag.IsEnabled),
        Rollout = Rollout.Or(flag.Rollout),
        Salt = Salt.Or(flag.Salt),
        Tags = Tags.Or(flag.Tags),
        Owner = Owner.Or(flag.Owner),
        Purpose = Purpose.Or(flag.Purpose),
        ExpiresOn = ExpiresOn.Or(flag.ExpiresOn),
        IsArchived = IsArchived.Or(flag.IsArchived),
        ValueType = ValueType.Or(flag.ValueType),
        Variants = Variants.Or(flag.Variants),
        OffVariant = OffVariant.Or(flag.OffVariant),
        BucketBy = BucketBy.Or(flag.BucketBy),
        Prerequisites = Prerequisites.Or(flag.Prerequisites),
        Targets = Targets.Or(flag.Targets),
        Rules = Rules.Or(flag.Rules),
        DefaultServe = DefaultServe.Or(flag.DefaultServe),
        IsClientVisible = IsClientVisible.Or(flag.IsClientVisible),
    };
}
