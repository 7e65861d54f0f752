namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>A two-sided test of "no difference", and the interval that says the same: p is at most alpha exactly if 0 lies outside.</summary>
/// <param name="P">More than 0, at most 1; what is too small for a double is given as 2.2e-308.</param>
/// <param name="CriticalValue">Half the interval, in standard errors. <see cref="Fieller"/> takes it for the interval of the lift.</param>
/// <param name="CiLow">In the metric's unit.</param>
/// <param name="CiHigh">In the metric's unit.</param>
public sealed record TestResult(double P, double CriticalValue, double CiLow, double CiHigh)
{
    private const double Smallest = 2.2250738585072014e-308;

    internal static TestResult Of(Contrast contrast, double p, double criticalValue)
    {
        var half = criticalValue * contrast.StandardError;
        return new(Probability(p), criticalValue, contrast.Difference - half, contrast.Difference + half);
    }

    internal static double Probability(double p) => Math.Clamp(p, Smallest, 1);
}
