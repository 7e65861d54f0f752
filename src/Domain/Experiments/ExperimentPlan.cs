using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Experiments;

/// <summary>What people decide about an experiment. Starting locks <see cref="ExperimentDesign"/> and how it is judged.</summary>
public record ExperimentPlan
{
    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>What is expected, and why: at most 4000 characters.</summary>
    public string Hypothesis { get; init; } = "";

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whom it gives what.</summary>
    public required ExperimentDesign Design { get; init; }

    /// <summary>What is measured; at least one goal to start. Each metric once.</summary>
    public IReadOnlyList<ExperimentMetric> Metrics { get; init; } = [];

    /// <summary>How it is judged.</summary>
    public ExperimentAnalysis Analysis { get; init; } = new();
}

/// <summary>Whom an experiment gives what. A change of it while it runs is a new run, except more traffic, which is safe.</summary>
public sealed record ExperimentDesign
{
    /// <summary>In bucket order, the control among them; at least two variants of the flag. Weights sum to 100 000.</summary>
    public required IReadOnlyList<VariantWeight> Arms { get; init; }

    /// <summary>The variant that the others are compared with.</summary>
    public required string Control { get; init; }

    /// <summary>The share of units that take part; within a layer, of the layer's buckets.</summary>
    public RolloutPercentage Traffic { get; init; } = new(RolloutPercentage.Whole);

    /// <summary>Who takes part; null: everybody that no target and no rule of the flag decides about.</summary>
    public Condition? When { get; init; }

    /// <summary>Null: a new one is made for each run.</summary>
    public string? Salt { get; init; }

    /// <summary>The layer it shares units in; null: none.</summary>
    public string? Layer { get; init; }

    /// <summary>The holdout that is kept out of it; null: none.</summary>
    public string? Holdout { get; init; }

    /// <summary>Attributes to break results down by, at most 10; kept with a unit's first exposure.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];
}

/// <param name="Metric">The key of a metric definition of the same environment.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Margin">As a guardrail: the relative harm that is tolerated; null: the metric's own, which must then have one.</param>
public sealed record ExperimentMetric(string Metric, MetricRole Role, double? Margin = null);

/// <summary>What a metric is for in an experiment.</summary>
public enum MetricRole
{
    /// <summary>Decides; corrected for how many there are.</summary>
    Goal,

    /// <summary>Informs.</summary>
    Secondary,

    /// <summary>Must not get worse by more than the margin.</summary>
    Guardrail,
}

/// <summary>How an experiment is judged; fixed when it starts.</summary>
public sealed record ExperimentAnalysis
{
    public AnalysisMode Mode { get; init; } = AnalysisMode.Hybrid;

    /// <summary>The share of false positives that is accepted: from 0.001 to 0.2.</summary>
    public double Alpha { get; init; } = 0.05;

    public MultipleTesting Correction { get; init; } = MultipleTesting.Holm;

    /// <summary>All arms together; the sequence is tightest there, and hybrid and fixed judge once it is reached. Null: none planned.</summary>
    public long? PlannedUnits { get; init; }

    /// <summary>When it ends at the latest; hybrid and fixed judge then too. Null: open.</summary>
    public DateTimeOffset? PlannedEnd { get; init; }

    public MultiExposedUnits MultiExposed { get; init; } = MultiExposedUnits.Exclude;

    /// <summary>Standard deviation of the prior of the lift about 0, for the Bayesian numbers; null: flat.</summary>
    public double? PriorSd { get; init; }
}

public enum AnalysisMode
{
    /// <summary>A sequence at a fifth of alpha on any day, and one look at the rest when the plan is fulfilled.</summary>
    Hybrid,

    /// <summary>A confidence sequence: valid at any time.</summary>
    Sequential,

    /// <summary>One look, when the plan is fulfilled.</summary>
    Fixed,

    /// <summary>Chance to win and expected loss; says nothing of false positives.</summary>
    Bayesian,
}

public enum MultipleTesting
{
    Holm,
    Bh,
    None,
}

/// <summary>What becomes of units that were seen in more than one variant.</summary>
public enum MultiExposedUnits
{
    Exclude,
    FirstVariant,
}
