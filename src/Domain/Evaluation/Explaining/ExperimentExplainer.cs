using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Explaining;

/// <summary>Says where a context stands in the holdout and in the experiment of a flag.</summary>
internal static class ExperimentExplainer
{
    public static HoldoutTrace? Explain(FlagDefinition flag, CompiledHoldout? holdout, in EvaluationContext context)
    {
        if (holdout is null)
        {
            return null;
        }

        var (start, end) = holdout.Measured;
        var ranges = Ranges([("held_out", start), ("measured", end), ("others", Bucketing.Buckets)]);
        return new(holdout.Key, holdout.GroupOf(context) == HoldoutGroup.HeldOut, Place(holdout.BucketKey, (flag.Holdout!.Salt, flag.BucketBy), ranges, context));
    }

    public static ExperimentTrace? Explain(FlagDefinition flag, CompiledExperiment? experiment, in EvaluationScope scope)
    {
        if (experiment is null || flag.Experiment is not { } definition)
        {
            return null;
        }

        var entry = Place(experiment.Entry, (definition.EntrySalt, flag.BucketBy), Entry(definition), scope.Context);
        var when = definition.When is { } condition ? new ConditionExplainer(definition.WhenSalt).Explain(condition, scope) : null;
        return new(
            experiment.Key,
            entry.Bucket is { } bucket && experiment.Admits(bucket) && when is not { Matched: false },
            definition.Layer?.Key,
            entry,
            when,
            Explainer.Split(experiment.Arms, (definition.Salt, flag.BucketBy), scope.Context));
    }

    private static List<NamedRange> Entry(FlagExperiment experiment) =>
        Ranges([.. experiment.Admitted.SelectMany(range => new[] { ("out", range.Start), ("in", range.End) }), ("out", Bucketing.Buckets)]);

    /// <param name="ends">Names in order of their buckets, each with the first bucket behind it.</param>
    private static List<NamedRange> Ranges(IEnumerable<(string Name, int End)> ends)
    {
        var (ranges, start) = (new List<NamedRange>(), 0);
        foreach (var (name, end) in ends.Where(range => range.End > 0))
        {
            if (end > start)
            {
                ranges.Add(new(name, start, end - 1));
            }

            start = end;
        }

        return ranges;
    }

    private static BucketTrace Place(BucketKey key, (string Salt, string BucketBy) hashing, IReadOnlyList<NamedRange> ranges, in EvaluationContext context)
    {
        var unit = key.UnitOf(context);
        return new(hashing.BucketBy, unit is null ? null : $"{hashing.Salt}:{unit}", unit is null ? null : key.Bucket(context, unit), ranges);
    }
}
