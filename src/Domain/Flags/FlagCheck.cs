using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Flags;

/// <summary>Whether the parts of a flag make sense together, as far as the flag alone can tell; the places are those of the API.</summary>
public static class FlagCheck
{
    public const int BucketByMaxLength = 200;
    public const string BucketByRule = "must be \"user_id\" or the name of an attribute: 1 to 200 characters, not beginning with \"$\".";

    private static readonly HashSet<string> CheckedFields =
        ["flag_type", "value_type", "variants", "off_variant", "bucket_by", "prerequisites", "targets", "rules", "default_serve", "experiment", "holdout", "salt"];

    /// <summary>Whether a change of these fields can make a flag wrong that was right.</summary>
    public static bool Concerns(IEnumerable<string> fields) => fields.Any(CheckedFields.Contains);

    public static Problems Check(FlagDefinition flag)
    {
        var problems = new Problems();
        if (HasHoles(flag, problems))
        {
            return problems;
        }

        VariantCheck.Check(flag, problems);
        TargetingCheck.Check(flag, problems);
        FlagExperimentCheck.Check(flag, problems);
        if (!IsBucketBy(flag.BucketBy))
        {
            problems.Add("bucket_by", BucketByRule);
        }

        _ = new FlagCompiler(flag, problems);
        return problems;
    }

    public static bool IsBucketBy(string? name) =>
        name?.Length is > 0 and <= BucketByMaxLength && name[0] != '$' && !string.IsNullOrWhiteSpace(name) && Text.IsLine(name);

    /// <summary>Lists can hold null, whatever their types say: then nothing else can be looked at.</summary>
    private static bool HasHoles(FlagDefinition flag, Problems problems)
    {
        Find(flag.Variants, "variants");
        Find(flag.Prerequisites, "prerequisites");
        Find(flag.Targets, "targets");
        Find(flag.Rules, "rules");
        Find(flag.DefaultServe?.Rollout, "default_serve.rollout");
        Find(flag.Experiment?.Arms, "experiment.arms");
        for (var i = 0; i < flag.Prerequisites.Count; i++)
        {
            Find(flag.Prerequisites[i]?.Variants, $"prerequisites[{i}].variants");
        }

        for (var i = 0; i < flag.Targets.Count; i++)
        {
            Find(flag.Targets[i]?.UserIds, $"targets[{i}].user_ids");
        }

        for (var i = 0; i < flag.Rules.Count; i++)
        {
            Find(flag.Rules[i]?.Serve.Rollout, $"rules[{i}].serve.rollout");
        }

        return problems.Any;

        void Find<T>(IReadOnlyList<T>? list, string path)
            where T : class
        {
            for (var i = 0; i < list?.Count; i++)
            {
                if (list[i] is null)
                {
                    problems.Add($"{path}[{i}]", "must not be null.");
                }
            }
        }
    }
}
