using System.Text.Json.Serialization;

namespace FeatureFlag.Domain.Targeting;

/// <summary>
/// Who is meant: a group (all, any or none) or a leaf (attribute, operator, values). As somebody wrote it; whether it makes
/// sense is found out by compiling it.
/// </summary>
public sealed record Condition
{
    public const int MaxDepth = 8;
    public const int MaxLeaves = 500;
    public const int MaxValues = 5000;

    /// <summary>Matches when every child does; empty: everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Condition>? All { get; init; }

    /// <summary>Matches when a child does; empty: nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Condition>? Any { get; init; }

    /// <summary>Matches when no child does; empty: everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Condition>? None { get; init; }

    /// <summary>A leaf's attribute: a name, a dotted path into objects, "user_id", "$now"; with flag_is the flag's key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Attribute { get; init; }

    /// <summary>A leaf's operator, such as "equals".</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operator { get; init; }

    /// <summary>What a leaf compares with, in the author's spelling: texts, numbers, true or false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonToken>? Values { get; init; }

    /// <summary>True: texts are compared without regard to case (ordinal).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IgnoreCase { get; init; }
}
