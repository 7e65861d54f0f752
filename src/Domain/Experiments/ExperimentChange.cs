using System.Text.Json;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Experiments;

/// <summary>What a change of an experiment means that is not a draft any more.</summary>
public static class ExperimentChange
{
    private static readonly HashSet<string> Judging =
        ["flag_key", "mode", "alpha", "correction", "planned_units", "planned_end", "multi_exposed", "prior_sd"];

    private static readonly HashSet<string> Dealing = ["arms", "control", "traffic_percentage", "when", "salt", "layer", "holdout", "dimensions"];

    /// <summary>The fields that differ and must not: how it is judged once it has started, whom it gives what once it is over. Metrics may come.</summary>
    public static IReadOnlyList<string> Locked(Experiment before, Experiment after) =>
    [
        .. Change.Updated(before, after).Fields.Select(field => field.Key).Where(name =>
            Judging.Contains(name) || (before.IsOver && Dealing.Contains(name)) || (name == "metrics" && !OnlyAdds(before.Metrics, after.Metrics))),
    ];

    /// <summary>Whether units would be dealt in another way.</summary>
    public static bool DealsAnew(ExperimentDesign before, ExperimentDesign after) => !Same(before, after);

    /// <summary>All that differs is a larger share of units, which moves nobody who takes part.</summary>
    public static bool OnlyAddsTraffic(ExperimentDesign before, ExperimentDesign after) =>
        after.Traffic.Weight > before.Traffic.Weight && Same(before, after with { Traffic = before.Traffic });

    private static bool OnlyAdds(IReadOnlyList<ExperimentMetric> before, IReadOnlyList<ExperimentMetric> after) =>
        before.All(after.Contains) && after.Except(before).All(metric => metric.Role != MetricRole.Goal);

    /// <summary>Lists of records compare by reference.</summary>
    private static bool Same(ExperimentDesign one, ExperimentDesign other) =>
        JsonSerializer.Serialize(one, DomainJson.Options) == JsonSerializer.Serialize(other, DomainJson.Options);
}
