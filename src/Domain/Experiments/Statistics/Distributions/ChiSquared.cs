using MathNet.Numerics;

namespace FeatureFlag.Domain.Experiments.Statistics.Distributions;

/// <summary>The χ² distribution. Relative accuracy 1e-11: docs/adr/distributions.md.</summary>
public static class ChiSquared
{
    /// <summary>P(X &gt; x), not by way of 1 − P.</summary>
    public static double UpperTail(double x, int degreesOfFreedom) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, x / 2);
}
