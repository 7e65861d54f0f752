namespace FeatureFlag.Domain.Experiments.Statistics.Planning;

/// <summary>What is known before an experiment, and what it shall be able to find.</summary>
public sealed record PlanInput
{
    /// <summary>The metric is a share of units; its variance follows from <see cref="Baseline"/>.</summary>
    public required bool Proportion { get; init; }

    /// <summary>The control's mean: of a proportion more than 0 and less than 1; otherwise not 0.</summary>
    public required double Baseline { get; init; }

    /// <summary>Standard deviation of one unit, more than 0; not used for a proportion.</summary>
    public double? Sd { get; init; }

    /// <summary>The smallest lift worth finding: 0.05 is 5 % more, −0.05 5 % less. Not 0; a proportion must stay between 0 and 1.</summary>
    public required double Lift { get; init; }

    /// <summary>The accepted share of false positives over all treatments and goals, between 0 and 1.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance to find such a lift, between 0.5 and 1.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>Per arm, the control's first, each more than 0, in any unit; at least two.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [1, 1];

    /// <summary>How many goal metrics share <see cref="Alpha"/>.</summary>
    public int Goals { get; init; } = 1;

    /// <summary>Correlation of the metric with itself before the exposure, if CUPED is used: −1 to 1, exclusive.</summary>
    public double CupedCorrelation { get; init; }

    /// <summary>Units per day that reach the flag; null: run time is not planned.</summary>
    public double? DailyUnits { get; init; }

    /// <summary>The share of them that takes part, more than 0, at most 1.</summary>
    public double TrafficShare { get; init; } = 1;

    /// <summary>How it will be judged; fixed needs the fewest units, hybrid a few more, a sequence alone about twice as many.</summary>
    public AnalysisMode Mode { get; init; } = AnalysisMode.Fixed;
}

/// <summary>How large and how long an experiment must be.</summary>
/// <param name="PerArm">Units, in the order of the weights.</param>
/// <param name="Total">Units of all arms.</param>
/// <param name="Days">Null without daily units.</param>
/// <param name="DaysFullWeeks"><paramref name="Days"/> rounded up to whole weeks.</param>
/// <param name="Curve">What each week brings, until after the end; empty without daily units.</param>
public sealed record Plan(IReadOnlyList<long> PerArm, long Total, long? Days, long? DaysFullWeeks, IReadOnlyList<PlanWeek> Curve);

/// <param name="Week">1 is the first.</param>
/// <param name="Units">Of all arms by its end.</param>
/// <param name="Power">The chance to have found the planned lift by then, for the smallest treatment; for a sequence a lower bound.</param>
/// <param name="Lift">The smallest lift that is found with the planned power by then; null where there is none.</param>
public sealed record PlanWeek(int Week, long Units, double Power, double? Lift);
