using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FluentValidation;

namespace FeatureFlag.Application.Flags;

/// <summary>The fields of a flag that people write. Those that a body does not name keep their value.</summary>
public record FlagFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>"boolean": on or off for everybody. "percentage": on for a share of users.</summary>
    public Optional<string> FlagType { get; init; }

    /// <summary>False: everybody gets the off variant.</summary>
    public Optional<bool> IsEnabled { get; init; }

    /// <summary>0 to 100, up to 3 decimals: the share that a percentage flag turns on for.</summary>
    public Optional<decimal> RolloutPercentage { get; init; }

    /// <summary>1 to 100 characters, at first the key. Changing it deals all users anew.</summary>
    public Optional<string> Salt { get; init; }

    /// <summary>Up to 50 different tags of 1 to 50 characters.</summary>
    public Optional<IReadOnlyList<string>> Tags { get; init; }

    /// <summary>Who looks after it: at most 254 characters, or null.</summary>
    public Optional<string?> Owner { get; init; }

    /// <summary>"release", "experiment", "operational" or "permission".</summary>
    public Optional<string> Purpose { get; init; }

    /// <summary>The day by which it should be gone (YYYY-MM-DD), or null. A reminder: evaluation ignores it.</summary>
    public Optional<DateOnly?> ExpiresOn { get; init; }

    /// <summary>True: out of use; everybody gets the off variant.</summary>
    public Optional<bool> IsArchived { get; init; }

    /// <summary>Only after validation.</summary>
    internal FlagChanges ToChanges() => new()
    {
        Name = Name,
        Description = Map(Description, description => description ?? ""),
        Type = Map(FlagType, type => FlagTypes.Parse(type)!.Value),
        IsEnabled = IsEnabled,
        Rollout = Map(RolloutPercentage, percent => Domain.Flags.RolloutPercentage.From(percent)!.Value),
        Salt = Salt,
        Tags = Tags,
        Owner = Owner,
        Purpose = Purpose,
        ExpiresOn = ExpiresOn,
        IsArchived = IsArchived,
    };

    private static Optional<TOut> Map<TIn, TOut>(Optional<TIn> optional, Func<TIn, TOut> map) =>
        optional.IsNamed ? map(optional.Value) : default(Optional<TOut>);
}

/// <summary>Checks the fields that are named.</summary>
internal sealed class FlagFieldsValidator : AbstractValidator<FlagFields>
{
    public FlagFieldsValidator()
    {
        RuleFor(f => f.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(f => f.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(f => f.FlagType).WhenNamed(type => type.Must(name => FlagTypes.Parse(name) is not null).WithMessage(FlagTypes.Rule));
        RuleFor(f => f.RolloutPercentage).WhenNamed(percent => percent
            .Must(value => Domain.Flags.RolloutPercentage.From(value) is not null).WithMessage(Domain.Flags.RolloutPercentage.Rule));
        RuleFor(f => f.Salt).WhenNamed(salt => salt.Line(1, Flag.SaltMaxLength));
        RuleFor(f => f.Tags).WhenNamed(tags => tags.Must(AreTags).WithMessage(TagsRule));
        RuleFor(f => f.Owner).WhenNamed(owner => owner.Paragraph(Flag.OwnerMaxLength));
        RuleFor(f => f.Purpose).WhenNamed(purpose => purpose.Must(FlagPurpose.IsValid).WithMessage(FlagPurpose.Rule));
    }

    private static string TagsRule =>
        $"must be a list of at most {Flag.MaxTags} different tags, each 1 to {Flag.TagMaxLength} characters without control characters.";

    private static bool AreTags(IReadOnlyList<string>? tags) =>
        tags is { Count: <= Flag.MaxTags } && tags.All(Flag.IsTag) && tags.Distinct(StringComparer.Ordinal).Count() == tags.Count;
}
