namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>
/// What an expression has come to while it is built: what flagd cannot say, and how far it looks into other flags and
/// segments. Evaluation here stops looking at a limit; an expression that stays below it can never meet that.
/// </summary>
internal sealed class LogicScope
{
    private readonly List<Gap> _gaps = [];
    private int _lookups;
    private int _depth;

    public IReadOnlyList<Gap> Gaps => _lookups > EvaluationScope.MaxLookups || _depth > EvaluationScope.MaxDepth
        ? [.. _gaps, new("", "It looks into too many other flags and segments, or too deep.")]
        : _gaps;

    public void Add(string path, string reason) => _gaps.Add(new(path, reason));

    /// <summary>Another flag or segment is looked into.</summary>
    public void Enter(LogicScope other)
    {
        _lookups += 1 + other._lookups;
        _depth = Math.Max(_depth, 1 + other._depth);
    }
}
