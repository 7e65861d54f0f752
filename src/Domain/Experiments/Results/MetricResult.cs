namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>One metric: what units of each arm did, and each treatment compared with the control.</summary>
/// <param name="Key">The metric's key.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">"proportion", "count", "sum", "mean", "ratio", "quantile" or "retention".</param>
/// <param name="Role">"goal", "secondary" or "guardrail".</param>
/// <param name="Direction">What is better: "increase" or "decrease".</param>
/// <param name="Quantile">Of a quantile; otherwise null.</param>
/// <param name="Window">Which time after the exposure counts.</param>
/// <param name="Cap">How the largest units were cut; null: nothing is.</param>
/// <param name="CupedDays">Days before the exposure that reduce variance; null: not used.</param>
/// <param name="LastEventAt">The latest event of this metric by an exposed unit, within the time that counts; null: there is none.</param>
/// <param name="Arms">In their order.</param>
/// <param name="Comparisons">One for each arm but the control.</param>
public sealed record MetricResult(
    string Key,
    string Name,
    string Kind,
    string Role,
    string Direction,
    double? Quantile,
    WindowResult Window,
    CapResult? Cap,
    int? CupedDays,
    DateTimeOffset? LastEventAt,
    IReadOnlyList<ArmResult> Arms,
    IReadOnlyList<ComparisonResult> Comparisons);

/// <summary>Which time after a unit's first exposure counts.</summary>
/// <param name="Kind">"none", "conversion" or "lookback".</param>
/// <param name="Hours">How long; null for none.</param>
/// <param name="DelayHours">How long after the exposure it begins.</param>
/// <param name="MatureOnly">Only units whose window is over.</param>
public sealed record WindowResult(string Kind, double? Hours, double DelayHours, bool MatureOnly);

/// <summary>How the largest units were cut: one limit for all arms.</summary>
/// <param name="Value">The limit; null: there are no values.</param>
/// <param name="CappedUnits">How many were above.</param>
public sealed record CapResult(double? Value, long CappedUnits);

/// <summary>What units of an arm did.</summary>
/// <param name="Variant">The arm.</param>
/// <param name="Units">How many units count for this metric; without events they count as 0.</param>
/// <param name="Sum">Of all units; of a ratio its numerator; null for a quantile.</param>
/// <param name="Conversions">Units with at least one event.</param>
/// <param name="Mean">Per unit; the share, the ratio or the quantile where the metric is one. Null with a reason.</param>
/// <param name="Variance">Of one unit; of a ratio or quantile n times that of the mean. Null with a reason.</param>
/// <param name="Se">The mean's standard error. Null with a reason.</param>
/// <param name="CiLow">1 − alpha; Wilson's of a share.</param>
/// <param name="CiHigh">1 − alpha; Wilson's of a share.</param>
/// <param name="DenominatorSum">Of a ratio or mean; otherwise null.</param>
/// <param name="Reason">Why something is null.</param>
/// <param name="Inputs">From what the rest follows; null for a quantile.</param>
public sealed record ArmResult(
    string Variant,
    long Units,
    double? Sum,
    long Conversions,
    double? Mean,
    double? Variance,
    double? Se,
    double? CiLow,
    double? CiHigh,
    double? DenominatorSum,
    string? Reason,
    ArmInputs? Inputs);

/// <summary>
/// Sums over an arm's units, from which everybody can compute the rest. y is a unit's value; x its value before the exposure (CUPED), or its denominator
/// (ratio, mean). d stands for the distance from a centre.
/// </summary>
/// <param name="N">Units.</param>
/// <param name="Sum">Σ y.</param>
/// <param name="SumSq">Σ y²; use the centred sums where values are large beside their spread.</param>
/// <param name="CentreY">What is subtracted from each y: about the arm's mean.</param>
/// <param name="Dy">Σ (y − centre).</param>
/// <param name="Dyy">Σ (y − centre)².</param>
/// <param name="Dyyy">Σ (y − centre)³.</param>
/// <param name="CentreX">What is subtracted from each x; null without x.</param>
/// <param name="Dx">Σ (x − centre); null without x.</param>
/// <param name="Dxx">Σ (x − centre)²; null without x.</param>
/// <param name="Dxy">Σ (x − centre)(y − centre); null without x.</param>
public sealed record ArmInputs(
    long N, double Sum, double SumSq, double CentreY, double Dy, double Dyy, double Dyyy, double? CentreX, double? Dx, double? Dxx, double? Dxy);
