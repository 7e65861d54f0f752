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
    private readonly ref int _lookups;
    private readonly int _depth;

    public EvaluationScope(EnvironmentSnapshot snapshot, in EvaluationContext context, ref int lookups)
        : this(snapshot, in context, ref lookups, 0)
    {
    }

    private EvaluationScope(EnvironmentSnapshot snapshot, ref readonly EvaluationContext context, ref int lookups, int depth)
    {
        Snapshot = snapshot;
        _context = ref context;
        _lookups = ref lookups;
        _depth = depth;
    }

    public EnvironmentSnapshot Snapshot { get; }

    public ref readonly EvaluationContext Context => ref _context;

    /// <summary>
    /// For looking into another flag or segment. False when it has gone too far: then that one does not count. Saving
    /// refuses cycles and webs that go so far; should one come to be all the same, evaluation ends.
    /// </summary>
    public bool TryEnter(out EvaluationScope inner)
    {
        inner = new(Snapshot, in _context, ref _lookups, _depth + 1);
        return _depth < MaxDepth && ++_lookups <= MaxLookups;
    }
}
