namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Matches when every child does; none: everybody.</summary>
internal sealed class AllOf(CompiledCondition[] children) : CompiledCondition
{
    public override bool Matches(in EvaluationScope scope)
    {
        foreach (var child in children)
        {
            if (!child.Matches(scope))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Matches when a child does; none: nobody.</summary>
internal sealed class AnyOf(CompiledCondition[] children) : CompiledCondition
{
    public static AnyOf Nothing { get; } = new([]);

    public override bool Matches(in EvaluationScope scope)
    {
        foreach (var child in children)
        {
            if (child.Matches(scope))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Matches when no child does.</summary>
internal sealed class NoneOf(CompiledCondition[] children) : CompiledCondition
{
    private readonly AnyOf _any = new(children);

    public override bool Matches(in EvaluationScope scope) => !_any.Matches(scope);
}
