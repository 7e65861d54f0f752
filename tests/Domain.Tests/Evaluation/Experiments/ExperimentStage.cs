using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation.Experiments;

/// <summary>Flags with an experiment, evaluated alone.</summary>
internal static class ExperimentStage
{
    private static readonly EnvironmentSnapshot Nowhere = A.Snapshot();

    /// <summary>Serves "default" to whoever does not take part, "off" when it is off.</summary>
    public static Flag Flag(params string[] arms) => A.Flag() with
    {
        Type = FlagType.Multivariate,
        ValueType = FlagValueType.Number,
        Variants = [.. arms.Append("default").Append("off").Distinct().Select(key => new Variant(key, new("1")))],
        DefaultServe = Serve.Always("default"),
    };

    /// <summary>A flag whose variants are the arms.</summary>
    public static Flag With(this FlagExperiment experiment) => Flag([.. experiment.Arms.Select(arm => arm.Variant)]) with { Experiment = experiment };

    public static EvaluationResult Evaluate(this FlagDefinition flag, string? userId, Attributes? attributes = null) =>
        Evaluator.Evaluate(Nowhere, new CompiledFlag(flag), new EvaluationContext(userId, attributes));

    /// <summary>The arm, or null.</summary>
    public static string? ArmOf(this CompiledFlag flag, string userId)
    {
        var result = Evaluator.Evaluate(Nowhere, flag, new EvaluationContext(userId));
        return result.Experiment is null ? null : result.Variant!.Key;
    }
}
