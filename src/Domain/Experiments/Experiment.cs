using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>
/// A comparison of a flag's variants in one environment: draft → running → stopped → archived. Immutable: a change is a new
/// value with the next version.
/// </summary>
public sealed record Experiment : ExperimentPlan, IAudited
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>As a flag's, but unique in the whole installation: requests name an experiment by it alone.</summary>
    public required string Key { get; init; }

    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    /// <summary>The flag it runs on, of the same environment. Only a draft can change it.</summary>
    public required string FlagKey { get; init; }

    public ExperimentStatus Status { get; init; }

    /// <summary>Oldest first; the last one runs while the experiment does.</summary>
    public IReadOnlyList<ExperimentRun> Runs { get; init; } = [];

    /// <summary>The variant that was made the flag's default when it was stopped; null: none.</summary>
    public string? ShippedVariant { get; init; }

    /// <summary>What was learned: at most 4000 characters.</summary>
    public string Conclusion { get; init; } = "";

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Nobody takes part any more, and never will.</summary>
    public bool IsOver => Status is ExperimentStatus.Stopped or ExperimentStatus.Archived;

    string IAudited.EntityType => "experiment";

    /// <summary>The changed state as the next version of this experiment; this experiment itself when nothing differs.</summary>
    public Experiment Update(Experiment changed, DateTimeOffset now) =>
        Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    /// <summary>Running, with this run as the last one; the one before ends where it begins.</summary>
    public Experiment Begin(ExperimentRun run) => this with { Status = ExperimentStatus.Running, Runs = [.. Ended(run.StartedAt), run] };

    /// <summary>Still running, with the last run as it is now.</summary>
    public Experiment WithRun(ExperimentRun run) => this with { Runs = [.. Runs.SkipLast(1), run] };

    /// <summary>Stopped; the last run is over.</summary>
    public Experiment Stop(string? conclusion, string? shippedVariant, DateTimeOffset now) => this with
    {
        Status = ExperimentStatus.Stopped,
        Runs = [.. Ended(now)],
        Conclusion = conclusion ?? Conclusion,
        ShippedVariant = shippedVariant,
    };

    private IEnumerable<ExperimentRun> Ended(DateTimeOffset now) => Runs.Select(run => run with { EndedAt = run.EndedAt ?? now });

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["flag_key"] = FlagKey,
        ["name"] = Name,
        ["hypothesis"] = Hypothesis,
        ["description"] = Description,
        ["arms"] = Json(Design.Arms),
        ["control"] = Design.Control,
        ["traffic_percentage"] = Design.Traffic.Percent,
        ["when"] = Json(Design.When),
        ["salt"] = Design.Salt,
        ["layer"] = Design.Layer,
        ["holdout"] = Design.Holdout,
        ["dimensions"] = Json(Design.Dimensions),
        ["metrics"] = Json(Metrics),
        ["mode"] = Json(Analysis.Mode),
        ["alpha"] = Analysis.Alpha,
        ["correction"] = Json(Analysis.Correction),
        ["planned_units"] = Analysis.PlannedUnits,
        ["planned_end"] = Json(Analysis.PlannedEnd?.ToUniversalTime()),
        ["multi_exposed"] = Json(Analysis.MultiExposed),
        ["prior_sd"] = Analysis.PriorSd,
        ["status"] = Json(Status),
        ["run"] = Runs.Count == 0 ? null : Runs[^1].Number,
        ["shipped_variant"] = ShippedVariant,
        ["conclusion"] = Conclusion,
    };

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, DomainJson.Options);
}

public enum ExperimentStatus
{
    /// <summary>Everything can be changed; nobody takes part.</summary>
    Draft,

    /// <summary>Units are randomised and exposures counted.</summary>
    Running,

    /// <summary>Nobody takes part any more; late events still count.</summary>
    Stopped,

    /// <summary>As stopped, and out of the way.</summary>
    Archived,
}

/// <summary>A time in which an experiment dealt units in one way. Results are those of one run; runs are never pooled.</summary>
public sealed record ExperimentRun
{
    /// <summary>The number that exposures are kept under; of the whole installation.</summary>
    public required long Id { get; init; }

    /// <summary>1, 2, …</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null: it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>As it dealt units, the salt filled in.</summary>
    public required ExperimentDesign Design { get; init; }

    /// <summary>How it is judged, as it was when it started.</summary>
    public required ExperimentAnalysis Analysis { get; init; }

    /// <summary>What it owned of a layer; null: it was in none.</summary>
    public LayerSlice? Slice { get; init; }

    /// <summary>What its flag carries while it runs.</summary>
    /// <param name="key">The experiment's.</param>
    public FlagExperiment OnFlag(string key) => new()
    {
        Key = key,
        Run = Id,
        Salt = Design.Salt!,
        Arms = Design.Arms,
        Traffic = Slice is null ? Design.Traffic : new(RolloutPercentage.Whole),
        Layer = Slice,
        When = Design.When,
        Dimensions = Design.Dimensions,
    };
}
