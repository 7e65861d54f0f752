using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Targeting;

/// <summary>One place in a flag or segment that looks into another.</summary>
/// <param name="Target">The other.</param>
/// <param name="Path">Where its key stands, such as <c>rules[0].when.all[1].attribute</c>.</param>
public sealed record Reference(Node Target, string Path)
{
    /// <summary>The variants of another flag that are named there, each with its place.</summary>
    public IReadOnlyList<(string Variant, string Path)> Variants { get; init; } = [];
}

/// <summary>Finds what flags and segments look into.</summary>
public static class References
{
    public static IReadOnlyList<Reference> Of(FlagDefinition flag) =>
    [
        .. flag.Prerequisites.Select((prerequisite, i) => new Reference(Node.Flag(prerequisite.FlagKey), $"prerequisites[{i}].flag_key")
        {
            Variants = [.. prerequisite.Variants.Select((variant, j) => (variant, $"prerequisites[{i}].variants[{j}]"))],
        }),
        .. flag.Rules.SelectMany((rule, i) => rule.When.References($"rules[{i}].when")),
        .. flag.Experiment?.When?.References("experiment.when") ?? [],
    ];

    public static IReadOnlyList<Reference> Of(SegmentDefinition segment) => segment.When is { } when ? [.. when.References("when")] : [];
}
