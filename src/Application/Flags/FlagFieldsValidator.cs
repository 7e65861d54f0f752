using FeatureFlag.Domain.Flags;
using FluentValidation;

namespace FeatureFlag.Application.Flags;

/// <summary>Checks each named field by itself; whether they fit together is for <see cref="FlagCheck"/>.</summary>
internal sealed class FlagFieldsValidator : AbstractValidator<FlagFields>
{
    private const string ListRule = "must be a list.";
    private const string TextRule = "must be text.";

    public FlagFieldsValidator()
    {
        RuleFor(f => f.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(f => f.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(f => f.FlagType).WhenNamed(type => type.Must(name => FlagTypes.Parse(name) is not null).WithMessage(FlagTypes.Rule));
        RuleFor(f => f.RolloutPercentage).WhenNamed(percent => percent
            .Must(value => RolloutPercentage.From(value) is not null).WithMessage(RolloutPercentage.Rule));
        RuleFor(f => f.ValueType).WhenNamed(type => type.Must(name => FlagValueTypes.Parse(name) is not null).WithMessage(FlagValueTypes.Rule));
        RuleFor(f => f.Variants).WhenNamed(list => list.NotNull().WithMessage(ListRule));
        RuleFor(f => f.OffVariant).WhenNamed(key => key.NotNull().WithMessage(TextRule));
        RuleFor(f => f.BucketBy).WhenNamed(name => name.NotNull().WithMessage(TextRule));
        RuleFor(f => f.Salt).WhenNamed(salt => salt.Line(1, Flag.SaltMaxLength));
        RuleFor(f => f.Targets).WhenNamed(list => list.NotNull().WithMessage(ListRule));
        RuleFor(f => f.Prerequisites).WhenNamed(list => list.NotNull().WithMessage(ListRule));
        RuleFor(f => f.Rules).WhenNamed(list => list.NotNull().WithMessage(ListRule));
        RuleFor(f => f.Tags).WhenNamed(tags => tags.Must(AreTags).WithMessage(TagsRule));
        RuleFor(f => f.Owner).WhenNamed(owner => owner.Paragraph(Flag.OwnerMaxLength));
        RuleFor(f => f.Purpose).WhenNamed(purpose => purpose.Must(FlagPurpose.IsValid).WithMessage(FlagPurpose.Rule));
    }

    private static string TagsRule =>
        $"must be a list of at most {Flag.MaxTags} different tags, each 1 to {Flag.TagMaxLength} characters without control characters.";

    private static bool AreTags(IReadOnlyList<string>? tags) =>
        tags is { Count: <= Flag.MaxTags } && tags.All(Flag.IsTag) && tags.Distinct(StringComparer.Ordinal).Count() == tags.Count;
}
