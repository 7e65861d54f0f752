using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

/// <summary>A condition that stands by itself, compiled.</summary>
internal sealed class OneCondition
{
    private readonly CompiledCondition _compiled;
    private readonly EnvironmentSnapshot _snapshot;

    private OneCondition(CompiledCondition compiled, EnvironmentSnapshot snapshot) => (_compiled, _snapshot) = (compiled, snapshot);

    public static OneCondition Compiled(Condition condition, params SegmentDefinition[] segments)
    {
        var problems = new Problems();
        var compiled = ConditionCompiler.Compile(condition, "when", "salt", problems);
        Assert.That(problems.ByPath(), Is.Empty);
        return new(compiled, new(A.Configuration(A.Environment()) with { Segments = segments }));
    }

    public bool Matches(Attributes attributes) => Matches(new EvaluationContext("user-1", attributes));

    public bool Matches(in EvaluationContext context)
    {
        var effort = default(EvaluationEffort);
        return _compiled.Matches(new EvaluationScope(_snapshot, context, ref effort));
    }
}
