using System.ComponentModel;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Experiments;

/// <summary>A comparison of a flag's variants in one environment.</summary>
public sealed record ExperimentResponse : IVersioned
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What requests name it by; unique in the whole installation.</summary>
    public required string Key { get; init; }

    /// <summary>Where it is.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>Where it is.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>The flag it runs on.</summary>
    public required string FlagKey { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>What is expected, and why.</summary>
    public required string Hypothesis { get; init; }

    /// <summary>For people.</summary>
    public required string Description { get; init; }

    /// <summary>"draft", "running", "stopped" or "archived".</summary>
    public required ExperimentStatus Status { get; init; }

    /// <summary>In bucket order; weights sum to 100000.</summary>
    public required IReadOnlyList<VariantWeight> Arms { get; init; }

    /// <summary>The variant that the others are compared with; "" in a draft that has none yet.</summary>
    public required string Control { get; init; }

    /// <summary>The share of units that take part; within a layer, of the layer's buckets.</summary>
    public required decimal TrafficPercentage { get; init; }

    /// <summary>Who takes part; null: everybody that no target and no rule of the flag decides about.</summary>
    public required Condition? When { get; init; }

    /// <summary>The salt that was asked for; null: each run gets one. Which salt a run has stands in the run.</summary>
    public required string? Salt { get; init; }

    /// <summary>The layer it shares units in; null: none.</summary>
    public required string? Layer { get; init; }

    /// <summary>The holdout that is kept out of it; null: none.</summary>
    public required string? Holdout { get; init; }

    /// <summary>Attributes to break results down by.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>What is measured.</summary>
    public required IReadOnlyList<ExperimentMetric> Metrics { get; init; }

    /// <summary>How it is judged.</summary>
    public required AnalysisMode Mode { get; init; }

    /// <summary>The share of false positives that is accepted.</summary>
    public required double Alpha { get; init; }

    /// <summary>How goals are corrected for how many there are.</summary>
    public required MultipleTesting Correction { get; init; }

    /// <summary>How many units are planned, all arms together; null: none.</summary>
    public required long? PlannedUnits { get; init; }

    /// <summary>When it ends at the latest; null: open.</summary>
    public required DateTimeOffset? PlannedEnd { get; init; }

    /// <summary>What becomes of units that were seen in more than one variant.</summary>
    public required MultiExposedUnits MultiExposed { get; init; }

    /// <summary>Standard deviation of the prior of the lift; null: flat.</summary>
    public required double? PriorSd { get; init; }

    /// <summary>Oldest first; the last one runs while the experiment does.</summary>
    public required IReadOnlyList<ExperimentRunResponse> Runs { get; init; }

    /// <summary>What the latest stored results of the last run recommend; null: none are stored yet.</summary>
    public required ExperimentVerdict? Verdict { get; init; }

    /// <summary>The variant that was made the flag's default when it was stopped; null: none.</summary>
    public required string? ShippedVariant { get; init; }

    /// <summary>What was learned.</summary>
    public required string Conclusion { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static ExperimentResponse Of(Experiment experiment, ExperimentVerdict? verdict) => new()
    {
        Id = experiment.Id,
        Key = experiment.Key,
        EnvironmentId = experiment.EnvironmentId,
        EnvironmentKey = experiment.EnvironmentKey,
        FlagKey = experiment.FlagKey,
        Name = experiment.Name,
        Hypothesis = experiment.Hypothesis,
        Description = experiment.Description,
        Status = experiment.Status,
        Arms = experiment.Design.Arms,
        Control = experiment.Design.Control,
        TrafficPercentage = experiment.Design.Traffic.Percent,
        When = experiment.Design.When,
        Salt = experiment.Design.Salt,
        Layer = experiment.Design.Layer,
        Holdout = experiment.Design.Holdout,
        Dimensions = experiment.Design.Dimensions,
        Metrics = experiment.Metrics,
        Mode = experiment.Analysis.Mode,
        Alpha = experiment.Analysis.Alpha,
        Correction = experiment.Analysis.Correction,
        PlannedUnits = experiment.Analysis.PlannedUnits,
        PlannedEnd = experiment.Analysis.PlannedEnd,
        MultiExposed = experiment.Analysis.MultiExposed,
        PriorSd = experiment.Analysis.PriorSd,
        Runs = [.. experiment.Runs.Select(ExperimentRunResponse.Of)],
        Verdict = verdict,
        ShippedVariant = experiment.ShippedVariant,
        Conclusion = experiment.Conclusion,
        Version = experiment.Version,
        CreatedAt = experiment.CreatedAt,
        UpdatedAt = experiment.UpdatedAt,
    };
}

/// <summary>A time in which an experiment dealt units in one way. Results are those of one run.</summary>
public sealed record ExperimentRunResponse
{
    /// <summary>1, 2, …</summary>
    public required int Number { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null: it goes on.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>In bucket order; weights sum to 100000.</summary>
    public required IReadOnlyList<VariantWeight> Arms { get; init; }

    /// <summary>The variant that the others were compared with.</summary>
    public required string Control { get; init; }

    /// <summary>The share of units that took part; it may have grown.</summary>
    public required decimal TrafficPercentage { get; init; }

    /// <summary>Who took part; null: everybody.</summary>
    public required Condition? When { get; init; }

    /// <summary>Hashed before the unit to choose the arm; of this run alone.</summary>
    public required string Salt { get; init; }

    /// <summary>The layer it was in; null: none.</summary>
    public required string? Layer { get; init; }

    /// <summary>The buckets of the layer that it owned; empty without a layer.</summary>
    public required IReadOnlyList<LayerRange> LayerRanges { get; init; }

    /// <summary>The holdout that was kept out; null: none.</summary>
    public required string? Holdout { get; init; }

    internal static ExperimentRunResponse Of(ExperimentRun run) => new()
    {
        Number = run.Number,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Arms = run.Design.Arms,
        Control = run.Design.Control,
        TrafficPercentage = run.Design.Traffic.Percent,
        When = run.Design.When,
        Salt = run.Design.Salt ?? "",
        Layer = run.Design.Layer,
        LayerRanges = run.Slice?.Ranges ?? [],
        Holdout = run.Design.Holdout,
    };
}

/// <summary>How an experiment ends.</summary>
public sealed record StopRequest
{
    /// <summary>What was learned: at most 4000 characters. Absent: what was written before stays.</summary>
    public string? Conclusion { get; init; }

    /// <summary>The arm that becomes the flag's default_serve. Absent or null: the flag stays as it is.</summary>
    public string? ShipVariant { get; init; }
}

/// <summary>Which experiments to list; absent fields do not filter.</summary>
public sealed record ExperimentListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "flag_key")]
    [Description("Only those on flags of this key.")]
    public string? FlagKey { get; init; }

    [FromQuery(Name = "status")]
    [Description("\"draft\", \"running\", \"stopped\" or \"archived\".")]
    public string? Status { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }
}
