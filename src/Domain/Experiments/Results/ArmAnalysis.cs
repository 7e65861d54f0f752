using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>One arm of one metric: what is estimated from its sums, and whether that is enough data.</summary>
internal sealed record ArmAnalysis(string Variant, ArmData Data, Outcome<ArmEstimate> Estimate, StatisticsReason? Lacks)
{
    public static ArmAnalysis Of(MetricCalculation metric, string variant, ArmData data)
    {
        var estimate = data.IsFinite ? Estimated(metric, data) : StatisticsReason.NotFinite;
        return new(variant, data, estimate, Lack(metric, data));
    }

    /// <summary>x is the denominator.</summary>
    public static bool IsRatio(MetricCalculation metric) => metric.Kind is MetricKind.Mean or MetricKind.Ratio;

    public static bool IsProportion(MetricCalculation metric) => metric.Kind is MetricKind.Proportion or MetricKind.Retention;

    /// <summary>x is the same before the exposure.</summary>
    public static bool UsesCuped(MetricCalculation metric) =>
        metric is { CupedDays: not null, Kind: MetricKind.Proportion or MetricKind.Count or MetricKind.Sum };

    public ArmResult ToResult(MetricCalculation metric, double alpha)
    {
        var estimate = Estimate.Value;
        var interval = Estimate.Then(known => Interval(metric, known, alpha));
        var isQuantile = metric.Kind == MetricKind.Quantile;
        return new(
            Variant,
            Data.Moments.Units,
            isQuantile || !double.IsFinite(Data.Sum) ? null : Data.Sum,
            Data.Conversions,
            estimate?.Mean,
            estimate?.Variance,
            estimate?.StandardError,
            interval.Value?.Low,
            interval.Value?.High,
            IsRatio(metric) && double.IsFinite(Data.Moments.SumX) ? Data.Moments.SumX : null,
            interval.Reason is { } reason ? Words.Of(reason) : null,
            isQuantile || !Data.IsFinite ? null : Inputs(metric));
    }

    private static Outcome<ArmEstimate> Estimated(MetricCalculation metric, ArmData data) => metric.Kind switch
    {
        MetricKind.Proportion or MetricKind.Retention => ArmEstimate.OfProportion(data.Moments),
        MetricKind.Count or MetricKind.Sum => ArmEstimate.OfMean(data.Moments),
        MetricKind.Mean or MetricKind.Ratio => ArmEstimate.OfRatio(data.Moments),
        _ when data.Quantile is { } values => UnitQuantile.Estimate(data.Moments.Units, values.Low, values.Point, values.High),
        _ => UnitQuantile.Ranks(data.Moments.Units, metric.Quantile ?? 0.5).Reason ?? StatisticsReason.QuantileOutOfRange,
    };

    private static StatisticsReason? Lack(MetricCalculation metric, ArmData data) => metric.Kind switch
    {
        MetricKind.Proportion or MetricKind.Retention => MinimumData.OfProportion(data.Moments.Units, data.Conversions),
        MetricKind.Count or MetricKind.Sum => MinimumData.OfMean(data.Moments.Units, MinimumData.Skewness(data.Moments, data.Cubes)),
        _ => MinimumData.OfUnits(data.Moments.Units),
    };

    private static Outcome<ArmInterval> Interval(MetricCalculation metric, ArmEstimate estimate, double alpha) =>
        IsProportion(metric) ? ArmInterval.Wilson(estimate, alpha) : ArmInterval.OfMean(estimate, alpha);

    private ArmInputs Inputs(MetricCalculation metric)
    {
        var (m, hasX) = (Data.Moments, IsRatio(metric) || UsesCuped(metric));
        return new(
            m.Units,
            Data.Sum,
            Data.SumSq,
            m.CentreY,
            m.Dy,
            m.Dyy,
            Data.Cubes,
            hasX ? m.CentreX : null,
            hasX ? m.Dx : null,
            hasX ? m.Dxx : null,
            hasX ? m.Dxy : null);
    }
}
