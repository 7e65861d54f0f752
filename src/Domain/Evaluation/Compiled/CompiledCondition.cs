namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A condition with everything bound: regexes built, sets frozen, numbers and dates read.</summary>
internal abstract class CompiledCondition
{
    public abstract bool Matches(in EvaluationScope scope);
}
