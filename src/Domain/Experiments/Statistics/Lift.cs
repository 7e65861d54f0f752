namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>The difference as a share of the control's mean; of its size where that is negative.</summary>
/// <param name="Value">0.1 is 10 % more; null where the control's mean is 0.</param>
/// <param name="CiLow">Null where there are no bounds.</param>
/// <param name="CiHigh">Null where there are no bounds.</param>
/// <param name="Reason">Why something is null.</param>
public sealed record Lift(double? Value, double? CiLow, double? CiHigh, StatisticsReason? Reason)
{
    internal static Lift None(StatisticsReason reason) => new(null, null, null, reason);

    internal static Lift Unbounded(double value, StatisticsReason reason) => new(value, null, null, reason);
}

/// <summary>
/// The lift by turning the test of the absolute difference around (Fieller 1954): 0 lies outside exactly if that test rejects. Works for every
/// critical value, that of a confidence sequence included.
/// </summary>
public static class Fieller
{
    /// <param name="contrast">Of the two arms.</param>
    /// <param name="criticalValue">Of the test that is turned around: <see cref="TestResult.CriticalValue"/>.</param>
    public static Lift Lift(Contrast contrast, double criticalValue)
    {
        var lift = contrast.Difference / contrast.Baseline;
        if (!double.IsFinite(lift))
        {
            return Statistics.Lift.None(StatisticsReason.ZeroBaseline);
        }

        // The bounds are the roots in L of (d − L m)² = q² (var d − 2 L cov(d, m) + L² var m), divided by m².
        var sign = Math.Sign(contrast.Baseline);
        var unit = criticalValue / contrast.Baseline;
        var g = unit * unit * contrast.BaselineVariance;
        if (!(g < 1))
        {
            return Statistics.Lift.Unbounded(sign * lift, StatisticsReason.BaselineNotDistinguishableFromZero);
        }

        var middle = lift - (unit * unit * contrast.Covariance);
        var product = (lift * lift) - (unit * unit * contrast.Variance);
        var far = middle + (Math.CopySign(1, middle) * Math.Sqrt(Math.Max(0, (middle * middle) - ((1 - g) * product))));
        var (one, other) = (sign * far / (1 - g), sign * product / far); // the second root from their product: it keeps its sign
        return double.IsFinite(one) && double.IsFinite(other)
            ? new(sign * lift, Math.Min(one, other), Math.Max(one, other), null)
            : Statistics.Lift.Unbounded(sign * lift, StatisticsReason.BaselineNotDistinguishableFromZero);
    }
}

/// <summary>
/// The lift by a linear approximation, as other products show it; for comparability only. It can contradict the test: 100 against 130 of 1000
/// is significant by the absolute test and not by this.
/// </summary>
public static class DeltaMethod
{
    /// <param name="contrast">Of the two arms.</param>
    /// <param name="criticalValue">Of the test of the same level: <see cref="TestResult.CriticalValue"/>.</param>
    public static Lift Lift(Contrast contrast, double criticalValue)
    {
        var size = Math.Abs(contrast.Baseline);
        var lift = contrast.Difference / size;
        var slope = contrast.Ratio - 1;
        var variance = (contrast.Variance - (2 * slope * contrast.Covariance) + (slope * slope * contrast.BaselineVariance)) / (size * size);
        if (!double.IsFinite(lift) || !double.IsFinite(variance))
        {
            return Statistics.Lift.None(StatisticsReason.ZeroBaseline);
        }

        var half = criticalValue * Math.Sqrt(Math.Max(0, variance));
        return new(lift, lift - half, lift + half, null);
    }
}
