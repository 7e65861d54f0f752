using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Two means with variances of their own (Welch 1947): one look, at a time chosen before.</summary>
public static class Welch
{
    /// <returns>Or no units, fewer than two, no variance, or sums too large.</returns>
    public static Outcome<Contrast> Compare(ArmEstimate control, ArmEstimate treatment)
    {
        if (Unusable(control, treatment) is { } reason)
        {
            return reason;
        }

        var (a, b) = (control.VarianceOfMean!.Value, treatment.VarianceOfMean!.Value);
        var contrast = new Contrast(
            (treatment.Centre - control.Centre) + (treatment.Offset - control.Offset),
            a + b,
            DegreesOfFreedom(a, control.Units, b, treatment.Units),
            control.Units + treatment.Units,
            control.Mean,
            a,
            -a,
            treatment.Mean / control.Mean);
        return contrast.IsFinite ? contrast : StatisticsReason.NotFinite;
    }

    /// <param name="contrast">From <see cref="Compare"/> or <see cref="Cuped"/>.</param>
    /// <param name="alpha">The accepted share of false positives, between 0 and 1.</param>
    public static TestResult Test(Contrast contrast, double alpha) => TestResult.Of(
        contrast,
        2 * StudentT.UpperTail(Math.Abs(contrast.Score), contrast.DegreesOfFreedom),
        StudentT.UpperQuantile(alpha / 2, contrast.DegreesOfFreedom));

    /// <param name="a">Variance of one mean.</param>
    /// <param name="unitsA">Two or more.</param>
    /// <param name="b">Variance of the other.</param>
    /// <param name="unitsB">Two or more.</param>
    internal static double DegreesOfFreedom(double a, long unitsA, double b, long unitsB)
    {
        var share = a / (a + b); // shares, because the squares of small variances would underflow
        return 1 / ((share * share / (unitsA - 1)) + ((1 - share) * (1 - share) / (unitsB - 1)));
    }

    internal static StatisticsReason? Unusable(params ReadOnlySpan<ArmEstimate> arms)
    {
        foreach (var arm in arms)
        {
            if (arm.VarianceOfMean is not > 0)
            {
                return arm.Units < 2 ? StatisticsReason.TooFewUnits : StatisticsReason.ZeroVariance;
            }
        }

        return null;
    }
}
