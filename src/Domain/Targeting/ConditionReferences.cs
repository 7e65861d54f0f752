using System.Globalization;
using System.Text.Json;

namespace FeatureFlag.Domain.Targeting;

/// <summary>Finds out what a condition depends on.</summary>
public static class ConditionReferences
{
    /// <summary>All of them, as often as they stand there, in the order of the text; keys as written, whether or not they can be keys.</summary>
    /// <param name="condition">Valid or not.</param>
    /// <param name="path">Where it stands, such as <c>rules[0].when</c>.</param>
    public static IEnumerable<Reference> References(this Condition condition, string path) =>
        Of(condition, path, depth: 1);

    private static IEnumerable<Reference> Of(Condition? condition, string path, int depth)
    {
        if (condition is null || depth > Condition.MaxDepth)
        {
            return [];
        }

        return OfLeaf(condition, path)
            .Concat(OfChildren(condition.All, $"{path}.all", depth))
            .Concat(OfChildren(condition.Any, $"{path}.any", depth))
            .Concat(OfChildren(condition.None, $"{path}.none", depth));
    }

    private static IEnumerable<Reference> OfChildren(IReadOnlyList<Condition>? children, string path, int depth) =>
        children?.SelectMany((child, i) => Of(child, At(path, i), depth + 1)) ?? [];

    private static IEnumerable<Reference> OfLeaf(Condition leaf, string path) => leaf switch
    {
        { Operator: "in_segment" or "not_in_segment" } =>
            Texts(leaf, path).Select(value => new Reference(Node.Segment(value.Key), value.Path)),
        { Operator: "flag_is" or "flag_is_not", Attribute: { } key } =>
            [new(Node.Flag(key), $"{path}.attribute") { Variants = [.. Texts(leaf, path)] }],
        _ => [],
    };

    private static IEnumerable<(string Key, string Path)> Texts(Condition leaf, string path) => (leaf.Values ?? [])
        .Select((value, i) => (Key: Text(value), Path: At($"{path}.values", i)))
        .Where(value => value.Key is not null)!;

    private static string? Text(JsonToken value)
    {
        try
        {
            return value.AsString();
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            return null; // Half a surrogate pair is no text; compiling the condition says so.
        }
    }

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
}
