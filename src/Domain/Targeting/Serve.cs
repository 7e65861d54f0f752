using System.Text.Json.Serialization;

namespace FeatureFlag.Domain.Targeting;

/// <summary>What a rule or a flag serves: one variant for everybody, or a split. Exactly one of the two is set.</summary>
public sealed record Serve
{
    /// <summary>The key of a variant of the flag, for everybody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Variant { get; init; }

    /// <summary>In bucket order; weights sum to 100 000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VariantWeight>? Rollout { get; init; }

    public static Serve Always(string variant) => new() { Variant = variant };

    public static Serve Split(params IReadOnlyList<VariantWeight> rollout) => new() { Rollout = rollout };
}

/// <param name="Variant">The key of a variant of the flag.</param>
/// <param name="Weight">Parts of 100 000.</param>
public sealed record VariantWeight(string Variant, int Weight);
