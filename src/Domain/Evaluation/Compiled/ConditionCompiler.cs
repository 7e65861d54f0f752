using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Turns what people wrote into what is evaluated, or says what is wrong with it and where.</summary>
internal static class ConditionCompiler
{
    /// <param name="condition">As written.</param>
    /// <param name="path">Where it stands, such as <c>rules[0].when</c>.</param>
    /// <param name="salt">Of the flag or, in a segment, the segment's key: for <c>within_percentage</c>.</param>
    /// <param name="problems">Receives what is wrong; then the returned condition matches nobody.</param>
    public static CompiledCondition Compile(Condition condition, string path, string salt, Problems problems)
    {
        problems.Add(path, "cannot be compiled yet.");
        return new Nobody();
    }

    private sealed class Nobody : CompiledCondition
    {
        public override bool Matches(in EvaluationScope scope) => false;
    }
}
