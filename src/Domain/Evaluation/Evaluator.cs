using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// Decides which variant a context gets: unknown → archived or disabled → default. Pure, lock-free, allocates nothing.
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
            ? Evaluate(flag, context)
            : EvaluationResult.NotFound(EvaluationError.FlagNotFound);
    }

    public static EvaluationResult Evaluate(CompiledFlag flag, in EvaluationContext context)
    {
        if (!flag.IsOn)
        {
            return EvaluationResult.Served(flag, flag.Off, Reason.Disabled);
        }

        return flag.Default.Fixed is { } variant
            ? EvaluationResult.Served(flag, variant, Reason.Static)
            : Split(flag, flag.Default.Rollout!, context);
    }

    private static EvaluationResult Split(CompiledFlag flag, CompiledRollout rollout, in EvaluationContext context)
    {
        if (context.UserId is { } id)
        {
            var bucket = Bucketing.Bucket(rollout.Prefix, id);
            return EvaluationResult.Served(flag, rollout.At(bucket), Reason.Split, bucket);
        }

        return rollout.Only is { } variant
            ? EvaluationResult.Served(flag, variant, Reason.Split)
            : EvaluationResult.Failed(flag, EvaluationError.TargetingKeyMissing);
    }
}
