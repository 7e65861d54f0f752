using System.Globalization;
using System.Text.Json;

namespace FeatureFlag.Domain.Targeting;

/// <summary>What a condition may refer to.</summary>
public enum ReferenceKind
{
    Flag,
    Segment,
}

/// <summary>A place where a condition depends on a flag or segment of its environment.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Key">Of the flag or segment.</param>
/// <param name="Path">Where it stands, such as <c>rules[0].when.all[1].attribute</c> or <c>rules[0].when.values[2]</c>.</param>
/// <param name="Variants">The variants that a flag is compared with, each with where it stands; for a segment none.</param>
public sealed record ConditionReference(ReferenceKind Kind, string Key, string Path, IReadOnlyList<(string Key, string Path)> Variants);

/// <summary>Finds out what a condition depends on.</summary>
public static class ConditionReferences
{
    /// <summary>All of them, as often as they stand there, in the order of the text; keys as written, whether or not they can be keys.</summary>
    /// <param name="condition">Valid or not.</param>
    /// <param name="path">Where it stands, such as <c>rules[0].when</c>.</param>
    public static IEnumerable<ConditionReference> References(this Condition condition, string path) =>
        Of(condition, path, depth: 1);

    private static IEnumerable<ConditionReference> Of(Condition? condition, string path, int depth)
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

    private static IEnumerable<ConditionReference> OfChildren(IReadOnlyList<Condition>? children, string path, int depth) =>
        children?.SelectMany((child, i) => Of(child, At(path, i), depth + 1)) ?? [];

    private static IEnumerable<ConditionReference> OfLeaf(Condition leaf, string path) => leaf switch
    {
        { Operator: "in_segment" or "not_in_segment" } =>
            Texts(leaf, path).Select(value => new ConditionReference(ReferenceKind.Segment, value.Key, value.Path, [])),
        { Operator: "flag_is" or "flag_is_not", Attribute: { } key } =>
            [new(ReferenceKind.Flag, key, $"{path}.attribute", [.. Texts(leaf, path)])],
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
