using System.Text.Json.Nodes;

namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>
/// JSONLogic as flagd's providers run it. None of these fails, whatever the context holds: where an operation would throw,
/// the provider answers with an error, and evaluation here has none.
/// </summary>
internal static class Logic
{
    private const string TargetingKey = "targetingKey";

    /// <summary>Operands of one "or"; longer ones are nested, as providers compile them into code that may only be so deep.</summary>
    private const int Group = 100;

    public static JsonNode True => JsonValue.Create(true);

    public static JsonNode False => JsonValue.Create(false);

    /// <summary>The key of a variant, or another text.</summary>
    public static JsonNode Text(string text) => JsonValue.Create(text);

    /// <summary>An attribute; null when it is missing.</summary>
    public static JsonNode Attribute(string name) => Operation("var", name == EvaluationContext.UserIdName ? TargetingKey : name);

    public static JsonNode UserId => Attribute(EvaluationContext.UserIdName);

    public static JsonNode HasUserId => Operation("!!", Attribute(EvaluationContext.UserIdName));

    /// <summary>Seconds since 1970, without fractions.</summary>
    public static JsonNode Now => Operation("var", "$flagd.timestamp");

    public static JsonNode Exists(string attribute) => new JsonObject { ["!=="] = new JsonArray(Attribute(attribute), null) };

    /// <summary>"starts_with" says yes only to texts.</summary>
    public static JsonNode IsText(string attribute) => Operation("starts_with", Attribute(attribute), Text(""));

    /// <summary>Merged into one, an array is its elements, none of which is the array; anything else is the only element.</summary>
    public static JsonNode IsArray(string attribute) => Not(Operation("in", Attribute(attribute), Operation("merge", Attribute(attribute))));

    /// <summary>Equal by type, in an array; a part, in a text.</summary>
    public static JsonNode In(JsonNode item, JsonNode whole) => Operation("in", item, whole);

    public static JsonNode In(JsonNode item, IEnumerable<string> texts) => In(item, new JsonArray([.. texts.Select(Text)]));

    public static JsonNode Not(JsonNode operand) => Known(operand) is { } known ? JsonValue.Create(!known) : Operation("!", operand);

    public static JsonNode All(IEnumerable<JsonNode> operands)
    {
        var open = operands.Where(operand => Known(operand) != true).ToList();
        return open.Any(operand => Known(operand) == false) ? False : open.Count == 0 ? True : Nested("and", open);
    }

    public static JsonNode All(params JsonNode[] operands) => All(operands.AsEnumerable());

    public static JsonNode Any(IEnumerable<JsonNode> operands)
    {
        var open = operands.Where(operand => Known(operand) != false).ToList();
        return open.Any(operand => Known(operand) == true) ? True : open.Count == 0 ? False : Nested("or", open);
    }

    /// <summary>flagd's own bucketing, the same as <see cref="Bucketing"/> for a user id of ASCII.</summary>
    /// <param name="salt">ASCII.</param>
    /// <param name="parts">Weights that sum to 100 000.</param>
    public static JsonNode Split(string salt, IEnumerable<(string Name, int Weight)> parts)
    {
        JsonNode hashed = Operation("cat", Text(salt + ":"), UserId);
        return Operation("fractional", [hashed, .. parts.Select(part => new JsonArray(Text(part.Name), JsonValue.Create(part.Weight)))]);
    }

    /// <summary>Null for an expression that depends on who asks.</summary>
    public static bool? Known(JsonNode node) => node is JsonValue value && value.TryGetValue(out bool known) ? known : null;

    public static JsonNode Operation(string name, params JsonNode?[] operands) => new JsonObject { [name] = new JsonArray(operands) };

    private static JsonObject Operation(string name, string operand) => new() { [name] = operand };

    private static JsonNode Nested(string name, List<JsonNode> operands)
    {
        while (operands.Count > Group)
        {
            operands = [.. operands.Chunk(Group).Select(group => Operation(name, group))];
        }

        return operands.Count == 1 ? operands[0] : Operation(name, [.. operands]);
    }
}
