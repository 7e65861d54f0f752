namespace FeatureFlag.Domain.Targeting;

/// <summary>A flag or a segment of one environment, as a place in the web of those that look into each other.</summary>
/// <param name="Type">"flag" or "segment".</param>
/// <param name="Key">Its key.</param>
public readonly record struct Node(string Type, string Key)
{
    public const string FlagType = "flag";
    public const string SegmentType = "segment";

    public static Node Flag(string key) => new(FlagType, key);

    public static Node Segment(string key) => new(SegmentType, key);

    /// <summary><c>flag "checkout"</c>: for messages.</summary>
    public override string ToString() => $"{Type} \"{Key}\"";
}
