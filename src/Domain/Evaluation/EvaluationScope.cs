using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>What one evaluation carries along: where, who, and how much it may still look up.</summary>
internal readonly ref struct EvaluationScope
{
    /// <summary>How many other flags and segments one evaluation may look into.</summary>
    public const int MaxLookups = 1000;

    /// <summary>How deep a chain of flags and segments may be.</summary>
    public const int MaxDepth = 32;

    private readonly ref readonly EvaluationContext _context;
    private readonly ref EvaluationEffort _effort;
    private readonly int _depth;

    public EvaluationScope(EnvironmentSnapshot snapshot, in EvaluationContext context, ref EvaluationEffort effort)
        : this(snapshot, in context, ref effort, 0)
    {
    }

    private EvaluationScope(EnvironmentSnapshot snapshot, ref readonly EvaluationContext context, ref EvaluationEffort effort, int depth)
    {
        Snapshot = snapshot;
        _context = ref context;
        _effort = ref effort;
        _depth = depth;
    }

    public EnvironmentSnapshot Snapshot { get; }

    public ref readonly EvaluationContext Context => ref _context;

    /// <summary>False after a pattern took too long, in this evaluation or in one before it for the same context.</summary>
    public bool MayMatch => !_effort.HasMatchedTooLong && _context.Patterns is not { IsSpent: true };

    public void EndMatching()
    {
        _effort.HasMatchedTooLong = true;
        _context.Patterns?.Spend();
    }

    /// <summary>
    /// For looking into another flag or segment. False when it has gone too far: then that one does not count. Saving
    /// refuses cycles and webs that go so far; should one come to be all the same, evaluation ends.
    /// </summary>
    public bool TryEnter(out EvaluationScope inner)
    {
        inner = new(Snapshot, in _context, ref _effort, _depth + 1);
        return _depth < MaxDepth && ++_effort.Lookups <= MaxLookups;
    }
}

/// <summary>What an evaluation has cost so far.</summary>
internal struct EvaluationEffort
{
    public int Lookups;
    public bool HasMatchedTooLong;
}
