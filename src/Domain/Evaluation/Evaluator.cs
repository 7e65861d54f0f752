using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// Decides which variant a context gets: unknown → archived or disabled → prerequisites, holdout → individual targets → rules,
/// first match → experiment → default. Pure, lock-free, allocates nothing.
/// </summary>
public static class Evaluator
{
    /// <param name="snapshot">Null if there is no such environment.</param>
    /// <param name="flagKey">Any text; compared ordinally.</param>
    /// <param name="context">Who is asking.</param>
    public static EvaluationResult Evaluate(EnvironmentSnapshot? snapshot, ReadOnlySpan<char> flagKey, in EvaluationContext context)
    {
        if (snapshot is null)
        {
            return EvaluationResult.NotFound(EvaluationError.EnvironmentNotFound);
        }

        return snapshot.Find(flagKey) is { } flag
            ? Evaluate(snapshot, flag, context)
            : EvaluationResult.NotFound(EvaluationError.FlagNotFound);
    }

    /// <param name="snapshot">Where other flags and segments are looked up.</param>
    /// <param name="flag">Of the snapshot, or a draft.</param>
    /// <param name="context">Who is asking.</param>
    public static EvaluationResult Evaluate(EnvironmentSnapshot snapshot, CompiledFlag flag, in EvaluationContext context)
    {
        if (flag.IsAlwaysSame)
        {
            return flag.Always;
        }

        var effort = default(EvaluationEffort);
        return Walk(flag, new EvaluationScope(snapshot, context, ref effort));
    }

    internal static EvaluationResult Evaluate(CompiledFlag flag, in EvaluationScope scope) => flag.IsAlwaysSame ? flag.Always : Walk(flag, scope);

    private static EvaluationResult Walk(CompiledFlag flag, in EvaluationScope scope)
    {
        if (flag.IsSameForAll)
        {
            return Default(flag, scope, Reason.Static);
        }

        foreach (var prerequisite in flag.Prerequisites)
        {
            if (!IsMet(prerequisite, scope))
            {
                return EvaluationResult.Unmet(flag, prerequisite);
            }
        }

        if (flag.Holdout is { } holdout && holdout.GroupOf(scope.Context) == HoldoutGroup.HeldOut)
        {
            return EvaluationResult.HeldOut(flag, holdout);
        }

        if (flag.Targets is { } targets && scope.Context.UserId is { } id && targets.TryGetValue(id, out var own))
        {
            return EvaluationResult.Served(flag, own, Reason.TargetingMatch);
        }

        foreach (var rule in flag.Rules)
        {
            if (rule.When.Matches(scope))
            {
                return Serve(flag, rule.Serve, scope, Reason.TargetingMatch, rule);
            }
        }

        if (flag.Experiment is { } experiment && experiment.Find(scope) is var (arm, bucket))
        {
            return EvaluationResult.Randomised(flag, arm, bucket, experiment);
        }

        return Default(flag, scope, Reason.Default);
    }

    private static bool IsMet(CompiledPrerequisite prerequisite, in EvaluationScope scope) =>
        scope.Snapshot.Find(prerequisite.FlagKey) is { } other
        && scope.TryEnter(out var inner)
        && prerequisite.IsMetBy(Evaluate(other, inner));

    private static EvaluationResult Default(CompiledFlag flag, in EvaluationScope scope, Reason reason) =>
        Serve(flag, flag.Default, scope, reason, null);

    private static EvaluationResult Serve(CompiledFlag flag, CompiledServe serve, in EvaluationScope scope, Reason reason, CompiledRule? rule)
    {
        if (serve.Fixed is { } variant)
        {
            return EvaluationResult.Served(flag, variant, reason, rule: rule);
        }

        var rollout = serve.Rollout!;
        var bucket = rollout.Key.Bucket(scope.Context);
        if (bucket != EvaluationResult.NoBucket)
        {
            return EvaluationResult.Served(flag, rollout.At(bucket), Reason.Split, bucket, rule);
        }

        return rollout.Only is { } only
            ? EvaluationResult.Served(flag, only, Reason.Split, rule: rule)
            : EvaluationResult.Failed(flag, EvaluationError.TargetingKeyMissing, rule);
    }
}
