namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>How one comparison came to be, day by day.</summary>
/// <param name="Metric">The metric's key.</param>
/// <param name="Treatment">The arm that is compared with the control.</param>
/// <param name="Run">Which run of the experiment.</param>
/// <param name="Points">As of each midnight (UTC) since the start, and as of the latest instant; what was not computed yet is missing.</param>
/// <param name="Daily">New units per day (UTC) and arm.</param>
public sealed record ResultsTimeseries(string Metric, string Treatment, int Run, IReadOnlyList<TimeseriesPoint> Points, IReadOnlyList<DailyUnits> Daily);

/// <summary>All data up to an instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Arms">The control and the treatment.</param>
/// <param name="Diff">The difference; null: unknown.</param>
/// <param name="CiLow">1 − alpha, for one look.</param>
/// <param name="CiHigh">1 − alpha, for one look.</param>
/// <param name="SeqCiLow">Valid at any number of looks.</param>
/// <param name="SeqCiHigh">Valid at any number of looks.</param>
/// <param name="P">Of one look.</param>
/// <param name="SeqP">Of the sequence: the smallest up to then.</param>
/// <param name="Lift">The difference as a share of the control's mean.</param>
/// <param name="RelCiLow">1 − alpha, for one look.</param>
/// <param name="RelCiHigh">1 − alpha, for one look.</param>
/// <param name="SeqRelCiLow">Valid at any number of looks.</param>
/// <param name="SeqRelCiHigh">Valid at any number of looks.</param>
/// <param name="ChanceToWin">That the treatment is better.</param>
public sealed record TimeseriesPoint(
    DateTimeOffset AsOf,
    IReadOnlyList<TimeseriesArm> Arms,
    double? Diff,
    double? CiLow,
    double? CiHigh,
    double? SeqCiLow,
    double? SeqCiHigh,
    double? P,
    double? SeqP,
    double? Lift,
    double? RelCiLow,
    double? RelCiHigh,
    double? SeqRelCiLow,
    double? SeqRelCiHigh,
    double? ChanceToWin)
{
    /// <returns>Null where the metric was not computed then.</returns>
    public static TimeseriesPoint? Of(ExperimentResults results, string metric, string control, string treatment)
    {
        if (results.Metrics.FirstOrDefault(other => other.Key == metric) is not { } found
            || found.Comparisons.FirstOrDefault(other => other.Treatment == treatment) is not { } comparison)
        {
            return null;
        }

        var (absolute, relative, sequential) = (comparison.Absolute, comparison.Relative, comparison.Sequential);
        return new(
            results.AsOf,
            [.. found.Arms.Where(arm => arm.Variant == control || arm.Variant == treatment).Select(arm => new TimeseriesArm(arm.Variant, arm.Units, arm.Sum, arm.Mean))],
            absolute?.Diff,
            absolute?.CiLow,
            absolute?.CiHigh,
            sequential?.CiLow,
            sequential?.CiHigh,
            comparison.P,
            sequential?.PMin,
            relative?.Lift,
            relative?.CiLow,
            relative?.CiHigh,
            sequential?.RelCiLow,
            sequential?.RelCiHigh,
            comparison.Bayes?.ChanceToWin);
    }
}

/// <summary>An arm as of an instant.</summary>
/// <param name="Variant">The arm.</param>
/// <param name="Units">Units that count for the metric.</param>
/// <param name="Sum">Null for a quantile.</param>
/// <param name="Mean">Null: unknown.</param>
public sealed record TimeseriesArm(string Variant, long Units, double? Sum, double? Mean);

/// <summary>Units that were first seen on a day.</summary>
/// <param name="Day">In UTC.</param>
/// <param name="Arms">All arms.</param>
public sealed record DailyUnits(DateOnly Day, IReadOnlyList<DailyArm> Arms);

/// <summary>An arm on a day.</summary>
/// <param name="Variant">The arm.</param>
/// <param name="Units">Units first seen on that day that count.</param>
public sealed record DailyArm(string Variant, long Units);

/// <summary>
/// Results by the value that an attribute had at a unit's first exposure. Exploratory: p are corrected over all values, goals and treatments, apart from the
/// overall view. Not valid for attributes that the treatment itself can change.
/// </summary>
/// <param name="Dimension">The attribute.</param>
/// <param name="Run">Which run of the experiment.</param>
/// <param name="AsOf">As of when.</param>
/// <param name="Rows">The 20 values with the most units, then the rest together, then units without the attribute.</param>
public sealed record ResultsBreakdown(string Dimension, int Run, DateTimeOffset AsOf, IReadOnlyList<BreakdownRow> Rows);

/// <summary>Units with one value.</summary>
/// <param name="Value">As text; null for the rest and for units without it.</param>
/// <param name="Kind">"value", "other" (the rest) or "none" (without it).</param>
/// <param name="Units">Units that count.</param>
/// <param name="Srm">Whether they are split as the weights say.</param>
/// <param name="Metrics">As in the overall view.</param>
public sealed record BreakdownRow(string? Value, string Kind, long Units, SplitHealth Srm, IReadOnlyList<MetricResult> Metrics)
{
    public const string OfValue = "value";
    public const string OfRest = "other";
    public const string WithoutIt = "none";

    public static IReadOnlyList<string> Kinds { get; } = [OfValue, OfRest, WithoutIt];
}
