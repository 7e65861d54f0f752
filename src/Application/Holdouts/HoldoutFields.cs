using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FluentValidation;

namespace FeatureFlag.Application.Holdouts;

/// <summary>The fields of a holdout that people write. Those that a body does not name keep their value.</summary>
public record HoldoutFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>The share of units that is held out: more than 0, at most 50, up to 3 decimals. Fixed while flags are linked.</summary>
    public Optional<decimal> Percentage { get; init; }

    /// <summary>What is hashed: "user_id" or the name of an attribute. Fixed while flags are linked, which bucket by the same.</summary>
    public Optional<string> BucketBy { get; init; }

    /// <summary>1 to 120 characters, at first the key with ".holdout". Fixed while flags are linked.</summary>
    public Optional<string> Salt { get; init; }

    /// <summary>Keys of up to 200 flags of its environment, each once. The list replaces the one before.</summary>
    public Optional<IReadOnlyList<string>> Flags { get; init; }

    /// <summary>The holdout with the named fields replaced, its version as it was. Only after validation.</summary>
    internal Holdout ApplyTo(Holdout holdout) => holdout with
    {
        Name = Name.Or(holdout.Name),
        Description = Description.Or(holdout.Description) ?? "",
        Share = Percentage.IsNamed ? RolloutPercentage.From(Percentage.Value)!.Value : holdout.Share,
        BucketBy = BucketBy.Or(holdout.BucketBy),
        Salt = Salt.Or(holdout.Salt),
        Flags = Flags.Or(holdout.Flags),
    };
}

internal sealed class HoldoutFieldsValidator : AbstractValidator<HoldoutFields>
{
    private static readonly string FlagsRule = $"must be a list of at most {Holdout.MaxFlags} keys of flags, each once; [] for none.";

    public HoldoutFieldsValidator()
    {
        RuleFor(h => h.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(h => h.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(h => h.Percentage).WhenNamed(percent => percent
            .Must(value => RolloutPercentage.From(value) is { Weight: > 0 and <= Holdout.MaxShare })
            .WithMessage("must be a number above 0, at most 50, with at most 3 decimals: an equal share is measured against it."));
        RuleFor(h => h.BucketBy).WhenNamed(name => name.Must(FlagCheck.IsBucketBy).WithMessage(FlagCheck.BucketByRule));
        RuleFor(h => h.Salt).WhenNamed(salt => salt.Line(1, Holdout.SaltMaxLength));
        RuleFor(h => h.Flags).WhenNamed(flags => flags.Must(AreKeys).WithMessage(FlagsRule));
    }

    private static bool AreKeys(IReadOnlyList<string>? flags) =>
        flags is { Count: <= Holdout.MaxFlags } && flags.All(Flag.IsKey) && flags.Distinct(StringComparer.Ordinal).Count() == flags.Count;
}
