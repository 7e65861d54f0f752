namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>What results are about: one run, and how it is judged.</summary>
/// <param name="Experiment">The experiment's key.</param>
/// <param name="Run">As it deals units.</param>
/// <param name="Metrics">Goals first, then secondary metrics, then guardrails.</param>
public sealed record RunSubject(string Experiment, ExperimentRun Run, IReadOnlyList<SubjectMetric> Metrics)
{
    /// <summary>Segments that decide who takes part, and when they were changed, where that was during the run.</summary>
    public IReadOnlyList<(string Segment, DateTimeOffset At)> ChangedSegments { get; init; } = [];

    public ExperimentAnalysis Analysis => Run.Analysis;

    public string Control => Run.Design.Control;

    /// <summary>The control first, then the treatments in bucket order.</summary>
    public IReadOnlyList<string> Arms { get; } =
        [Run.Design.Control, .. Run.Design.Arms.Select(arm => arm.Variant).Where(variant => variant != Run.Design.Control)];

    public int Weight(string variant) => Run.Design.Arms.First(arm => arm.Variant == variant).Weight;

    /// <summary>The plan is fulfilled: its units are there, or its end is.</summary>
    public bool IsFulfilled(long units, DateTimeOffset asOf) => units >= Analysis.PlannedUnits || asOf >= Analysis.PlannedEnd;

    /// <summary>Units of these two arms at which their sequence is tightest: their share of the plan.</summary>
    public long TuningUnits(string treatment)
    {
        if (Analysis.PlannedUnits is not { } planned)
        {
            return Statistics.ConfidenceSequence.DefaultTuningUnits;
        }

        var all = Run.Design.Arms.Sum(arm => (double)arm.Weight);
        return Math.Max(1, (long)Math.Round(planned * (Weight(Control) + Weight(treatment)) / all));
    }
}

/// <summary>A metric of an experiment.</summary>
/// <param name="Key">The metric's key.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Margin">As a guardrail: the relative harm that is tolerated.</param>
/// <param name="Calculation">Null: its definition is gone.</param>
public sealed record SubjectMetric(string Key, string Name, MetricRole Role, double? Margin, MetricCalculation? Calculation);
