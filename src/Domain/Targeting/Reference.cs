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

/// <summary>Finds what flags and segments look into. Parts that make no sense are passed over: compiling them tells.</summary>
public static class References
{
    public static IReadOnlyList<Reference> Of(FlagDefinition flag) =>
    [
        .. flag.Prerequisites.Select((prerequisite, i) => new Reference(Node.Flag(prerequisite.FlagKey), $"prerequisites[{i}].flag_key")
        {
            Variants = [.. prerequisite.Variants.Select((variant, j) => (variant, $"prerequisites[{i}].variants[{j}]"))],
        }),
        .. flag.Rules.SelectMany((rule, i) => Of(rule.When, $"rules[{i}].when")),
    ];

    public static IReadOnlyList<Reference> Of(SegmentDefinition segment) => segment.When is { } when ? [.. Of(when, "when")] : [];

    private static IEnumerable<Reference> Of(Condition condition, string path) =>
    [
        .. Children(condition.All, $"{path}.all"),
        .. Children(condition.Any, $"{path}.any"),
        .. Children(condition.None, $"{path}.none"),
        .. Leaf(condition, path),
    ];

    private static IEnumerable<Reference> Children(IReadOnlyList<Condition>? children, string path) =>
        children?.SelectMany((child, i) => Of(child, $"{path}[{i}]")) ?? [];

    private static IEnumerable<Reference> Leaf(Condition leaf, string path)
    {
        var named = (leaf.Values ?? []).Select((value, i) => (Text: value.AsString(), Path: $"{path}.values[{i}]"))
            .Where(value => value.Text is not null).Select(value => (value.Text!, value.Path));
        return leaf.Operator switch
        {
            "in_segment" or "not_in_segment" => named.Select(segment => new Reference(Node.Segment(segment.Item1), segment.Path)),
            "flag_is" or "flag_is_not" when leaf.Attribute is { } key =>
                [new Reference(Node.Flag(key), $"{path}.attribute") { Variants = [.. named] }],
            _ => [],
        };
    }
}
