namespace FeatureFlag.Domain.Targeting;

/// <summary>What evaluation needs of a segment: excluded ids are out, else included ids are in, else the condition decides.</summary>
public record SegmentDefinition
{
    /// <summary>1 to 100 characters, the rule of flag keys; unique in its environment.</summary>
    public required string Key { get; init; }

    /// <summary>User ids that are in.</summary>
    public IReadOnlyList<string> Included { get; init; } = [];

    /// <summary>User ids that are out, also when they are included.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Who else is in; null: nobody.</summary>
    public Condition? When { get; init; }

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;
}
