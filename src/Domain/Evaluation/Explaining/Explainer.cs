using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Explaining;

/// <summary>
/// Says why a flag answers as it does. Not for every request: it looks at all steps, also those behind the one that
/// decided, and keeps what it saw. What decides is asked of the evaluator itself.
/// </summary>
public static class Explainer
{
    /// <summary>What tracing may look up beyond what evaluation may: it asks for the same things again, step by step.</summary>
    private const int LookupsOfTracing = 100_000;

    /// <param name="snapshot">Where other flags and segments are looked up.</param>
    /// <param name="definition">A flag of the snapshot, or a draft.</param>
    /// <param name="context">Who is asking.</param>
    /// <param name="result">What evaluation answers.</param>
    public static Explanation Explain(
        EnvironmentSnapshot snapshot, FlagDefinition definition, in EvaluationContext context, out EvaluationResult result)
    {
        var flag = new CompiledFlag(definition);
        result = Evaluator.Evaluate(snapshot, flag, context);
        var effort = new EvaluationEffort { Lookups = -LookupsOfTracing };
        var scope = new EvaluationScope(snapshot, context, ref effort);
        var conditions = new ConditionExplainer(definition.Salt);
        return new()
        {
            DecidedBy = DecidedBy(flag, result),
            OffVariant = flag.Off.Key,
            Prerequisites = Prerequisites(flag, scope),
            Holdout = flag.IsValid ? ExperimentExplainer.Explain(definition, flag.Holdout, context) : null,
            TargetVariant = context.UserId is { } id && flag.Targets is { } targets && targets.TryGetValue(id, out var own) ? own.Key : null,
            Rules = flag.IsValid ? Rules(definition, flag, result, conditions, scope) : [],
            Experiment = flag.IsValid ? ExperimentExplainer.Explain(definition, flag.Experiment, scope) : null,
            Default = flag.IsValid ? Serve(flag.Default, (definition.Salt, definition.BucketBy), context) : null,
        };
    }

    private static Decision DecidedBy(CompiledFlag flag, in EvaluationResult result) => result.Reason switch
    {
        Reason.Disabled => flag.IsArchived ? Decision.Archived : Decision.Disabled,
        Reason.PrerequisiteFailed => result.HeldOutBy is null ? Decision.Prerequisite : Decision.Holdout,
        Reason.Error when result.Error == EvaluationError.FlagInvalid => Decision.Invalid,
        _ when result.Rule is not null => Decision.Rule,
        _ when result.Experiment is not null => Decision.Experiment,
        Reason.TargetingMatch => Decision.Target,
        _ => Decision.Default,
    };

    private static List<PrerequisiteTrace> Prerequisites(CompiledFlag flag, in EvaluationScope scope)
    {
        var traces = new List<PrerequisiteTrace>();
        foreach (var prerequisite in flag.Prerequisites)
        {
            if (scope.Snapshot.Find(prerequisite.FlagKey) is not { } other || !scope.TryEnter(out var inner))
            {
                traces.Add(new(prerequisite.FlagKey, prerequisite.Variants, null, false, "There is no such flag in this environment"));
                continue;
            }

            var served = Evaluator.Evaluate(other, inner);
            traces.Add(new(prerequisite.FlagKey, prerequisite.Variants, served.Variant!.Key, prerequisite.IsMetBy(served), ReasonSentence.Of(served)));
        }

        return traces;
    }

    private static List<RuleTrace> Rules(
        FlagDefinition definition, CompiledFlag flag, in EvaluationResult result, ConditionExplainer conditions, in EvaluationScope scope)
    {
        var traces = new List<RuleTrace>();
        foreach (var (rule, compiled) in definition.Rules.Zip(flag.Rules))
        {
            var when = conditions.Explain(rule.When, scope);
            traces.Add(new(rule.Id, rule.Name, when.Matched, result.Rule == compiled, when, Serve(compiled.Serve, (definition.Salt, definition.BucketBy), scope.Context)));
        }

        return traces;
    }

    private static ServeTrace Serve(CompiledServe serve, (string Salt, string BucketBy) hashing, in EvaluationContext context) =>
        serve.Fixed is { } variant ? new() { Variant = variant.Key } : Split(serve.Rollout!, hashing, context);

    internal static ServeTrace Split(CompiledRollout rollout, (string Salt, string BucketBy) hashing, in EvaluationContext context)
    {
        var id = rollout.Key.IdOf(context);
        int? bucket = id is null ? null : rollout.Key.Bucket(context);
        return new()
        {
            Variant = (bucket is { } known ? rollout.At(known) : rollout.Only)?.Key,
            Rollout = new(
                hashing.BucketBy,
                id is null ? null : $"{hashing.Salt}:{id}",
                bucket,
                [.. rollout.Ranges.Select(range => new BucketRange(range.Variant.Key, range.Start, range.End - 1))]),
        };
    }
}
