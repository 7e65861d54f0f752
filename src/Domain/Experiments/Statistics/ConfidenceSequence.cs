using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>
/// A test that may be looked at whenever one likes: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
/// (arXiv 2103.06476). The chance that p ever falls to alpha without a difference is alpha, over all looks together.
/// </summary>
public static class ConfidenceSequence
{
    /// <summary>Where the interval is tightest, for an experiment that has no planned sample: units of both arms.</summary>
    public const long DefaultTuningUnits = 5000;

    /// <param name="contrast">Of the two arms, as of any time.</param>
    /// <param name="alpha">The accepted share of false positives over all looks, between 0 and 1.</param>
    /// <param name="tuningUnits">
    /// Units of both arms at which the interval is tightest: the planned sample. Fixed at the start; a bad choice costs power, not validity.
    /// </param>
    public static TestResult Test(Contrast contrast, double alpha, long tuningUnits)
    {
        var information = Information(contrast.Units, alpha, tuningUnits);
        var logP = (Math.Log(information + 1) / 2) - (information / (information + 1) * contrast.Score * contrast.Score / 2);
        return TestResult.Of(contrast, Math.Exp(logP), CriticalValue(contrast.Units, alpha, tuningUnits));
    }

    /// <summary>
    /// The same to one side (equation 161 there), for an alarm that is watched all the time: p is small, and <see cref="TestResult.CiHigh"/> below 0,
    /// if the treatment is lower. Turn the contrast around (<see cref="Contrast.Negate"/>) where more is worse.
    /// </summary>
    /// <returns>Bounds of which only the upper one holds at <paramref name="alpha"/>.</returns>
    public static TestResult TestLower(Contrast contrast, double alpha, long tuningUnits)
    {
        var information = Information(contrast.Units, 2 * alpha, tuningUnits);
        var spread = Math.Sqrt(information + 1);
        var critical = Math.Sqrt(2 * (information + 1) / information * Logarithm.OnePlus(spread / (2 * alpha)));
        var exponent = information / (information + 1) * contrast.Score * contrast.Score / 2;
        var p = contrast.Difference < 0 ? spread / 2 / (Math.Exp(exponent) - 1) : 1;
        return TestResult.Of(contrast, p, critical);
    }

    /// <summary>c(N): half the interval in standard errors; at N = N* and 5 % 3.04, where one look has 1.96.</summary>
    /// <param name="units">Of both arms.</param>
    /// <param name="alpha">Between 0 and 1.</param>
    /// <param name="tuningUnits">Where the interval is tightest.</param>
    public static double CriticalValue(double units, double alpha, double tuningUnits)
    {
        var information = Information(units, alpha, tuningUnits);
        return Math.Sqrt(2 * (information + 1) / information * ((Math.Log(information + 1) / 2) - Math.Log(alpha)));
    }

    /// <summary>N ρ².</summary>
    private static double Information(double units, double alpha, double tuningUnits)
    {
        var twice = -2 * Math.Log(alpha);
        return units * (twice + Math.Log(twice + 1)) / tuningUnits;
    }
}
