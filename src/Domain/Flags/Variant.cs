using System.Text.Json.Serialization;

namespace FeatureFlag.Domain.Flags;

/// <summary>One of the answers a flag can give.</summary>
/// <param name="Key">1 to 100 of A-Z, a-z, 0-9, ".", "_", "-", case-sensitive; "on" or "off" for boolean and percentage flags.</param>
/// <param name="Value">The value that code receives.</param>
/// <param name="Weight">Parts of 100 000 in a multivariate flag's default split; null where that is decided elsewhere.</param>
public sealed record Variant(string Key, JsonToken Value, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Weight = null)
{
    public const int KeyMaxLength = 100;
    public const int MaxVariants = 100;
    public const string KeyRule = "must be 1 to 100 characters of A-Z, a-z, 0-9, \".\", \"_\" and \"-\".";

    public static Variant On { get; } = new("on", JsonToken.True);

    public static Variant Off { get; } = new("off", JsonToken.False);

    /// <summary>The variants of boolean and percentage flags.</summary>
    public static IReadOnlyList<Variant> OnAndOff { get; } = [On, Off];

    public static bool IsKey(string? text) => text is not null && Text.IsVariantKey(text, KeyMaxLength);
}
