using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>Whether what is written of an experiment can be kept, though it may lack what starting needs; the places are those of the API.</summary>
public static class ExperimentCheck
{
    public const int MaxArms = 20;
    public const int MaxMetrics = 50;
    public const int MaxDimensions = 10;
    public const int MinPlannedUnits = 200;
    public const long MaxPlannedUnits = 1_000_000_000;
    public const double MinAlpha = 0.001;
    public const double MaxAlpha = 0.2;
    public const double MaxPriorSd = 10;

    public static Problems Check(ExperimentPlan plan)
    {
        var problems = new Problems();
        CheckArms(plan.Design, problems);
        CheckEntry(plan.Design, problems);
        CheckMetrics(plan.Metrics, problems);
        CheckAnalysis(plan.Analysis, problems);
        return problems;
    }

    /// <summary>What an attribute of a context or of an event can be called here.</summary>
    internal static bool IsAttribute(string? name) =>
        name is { Length: > 0 and <= EventCheck.AttributeMaxLength } && name[0] != '$' && !string.IsNullOrWhiteSpace(name) && Text.IsLine(name);

    private static void CheckArms(ExperimentDesign design, Problems problems)
    {
        if (design.Arms.Count > MaxArms)
        {
            problems.Add("arms", $"are {design.Arms.Count}; at most {MaxArms} are allowed.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < design.Arms.Count; i++)
        {
            if (design.Arms[i] is not { } arm)
            {
                problems.Add($"arms[{i}]", "must not be null.");
                continue;
            }

            if (!Variant.IsKey(arm.Variant))
            {
                problems.Add($"arms[{i}].variant", Variant.KeyRule);
            }
            else if (!seen.Add(arm.Variant))
            {
                problems.Add($"arms[{i}].variant", $"\"{arm.Variant}\" is an arm already. Name each variant once.");
            }

            if (arm.Weight is < 0 or > RolloutPercentage.Whole)
            {
                problems.Add($"arms[{i}].weight", $"must be a whole number from 0 to {RolloutPercentage.Whole}.");
            }
        }

        if (design.Control.Length > 0 && !Variant.IsKey(design.Control))
        {
            problems.Add("control", Variant.KeyRule);
        }
    }

    private static void CheckEntry(ExperimentDesign design, Problems problems)
    {
        if (design.When is { } when)
        {
            ConditionCompiler.Compile(when, "when", "", problems);
        }

        if (design.Salt is { } salt && (salt.Length is 0 or > Flag.SaltMaxLength || string.IsNullOrWhiteSpace(salt) || !Text.IsLine(salt)))
        {
            problems.Add("salt", $"must be 1 to {Flag.SaltMaxLength} characters on one line; null for a new one with each run.");
        }

        if (design.Layer is { } layer && !Flag.IsKey(layer))
        {
            problems.Add("layer", "must be the key of a layer; null for none.");
        }

        if (design.Holdout is { } holdout && !Flag.IsKey(holdout))
        {
            problems.Add("holdout", "must be the key of a holdout; null for none.");
        }

        if (design.Dimensions.Count > MaxDimensions || !design.Dimensions.All(IsAttribute)
            || design.Dimensions.Distinct(StringComparer.Ordinal).Count() != design.Dimensions.Count)
        {
            problems.Add("dimensions", $"must be a list of at most {MaxDimensions} names of attributes, each once, 1 to {EventCheck.AttributeMaxLength} characters, not beginning with \"$\".");
        }
    }

    private static void CheckMetrics(IReadOnlyList<ExperimentMetric> metrics, Problems problems)
    {
        if (metrics.Count > MaxMetrics)
        {
            problems.Add("metrics", $"are {metrics.Count}; at most {MaxMetrics} are allowed.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < metrics.Count; i++)
        {
            if (metrics[i] is not { } metric)
            {
                problems.Add($"metrics[{i}]", "must not be null.");
                continue;
            }

            if (!Flag.IsKey(metric.Metric))
            {
                problems.Add($"metrics[{i}].metric", "must be the key of a metric.");
            }
            else if (!seen.Add(metric.Metric))
            {
                problems.Add($"metrics[{i}].metric", $"\"{metric.Metric}\" is measured already. Name each metric once.");
            }

            Words.Check(metric.Role, $"metrics[{i}].role", problems);
            if (!MetricCheck.IsMargin(metric.Margin))
            {
                problems.Add($"metrics[{i}].margin", MetricCheck.MarginRule);
            }
            else if (metric.Margin is not null && metric.Role != MetricRole.Guardrail)
            {
                problems.Add($"metrics[{i}].margin", "must be null: only a guardrail has one.");
            }
        }
    }

    private static void CheckAnalysis(ExperimentAnalysis analysis, Problems problems)
    {
        Words.Check(analysis.Mode, "mode", problems);
        Words.Check(analysis.Correction, "correction", problems);
        Words.Check(analysis.MultiExposed, "multi_exposed", problems);
        if (analysis.Alpha is not (>= MinAlpha and <= MaxAlpha))
        {
            problems.Add("alpha", "must be 0.001 to 0.2, such as 0.05.");
        }

        if (analysis.PlannedUnits is not (null or (>= MinPlannedUnits and <= MaxPlannedUnits)))
        {
            problems.Add("planned_units", $"must be a whole number from {MinPlannedUnits} to {MaxPlannedUnits}, all arms together; null for none.");
        }

        if (analysis.PriorSd is not (null or (> 0 and <= MaxPriorSd)))
        {
            problems.Add("prior_sd", $"must be more than 0 and at most {MaxPriorSd}, such as 0.3; null for a flat prior.");
        }
    }
}
