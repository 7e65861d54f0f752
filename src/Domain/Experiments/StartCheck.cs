using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>What an experiment that can be kept still lacks to run; the places are those of the API.</summary>
public static class StartCheck
{
    /// <param name="experiment">Passes <see cref="ExperimentCheck"/>.</param>
    /// <param name="surroundings">What it names.</param>
    /// <param name="now">When it is to start.</param>
    public static Problems Check(Experiment experiment, ExperimentSurroundings surroundings, DateTimeOffset now)
    {
        var problems = new Problems();
        CheckFlag(experiment, surroundings.Flag, problems);
        CheckArms(experiment.Design, surroundings.Flag, problems);
        CheckTraffic(experiment.Design, problems);
        CheckLayer(experiment.Design, surroundings, problems);
        CheckHoldout(experiment.Design, surroundings, problems);
        CheckMetrics(experiment.Metrics, surroundings.Metrics, problems);
        if (!experiment.Metrics.Any(metric => metric.Role == MetricRole.Goal))
        {
            problems.Add("metrics", "must have at least one with the role \"goal\": it decides.");
        }

        CheckPlan(experiment, now, problems);
        return problems;
    }

    /// <summary>What is wrong with the metrics that are measured, whether or not it has started.</summary>
    public static void CheckMetrics(
        IReadOnlyList<ExperimentMetric> metrics, IReadOnlyDictionary<string, MetricDefinition> definitions, Problems problems)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            if (!definitions.TryGetValue(metrics[i].Metric, out var definition))
            {
                problems.Add($"metrics[{i}].metric", $"there is no metric \"{metrics[i].Metric}\" in this environment. Create it first: POST /metric-definitions.");
            }
            else if (metrics[i] is { Role: MetricRole.Guardrail, Margin: null } && definition.Margin is null)
            {
                problems.Add($"metrics[{i}].margin", "is required for a guardrail, as the metric has none itself: say which relative harm is tolerated, such as 0.02.");
            }
        }
    }

    private static void CheckFlag(Experiment experiment, Flag? flag, Problems problems)
    {
        if (flag is null)
        {
            problems.Add("flag_key", $"there is no flag \"{experiment.FlagKey}\" in \"{experiment.EnvironmentKey}\". Create it, or name another.");
        }
        else if (flag.IsArchived)
        {
            problems.Add("flag_key", $"the flag \"{flag.Key}\" is archived. Take it out of the archive first, or name another.");
        }
    }

    private static void CheckArms(ExperimentDesign design, Flag? flag, Problems problems)
    {
        if (design.Arms.Count < 2)
        {
            problems.Add("arms", "must be at least two variants of the flag, each with its weight.");
        }
        else if (design.Arms.Sum(arm => (long)arm.Weight) is var sum and not RolloutPercentage.Whole)
        {
            problems.Add("arms", $"the weights must sum to {RolloutPercentage.Whole}, not to {sum}.");
        }

        for (var i = 0; i < design.Arms.Count; i++)
        {
            var arm = design.Arms[i];
            if (flag is not null && flag.Variants.All(variant => variant.Key != arm.Variant))
            {
                problems.Add($"arms[{i}].variant", $"the flag \"{flag.Key}\" has no variant \"{arm.Variant}\". Its variants: {string.Join(", ", flag.Variants.Select(variant => variant.Key))}.");
            }

            if (arm.Weight == 0)
            {
                problems.Add($"arms[{i}].weight", "must be more than 0. Leave the arm out if nobody is to get it.");
            }
        }

        if (design.Arms.All(arm => arm.Variant != design.Control))
        {
            problems.Add("control", "must be one of the arms: the one that the others are compared with.");
        }
    }

    private static void CheckTraffic(ExperimentDesign design, Problems problems)
    {
        if (design.Traffic.Weight == 0)
        {
            problems.Add("traffic_percentage", "must be more than 0, or nobody takes part.");
        }
        else if (design.Layer is not null && LayerAllocation.BucketsOf(design.Traffic) is null)
        {
            problems.Add("traffic_percentage", "must have at most 2 decimals in a layer, which has 10000 buckets.");
        }
    }

    private static void CheckLayer(ExperimentDesign design, ExperimentSurroundings surroundings, Problems problems)
    {
        if (design.Layer is not { } key)
        {
            return;
        }

        if (surroundings.Layer is not { } layer)
        {
            problems.Add("layer", $"there is no layer \"{key}\" in this environment. Create it first: POST /layers.");
        }
        else if (surroundings.Flag is { } flag && flag.BucketBy != layer.BucketBy)
        {
            problems.Add("layer", $"the layer \"{key}\" hashes \"{layer.BucketBy}\", the flag \"{flag.Key}\" buckets by \"{flag.BucketBy}\": they must go by the same.");
        }
    }

    private static void CheckHoldout(ExperimentDesign design, ExperimentSurroundings surroundings, Problems problems)
    {
        if (design.Holdout is not { } key)
        {
            return;
        }

        if (surroundings.Holdout is not { } holdout)
        {
            problems.Add("holdout", $"there is no holdout \"{key}\" in this environment. Create it first: POST /holdouts.");
            return;
        }

        if (surroundings.Flag is { } flag && flag.BucketBy != holdout.BucketBy)
        {
            problems.Add("holdout", $"the holdout \"{key}\" hashes \"{holdout.BucketBy}\", the flag \"{flag.Key}\" buckets by \"{flag.BucketBy}\": they must go by the same.");
        }

        if (surroundings.LinkedHoldout is { } linked && linked.Key != key)
        {
            problems.Add("holdout", $"the flag is in the holdout \"{linked.Key}\" already, and can be in one only. Name that one or none, or take the flag out of it: PUT /holdouts/{linked.Key}.");
        }
    }

    private static void CheckPlan(Experiment experiment, DateTimeOffset now, Problems problems)
    {
        var analysis = experiment.Analysis;
        if (analysis is { Mode: AnalysisMode.Fixed, PlannedUnits: null, PlannedEnd: null })
        {
            problems.Add("planned_units", "or planned_end is required: in the mode \"fixed\" there is one look, when the plan is fulfilled.");
        }

        if (experiment.Status == ExperimentStatus.Draft && analysis is { Mode: AnalysisMode.Hybrid or AnalysisMode.Sequential, Correction: MultipleTesting.Bh })
        {
            problems.Add("correction", "must be \"holm\" or \"none\": that Benjamini–Hochberg holds at any number of looks is not known. It goes with the mode \"fixed\".");
        }

        if (experiment.Status == ExperimentStatus.Draft && analysis.PlannedEnd <= now)
        {
            problems.Add("planned_end", "must be in the future.");
        }
    }
}

/// <summary>What an experiment names, as far as its environment has it.</summary>
/// <param name="Flag">The flag it runs on.</param>
/// <param name="Metrics">Metric definitions, by key.</param>
/// <param name="Layer">The layer of its design.</param>
/// <param name="Holdout">The holdout of its design.</param>
/// <param name="LinkedHoldout">The holdout that names the flag itself.</param>
public sealed record ExperimentSurroundings(
    Flag? Flag, IReadOnlyDictionary<string, MetricDefinition> Metrics, Layer? Layer, Holdout? Holdout, Holdout? LinkedHoldout);
