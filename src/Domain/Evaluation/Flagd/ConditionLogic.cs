using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation.Operators;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>
/// Says a condition in JSONLogic, exactly or not at all. Each operator's comment has the difference that decides; they were
/// found in flagd's JavaScript core, and the tests run it.
/// </summary>
/// <param name="salt">For within_percentage: the flag's, in a segment the segment's key.</param>
/// <param name="scope">Receives what cannot be said.</param>
/// <param name="others">Where other flags and segments are found.</param>
internal sealed class ConditionLogic(string salt, LogicScope scope, FlagdLogic others)
{
    /// <summary>Where the numbers are that doubles, as JavaScript has them, tell apart.</summary>
    private const double WholeNumbers = 9007199254740992;

    public JsonNode Of(Condition condition, string path) => condition switch
    {
        { All: { } all } => Logic.All(Children(all, $"{path}.all")),
        { Any: { } any } => Logic.Any(Children(any, $"{path}.any")),
        { None: { } none } => Logic.Not(Logic.Any(Children(none, $"{path}.none"))),
        _ => Leaf(condition, path),
    };

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>
    /// flagd splits every name at dots and follows the parts into texts and arrays, too; "\" escapes; and in JavaScript an
    /// object has members that nobody put there.
    /// </summary>
    private static bool IsExactName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') && name != "targetingKey";

    private List<JsonNode> Children(IReadOnlyList<Condition> children, string path) =>
        [.. children.Select((child, i) => Of(child, At(path, i)))];

    private JsonNode Leaf(Condition leaf, string path) => leaf.Operator switch
    {
        "in_segment" => Logic.Any(Segments(leaf, path)),
        "not_in_segment" => Logic.Not(Logic.Any(Segments(leaf, path))),
        "flag_is" => FlagIs(leaf, path),
        "flag_is_not" => Logic.Not(FlagIs(leaf, path)),
        "within_percentage" => WithinPercentage(leaf, path),
        "before" or "after" when leaf.Attribute == EvaluationContext.NowName => Now(leaf, path),
        _ => Comparison(leaf, path),
    };

    private JsonNode Comparison(Condition leaf, string path)
    {
        var name = leaf.Attribute ?? "";
        if (Obstacle(leaf) is { } reason)
        {
            return Missing($"{path}.operator", reason);
        }

        if (!IsExactName(name))
        {
            return Missing($"{path}.attribute", "flagd may read a name as a path: only letters, digits, \"_\" and \"-\" after a letter mean the same to it, \"targetingKey\" excepted.");
        }

        if (leaf.IgnoreCase == true)
        {
            return Missing($"{path}.ignore_case", "flagd has no comparison without regard to case.");
        }

        return leaf.Operator switch
        {
            "exists" => Logic.Exists(name),
            "not_exists" => Logic.Not(Logic.Exists(name)),
            "equals" or "in" => IsOneOf(name, leaf, path),
            "not_equals" or "not_in" => Logic.All(Logic.Exists(name), Logic.Not(Logic.IsArray(name)), Logic.Not(IsOneOf(name, leaf, path))),
            "contains" => Logic.All(Logic.IsText(name), Contains(name, leaf)),
            "not_contains" => Logic.All(Logic.IsText(name), Logic.Not(Contains(name, leaf))),
            "starts_with" => Affix("starts_with", name, leaf),
            "not_starts_with" => Logic.All(Logic.IsText(name), Logic.Not(Affix("starts_with", name, leaf))),
            "ends_with" => Affix("ends_with", name, leaf),
            "not_ends_with" => Logic.All(Logic.IsText(name), Logic.Not(Affix("ends_with", name, leaf))),
            "includes_any" => Logic.All(Logic.IsArray(name), Logic.Any(Included(name, leaf, path))),
            "includes_none" => Logic.All(Logic.IsArray(name), Logic.Not(Logic.Any(Included(name, leaf, path)))),
            "includes_all" => Logic.All([Logic.IsArray(name), .. Included(name, leaf, path)]),
            _ => Missing($"{path}.operator", "flagd is not known to have this operator."),
        };
    }

    private static string? Obstacle(Condition leaf) => leaf.Operator switch
    {
        "gt" or "gte" or "lt" or "lte" =>
            "flagd reads texts as numbers by rules of its own (\"0x10\", \" 5 \" and \"\" are numbers) and fails for what is none.",
        "before" or "after" => "flagd does not read dates; it can only compare $now.",
        "matches" or "not_matches" => "flagd has no regular expressions.",
        "in_cidr" or "not_in_cidr" => "flagd has no networks.",
        "semver_eq" or "semver_neq" or "semver_gt" or "semver_gte" or "semver_lt" or "semver_lte" =>
            "flagd takes other texts for versions (\"vv1.2.3\", \" 1.2.3\", \"01.2\", numbers) and refuses some (\"1.2-rc.1\", long numbers).",
        _ => null,
    };

    /// <summary>
    /// "in" compares with the elements of a list by type and value; what is no list holds nothing. Other providers than the one
    /// in JavaScript take texts for numbers there, or numbers for true: so each kind is asked for by itself.
    /// </summary>
    private JsonNode IsOneOf(string name, Condition leaf, string path)
    {
        var byKind = leaf.Values!.Select((value, i) => Scalar(value, At($"{path}.values", i))).ToLookup(value => value.GetValueKind());
        var texts = byKind[JsonValueKind.String].ToArray();
        var numbers = byKind[JsonValueKind.Number].ToArray();
        var flags = byKind[JsonValueKind.True].Concat(byKind[JsonValueKind.False]);
        return Logic.Any(
        [
            texts.Length == 0 ? Logic.False : Logic.All(Logic.IsText(name), Logic.In(Logic.Attribute(name), new JsonArray(texts))),
            numbers.Length == 0 ? Logic.False : Logic.In(Logic.Attribute(name), new JsonArray(numbers)),
            .. flags.Select(flag => Logic.Operation("===", Logic.Attribute(name), flag)),
        ]);
    }

    /// <summary>In JavaScript the empty text holds nothing, not even itself.</summary>
    private static JsonNode Contains(string name, Condition leaf) =>
        Logic.Any(Texts(leaf).Select(text => text.Length == 0 ? Logic.True : Logic.In(Logic.Text(text), Logic.Attribute(name))));

    private static JsonNode Affix(string operation, string name, Condition leaf) =>
        Logic.Any(Texts(leaf).Select(text => Logic.Operation(operation, Logic.Attribute(name), Logic.Text(text))));

    private IEnumerable<JsonNode> Included(string name, Condition leaf, string path) =>
        [.. leaf.Values!.Select((value, i) => Logic.In(Scalar(value, At($"{path}.values", i)), Logic.Attribute(name)))];

    private JsonNode Scalar(JsonToken value, string path) => value.Kind != JsonValueKind.Number || IsExactNumber(value.Text)
        ? JsonNode.Parse(value.Text)!
        : Missing(path, "The number has more digits than flagd keeps.");

    private static bool IsExactNumber(string text) =>
        Number.TryParse(text, out var number) && Math.Abs(number.ToDouble()) < WholeNumbers && Number.Of(number.ToDouble()) == number;

    /// <summary>
    /// flagd's clock has whole seconds. "before" is the same for whole seconds; "after" differs at the very instant, which
    /// two machines never see at the same time anyway.
    /// </summary>
    private JsonNode Now(Condition leaf, string path)
    {
        if (leaf.Values is not [var value] || !Timestamp.TryParse(value.AsString(), out var time) || time.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            return Missing($"{path}.values[0]", "flagd's clock has whole seconds only.");
        }

        var seconds = (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return Logic.Operation(leaf.Operator == "before" ? "<" : ">=", Logic.Now, JsonValue.Create(seconds));
    }

    private JsonNode WithinPercentage(Condition leaf, string path)
    {
        if (leaf.Attribute is not (null or EvaluationContext.UserIdName))
        {
            return Missing($"{path}.attribute", Gap.OnlyUserId);
        }

        if (!Ascii.IsValid(salt))
        {
            return Missing(path, Gap.OnlyAscii);
        }

        var percent = leaf.Values![0].AsString() ?? leaf.Values[0].Text;
        return RolloutPercentage.From(decimal.Parse(percent, NumberStyles.Float, CultureInfo.InvariantCulture))!.Value.Weight switch
        {
            0 => Logic.False,
            RolloutPercentage.Whole => Logic.HasUserId,
            var weight => Logic.All(Logic.HasUserId, Logic.Operation(
                "===", Logic.Split(salt, [("in", weight), ("out", RolloutPercentage.Whole - weight)]), Logic.Text("in"))),
        };
    }

    private JsonNode FlagIs(Condition leaf, string path)
    {
        var served = others.Flag(leaf.Attribute!, scope, $"{path}.attribute");
        return served is null ? Logic.False : Logic.In(served, Texts(leaf));
    }

    private IEnumerable<JsonNode> Segments(Condition leaf, string path) =>
        [.. Texts(leaf).Select((key, i) => others.Segment(key, scope, At($"{path}.values", i)))];

    private static IEnumerable<string> Texts(Condition leaf) => leaf.Values!.Select(value => value.AsString()!);

    private JsonNode Missing(string path, string reason)
    {
        scope.Add(path, reason);
        return Logic.False;
    }
}
