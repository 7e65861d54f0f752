namespace FeatureFlag.Domain.Targeting;

/// <summary>That one flag or segment looks into another.</summary>
/// <param name="Source">Who looks.</param>
/// <param name="Target">Into what.</param>
/// <param name="Lookups">How often at most when the source is evaluated once.</param>
/// <param name="Variants">The target's variants that the source names.</param>
public sealed record Dependency(Node Source, Node Target, int Lookups, IReadOnlyList<string> Variants)
{
    /// <summary>The references of one source, one for each target.</summary>
    public static IReadOnlyList<Dependency> Of(Node source, IEnumerable<Reference> references) =>
    [
        .. references.GroupBy(reference => reference.Target).Select(group => new Dependency(
            source,
            group.Key,
            group.Count(),
            [.. group.SelectMany(reference => reference.Variants).Select(named => named.Variant).Distinct(StringComparer.Ordinal)])),
    ];
}
