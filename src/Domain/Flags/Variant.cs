namespace FeatureFlag.Domain.Flags;

/// <summary>One of the answers a flag can give.</summary>
/// <param name="Key">Its name, "on" or "off" for boolean and percentage flags.</param>
/// <param name="Value">The value that code receives, as a JSON token in the author's spelling.</param>
public sealed record Variant(string Key, string Value)
{
    public static Variant On { get; } = new("on", "true");

    public static Variant Off { get; } = new("off", "false");
}
