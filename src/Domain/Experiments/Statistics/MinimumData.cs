namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>From when on an effect is believable enough to show a verdict. Validity does not depend on it, credibility does.</summary>
public static class MinimumData
{
    public const int UnitsPerArm = 100;

    /// <summary>And as many that did not convert.</summary>
    public const int ConversionsPerArm = 25;

    /// <summary>Before it there is no verdict.</summary>
    public static readonly TimeSpan Verdict = TimeSpan.FromDays(1);

    /// <summary>Before it nothing is recommended to be shipped: weekdays differ.</summary>
    public static readonly TimeSpan Ship = TimeSpan.FromDays(7);

    private const double UnitsPerSquaredSkewness = 355;

    /// <summary>What an arm of any metric lacks; null: nothing.</summary>
    public static StatisticsReason? OfUnits(long units) => units switch
    {
        <= 0 => StatisticsReason.NoUnits,
        < UnitsPerArm => StatisticsReason.TooFewUnits,
        _ => null,
    };

    /// <summary>What an arm of a proportion lacks; null: nothing.</summary>
    public static StatisticsReason? OfProportion(long units, double conversions) =>
        OfUnits(units) ?? (Math.Min(conversions, units - conversions) < ConversionsPerArm ? StatisticsReason.TooFewConversions : null);

    /// <summary>What an arm of a mean lacks: the more skewed, the more units until means are normal (Kohavi 2014). Null: nothing.</summary>
    /// <param name="units">n.</param>
    /// <param name="skewness">From <see cref="Skewness"/>; null where it is not known, which refuses nothing.</param>
    public static StatisticsReason? OfMean(long units, double? skewness) =>
        OfUnits(units) ?? (Math.Abs(skewness ?? 0) > 1 && units < UnitsPerSquaredSkewness * skewness * skewness ? StatisticsReason.TooFewUnits : null);

    /// <summary>Third central moment over the third power of the standard deviation.</summary>
    /// <param name="arm">With the moments of y.</param>
    /// <param name="cubes">Σ (y − centre)³, about the centre of <paramref name="arm"/>.</param>
    /// <returns>Null without variance.</returns>
    public static double? Skewness(ArmMoments arm, double cubes)
    {
        if (arm.VarianceY is not > 0)
        {
            return null;
        }

        var (mean, square) = (arm.Dy / arm.Units, arm.Dyy / arm.Units);
        var variance = square - (mean * mean);
        var skewness = ((cubes / arm.Units) - (3 * mean * square) + (2 * mean * mean * mean)) / Math.Pow(variance, 1.5);
        return double.IsFinite(skewness) ? skewness : null;
    }
}
