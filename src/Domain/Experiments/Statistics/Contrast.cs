namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>A treatment compared with the control, before any level or method of testing is chosen. All tests and intervals follow from it.</summary>
/// <param name="Difference">Treatment − control, in the metric's unit; with CUPED, of the adjusted means.</param>
/// <param name="Variance">Of the difference: the square of its standard error; more than 0.</param>
/// <param name="DegreesOfFreedom">Welch–Satterthwaite; a real number, 1 or more.</param>
/// <param name="Units">Of both arms.</param>
/// <param name="Baseline">The control's mean, without CUPED, by which a lift is divided; may be negative.</param>
/// <param name="BaselineVariance">Of that mean.</param>
/// <param name="Covariance">Of the difference and the baseline; −<see cref="BaselineVariance"/> without CUPED.</param>
/// <param name="Ratio">
/// Treatment's over control's mean, without CUPED: where the delta method is linear. Infinite or no number if the baseline is 0, so not for showing.
/// </param>
public sealed record Contrast(
    double Difference,
    double Variance,
    double DegreesOfFreedom,
    long Units,
    double Baseline,
    double BaselineVariance,
    double Covariance,
    double Ratio)
{
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>The other way around: above 0 where the treatment is lower. Only the difference turns; no lift follows from it.</summary>
    public Contrast Negate() => this with { Difference = -Difference };

    /// <summary>How many standard errors the difference is.</summary>
    internal double Score => Difference / StandardError;

    internal bool IsFinite => double.IsFinite(Difference) && double.IsFinite(Variance) && double.IsFinite(DegreesOfFreedom);
}
