using MathNet.Numerics;

namespace FeatureFlag.Domain.Experiments.Statistics.Distributions;

/// <summary>The standard normal distribution. Relative accuracy 1e-12 wherever doubles reach: docs/adr/distributions.md.</summary>
public static class Normal
{
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-x * x / 2);

    /// <summary>P(X &lt;= x). For large x use <see cref="UpperTail"/>, which does not round to 1.</summary>
    public static double Cumulative(double x) => UpperTail(-x);

    /// <summary>P(X &gt; x), not by way of 1 − P.</summary>
    public static double UpperTail(double x) => SpecialFunctions.Erfc(x / Constants.Sqrt2) / 2;

    /// <summary>The x that <paramref name="tail"/> of the distribution lies above; more than 0 and less than 1.</summary>
    public static double UpperQuantile(double tail) => Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * tail);
}
