using System.Globalization;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Explaining;

/// <summary>Walks a condition as it was written and asks each leaf, compiled alone, whether it matches.</summary>
/// <param name="salt">Of the flag, or the key of the segment.</param>
internal sealed class ConditionExplainer(string salt)
{
    private const int ShownValues = 20;

    /// <summary>The same attribute may stand in thousands of leaves.</summary>
    private const int ShownCharacters = 500;

    public ConditionTrace Explain(Condition condition, in EvaluationScope scope)
    {
        if (condition.All is { } all)
        {
            var children = Explain(all, scope);
            return new() { All = children, Matched = children.All(child => child.Matched) };
        }

        if (condition.Any is { } any)
        {
            var children = Explain(any, scope);
            return new() { Any = children, Matched = children.Any(child => child.Matched) };
        }

        if (condition.None is { } none)
        {
            var children = Explain(none, scope);
            return new() { None = children, Matched = !children.Any(child => child.Matched) };
        }

        return Leaf(condition, scope);
    }

    private List<ConditionTrace> Explain(IReadOnlyList<Condition> conditions, in EvaluationScope scope)
    {
        var traces = new List<ConditionTrace>(conditions.Count);
        foreach (var condition in conditions)
        {
            traces.Add(Explain(condition, scope));
        }

        return traces;
    }

    private ConditionTrace Leaf(Condition leaf, in EvaluationScope scope)
    {
        var matched = ConditionCompiler.Compile(leaf, "when", salt, new Problems()).Matches(scope);
        var values = leaf.Values ?? [];
        var trace = new ConditionTrace
        {
            Matched = matched,
            Attribute = leaf.Attribute,
            Operator = leaf.Operator,
            Values = leaf.Values is null ? null : [.. values.Take(ShownValues)],
            ValueCount = values.Count > ShownValues ? values.Count : null,
        };
        return leaf.Operator switch
        {
            "in_segment" or "not_in_segment" => trace with { Segments = Segments(values, scope) },
            "flag_is" or "flag_is_not" => Flag(trace, scope),
            "within_percentage" => Percentage(trace, scope),
            _ => Attribute(trace, scope.Context),
        };
    }

    private static ConditionTrace Attribute(ConditionTrace trace, in EvaluationContext context)
    {
        if (trace.Attribute == EvaluationContext.NowName)
        {
            return trace with { Actual = JsonToken.Of(context.Now.ToString("O", CultureInfo.InvariantCulture)) };
        }

        var actual = new AttributePath(trace.Attribute ?? "").Find(context);
        if (actual.Kind == AttributeKind.Missing)
        {
            return trace with { Note = "The context has no such attribute." };
        }

        var json = AttributesJson.Write(actual);
        return json.Text.Length <= ShownCharacters
            ? trace with { Actual = json }
            : trace with { Note = string.Create(CultureInfo.InvariantCulture, $"The context has something of {json.Text.Length} characters there, too long to show.") };
    }

    private ConditionTrace Percentage(ConditionTrace trace, in EvaluationScope scope)
    {
        var bucket = new BucketKey(salt, trace.Attribute ?? EvaluationContext.UserIdName).Bucket(scope.Context);
        return bucket == EvaluationResult.NoBucket
            ? trace with { Note = "The context has no text or number to bucket by." }
            : trace with { Bucket = bucket };
    }

    private static ConditionTrace Flag(ConditionTrace trace, in EvaluationScope scope)
    {
        if (scope.Snapshot.Find(trace.Attribute ?? "") is not { } other || !scope.TryEnter(out var inner))
        {
            return trace with { Note = "There is no such flag in this environment." };
        }

        var served = Evaluator.Evaluate(other, inner);
        return trace with { Actual = JsonToken.Of(served.Variant!.Key), Note = ReasonSentence.Of(served) };
    }

    /// <summary>The first ones, and of the others the first that the user is in.</summary>
    private static List<SegmentTrace> Segments(IReadOnlyList<JsonToken> keys, in EvaluationScope scope)
    {
        var traces = new List<SegmentTrace>();
        var isFound = false;
        foreach (var key in keys)
        {
            var trace = Segment(key.AsString() ?? "", scope);
            if (traces.Count < ShownValues || (trace.Contains && !isFound))
            {
                traces.Add(trace);
            }

            isFound |= trace.Contains;
        }

        return traces;
    }

    private static SegmentTrace Segment(string key, in EvaluationScope scope)
    {
        if (scope.Snapshot.FindSegment(key) is not { } segment || !scope.TryEnter(out var inner))
        {
            return new(key, false, "unknown", null);
        }

        if (segment.Lists(scope.Context.UserId) is { } listed)
        {
            return new(key, listed, listed ? "included" : "excluded", null);
        }

        if (!segment.IsValid)
        {
            return new(key, false, "invalid", null);
        }

        var when = segment.When is { } condition ? new ConditionExplainer(key).Explain(condition, inner) : null;
        return new(key, when is { Matched: true }, "condition", when);
    }
}
