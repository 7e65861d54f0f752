namespace FeatureFlag.Domain.Targeting;

/// <summary>The fields of a segment that a caller wants changed; those not named stay as they are.</summary>
public sealed record SegmentChanges
{
    public Optional<string> Name { get; init; }

    public Optional<string> Description { get; init; }

    public Optional<IReadOnlyList<string>> Included { get; init; }

    public Optional<IReadOnlyList<string>> Excluded { get; init; }

    public Optional<Condition?> When { get; init; }

    /// <summary>The segment with the named fields replaced, its version as it was.</summary>
    public Segment ApplyTo(Segment segment) => segment with
    {
        Name = Name.Or(segment.Name),
        Description = Description.Or(segment.Description),
        Included = Included.Or(segment.Included),
        Excluded = Excluded.Or(segment.Excluded),
        When = When.Or(segment.When),
    };
}
