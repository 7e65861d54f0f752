using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FluentValidation;

namespace FeatureFlag.Application.Segments;

/// <summary>The fields of a segment that people write. Those that a body does not name keep their value.</summary>
public record SegmentFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>User ids that are in, each once, 1 to 512 characters; with the excluded ones at most 100 000. The list replaces the one before.</summary>
    public Optional<IReadOnlyList<string>> Included { get; init; }

    /// <summary>User ids that are out, also when they are included or meet the condition.</summary>
    public Optional<IReadOnlyList<string>> Excluded { get; init; }

    /// <summary>The condition by which all others are in; null: they are out.</summary>
    public Optional<Condition?> When { get; init; }

    /// <summary>The segment with the named fields replaced, its version as it was. Only after validation.</summary>
    internal Segment ApplyTo(Segment segment) => segment with
    {
        Name = Name.Or(segment.Name),
        Description = Description.Or(segment.Description) ?? "",
        Included = Included.Or(segment.Included),
        Excluded = Excluded.Or(segment.Excluded),
        When = When.Or(segment.When),
    };
}

/// <summary>Checks the fields that are named, each for itself; whom the segment means is checked as a whole by <see cref="Segment.Check"/>.</summary>
internal sealed class SegmentFieldsValidator : AbstractValidator<SegmentFields>
{
    private const string ListRule = "must be a list of ids; [] for none.";

    public SegmentFieldsValidator()
    {
        RuleFor(s => s.Name).WhenNamed(name => name.Line(1, Segment.NameMaxLength));
        RuleFor(s => s.Description).WhenNamed(text => text.Paragraph(Segment.DescriptionMaxLength));
        RuleFor(s => s.Included).WhenNamed(ids => ids.NotNull().WithMessage(ListRule));
        RuleFor(s => s.Excluded).WhenNamed(ids => ids.NotNull().WithMessage(ListRule));
    }
}
