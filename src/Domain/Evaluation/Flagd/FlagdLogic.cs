using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>The flags and segments of an environment in JSONLogic. Each is put into it once.</summary>
internal sealed class FlagdLogic(EnvironmentSnapshot snapshot)
{
    /// <summary>Characters of JSON that may stand at each place where a segment is asked.</summary>
    private const int MaxRepeated = 50_000;

    /// <summary>The member by which flagd knows a reference.</summary>
    public const string Ref = "$ref";

    private readonly Dictionary<string, FlagLogic?> _flags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SegmentLogic?> _segments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonNode> _evaluators = new(StringComparer.Ordinal);

    /// <summary>What expressions refer to: segments that <see cref="Reference"/> may share.</summary>
    public IReadOnlyDictionary<string, JsonNode> Evaluators => _evaluators;

    public FlagLogic Of(CompiledFlag flag)
    {
        if (!_flags.TryGetValue(flag.Key, out var logic))
        {
            _flags[flag.Key] = null; // In the making: whoever asks now is in a circle.
            _flags[flag.Key] = logic = new FlagLogic(flag, this);
        }

        return logic ?? FlagLogic.Circle;
    }

    public CompiledFlag? Find(string key) => snapshot.Find(key);

    /// <summary>The key of the variant that another flag serves. Null, and a gap, when that cannot be said.</summary>
    public JsonNode? Flag(string key, LogicScope scope, string path)
    {
        if (Find(key) is not { } flag)
        {
            scope.Add(path, $"There is no flag \"{key}\".");
            return null;
        }

        var logic = Of(flag);
        scope.Enter(logic.Scope);
        if (logic.Variant is null)
        {
            scope.Add(path, $"The flag \"{key}\" is not exported.");
        }

        return logic.Variant?.DeepClone();
    }

    /// <summary>Whether somebody is in a segment.</summary>
    public JsonNode Segment(string key, LogicScope scope, string path)
    {
        if (snapshot.FindSegment(key) is not { } segment)
        {
            scope.Add(path, $"There is no segment \"{key}\".");
            return Logic.False;
        }

        if (!_segments.TryGetValue(key, out var logic))
        {
            _segments[key] = null;
            _segments[key] = logic = Of(segment);
        }

        if (logic is null)
        {
            scope.Add(path, $"The segment \"{key}\" refers to itself.");
            return Logic.False;
        }

        scope.Enter(logic.Scope);
        foreach (var gap in logic.Scope.Gaps)
        {
            scope.Add(path, $"Segment \"{key}\", {gap.Path}: {gap.Reason}");
        }

        return logic.Scope.Gaps.Count > 0 ? Logic.False : Reference(key, logic);
    }

    /// <summary>How many objects and arrays lie in each other, with references resolved.</summary>
    public int Depth(JsonNode? node) => node switch
    {
        JsonObject members when members[Ref] is { } key => Depth(_evaluators[key.GetValue<string>()]),
        JsonObject members => 1 + members.Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonArray elements => 1 + elements.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static JsonNode OneOf(IReadOnlyList<string> userIds) =>
        userIds.Count == 0 ? Logic.False : Logic.In(Logic.UserId, userIds);

    private static SegmentLogic Invalid()
    {
        var scope = new LogicScope();
        scope.Add("when", "This server does not understand the condition.");
        return new(scope, Logic.False, IsShared: false);
    }

    /// <summary>
    /// Providers put an expression in the place of its reference by replacing text, some by a pattern: "$" and "\" in the
    /// expression and "." in the name mean something to them, and references inside stay as they are. Such a segment is
    /// repeated at each place instead, if it is not too large for that.
    /// </summary>
    private SegmentLogic Of(CompiledSegment segment)
    {
        if (!segment.IsValid)
        {
            return Invalid();
        }

        var definition = JsonSerializer.Deserialize<SegmentDefinition>(segment.Json.Span, DomainJson.Options)!;
        var scope = new LogicScope();
        var when = definition.When is { } condition ? new ConditionLogic(definition.Key, scope, this).Of(condition, "when") : Logic.False;
        var isIn = Logic.All(Logic.Not(OneOf(definition.Excluded)), Logic.Any([OneOf(definition.Included), when]));
        var text = isIn.ToJsonString(DomainJson.Options);
        var isShared = !segment.Key.Contains('.', StringComparison.Ordinal) && !text.AsSpan().ContainsAny('$', '\\');
        if (!isShared && text.Length > MaxRepeated)
        {
            scope.Add("key", "Flagd's providers cannot share a segment with \".\" in its key, or \"$\" or \"\\\" in what it holds, and this one is too large to be repeated.");
        }

        return new(scope, isIn, isShared);
    }

    private JsonNode Reference(string key, SegmentLogic segment)
    {
        if (segment.IsIn is JsonValue || !segment.IsShared)
        {
            return segment.IsIn.DeepClone();
        }

        _evaluators.TryAdd(key, segment.IsIn);
        return new JsonObject { [Ref] = key };
    }

    private sealed record SegmentLogic(LogicScope Scope, JsonNode IsIn, bool IsShared);
}
