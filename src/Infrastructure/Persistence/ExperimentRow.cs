using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>A row of <c>experiments</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class ExperimentRow
{
    public const string Select = """
        SELECT x.id, x.environment_id, e.key AS environment_key, x.key, x.flag_key, x.status, x.definition, x.shipped_variant, x.conclusion, x.version,
               x.created_at, x.updated_at
        FROM experiments x JOIN environments e ON e.id = x.environment_id

        """;

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string FlagKey { get; set; } = "";

    public string Name { get; set; } = "";

    public string Status { get; set; } = "";

    public string? LayerKey { get; set; }

    public string? HoldoutKey { get; set; }

    /// <summary>An <see cref="ExperimentPlan"/>.</summary>
    public string Definition { get; set; } = "";

    public string? ShippedVariant { get; set; }

    public string Conclusion { get; set; } = "";

    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static ExperimentRow Of(Experiment experiment) => new()
    {
        Id = experiment.Id,
        EnvironmentId = experiment.EnvironmentId,
        Key = experiment.Key,
        FlagKey = experiment.FlagKey,
        Name = experiment.Name,
        Status = Words.Of(experiment.Status),
        LayerKey = experiment.Design.Layer,
        HoldoutKey = experiment.Design.Holdout,
        Definition = JsonSerializer.Serialize<ExperimentPlan>(experiment, DomainJson.Options),
        ShippedVariant = experiment.ShippedVariant,
        Conclusion = experiment.Conclusion,
        SearchText = FlagRow.Fold($"{experiment.Key}\n{experiment.Name}"),
        Version = experiment.Version,
        CreatedAt = experiment.CreatedAt,
        UpdatedAt = experiment.UpdatedAt,
    };

    public Experiment ToExperiment(IReadOnlyList<ExperimentRun> runs)
    {
        var plan = StoredJson.Read<ExperimentPlan>(Definition, $"The experiment {Id}");
        return new()
        {
            Id = Id,
            EnvironmentId = EnvironmentId,
            EnvironmentKey = EnvironmentKey,
            Key = Key,
            FlagKey = FlagKey,
            Name = plan.Name,
            Hypothesis = plan.Hypothesis,
            Description = plan.Description,
            Design = plan.Design,
            Metrics = plan.Metrics,
            Analysis = plan.Analysis,
            Status = Enum.GetValues<ExperimentStatus>().Single(status => Words.Of(status) == Status),
            Runs = runs,
            ShippedVariant = ShippedVariant,
            Conclusion = Conclusion,
            Version = Version,
            CreatedAt = CreatedAt,
            UpdatedAt = UpdatedAt,
        };
    }
}

/// <summary>A row of <c>experiment_runs</c>; also the parameters that write it.</summary>
internal sealed class ExperimentRunRow
{
    public const string Select = "SELECT r.run, r.experiment_id, r.number, r.started_at, r.ended_at, r.definition FROM experiment_runs r ";

    public long Run { get; set; }

    public Guid ExperimentId { get; set; }

    public int Number { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>A <see cref="RunParts"/>.</summary>
    public string Definition { get; set; } = "";

    public static ExperimentRunRow Of(Experiment experiment, ExperimentRun run) => new()
    {
        Run = run.Id,
        ExperimentId = experiment.Id,
        Number = run.Number,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        Definition = JsonSerializer.Serialize(new RunParts(run.Design, run.Analysis, run.Slice), DomainJson.Options),
    };

    public ExperimentRun ToRun()
    {
        var parts = StoredJson.Read<RunParts>(Definition, $"The run {Run}");
        return new()
        {
            Id = Run,
            Number = Number,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            Design = parts.Design,
            Analysis = parts.Analysis,
            Slice = parts.Slice,
        };
    }
}

/// <summary>The parts of a run that are kept as one JSON text.</summary>
internal sealed record RunParts(ExperimentDesign Design, ExperimentAnalysis Analysis, LayerSlice? Slice = null);
