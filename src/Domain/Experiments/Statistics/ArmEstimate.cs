namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>
/// What an arm's units say of a metric: a mean, a share, a ratio or a quantile, and how uncertain it is. The mean is kept in two parts, so that the
/// difference of two arms with means close together keeps its digits.
/// </summary>
/// <param name="Units">n.</param>
/// <param name="Centre">The larger part of the mean.</param>
/// <param name="Offset">The rest of the mean.</param>
/// <param name="Variance">Of one unit (n times that of the mean); 0 when all units are equal; null below two units.</param>
public sealed record ArmEstimate(long Units, double Centre, double Offset, double? Variance)
{
    public double Mean => Centre + Offset;

    /// <summary>The square of the standard error.</summary>
    public double? VarianceOfMean => Variance / Units;

    public double? StandardError => VarianceOfMean is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>Of counts and sums per unit: v = Σ(y − ȳ)² / (n − 1).</summary>
    public static Outcome<ArmEstimate> OfMean(ArmMoments arm) =>
        Checked(arm, () => About(arm, arm.VarianceY));

    /// <summary>Of values that are 0 or 1: v = m(1 − m).</summary>
    public static Outcome<ArmEstimate> OfProportion(ArmMoments arm) =>
        Checked(arm, () => About(arm, arm.VarianceY is > 0 ? Bernoulli(arm.MeanY) : arm.VarianceY));

    /// <summary>Of Σy / Σx, by the delta method: v is the variance of (y − m x) / x̄.</summary>
    public static Outcome<ArmEstimate> OfRatio(ArmMoments arm)
    {
        if (arm.Units > 0 && arm.SumX == 0)
        {
            return StatisticsReason.ZeroBaseline;
        }

        return Checked(arm, () => new(arm.Units, 0, arm.SumY / arm.SumX, RatioVariance(arm)));
    }

    /// <summary>A mean of which only rounding is left is 0, or a lift would be divided by it.</summary>
    private static ArmEstimate About(ArmMoments arm, double? variance) =>
        arm.SumY == 0 ? new(arm.Units, 0, 0, variance) : new(arm.Units, arm.CentreY, arm.Dy / arm.Units, variance);

    private static double Bernoulli(double share) => Math.Max(0, share * (1 - share));

    private static double? RatioVariance(ArmMoments arm)
    {
        var ratio = arm.SumY / arm.SumX;
        var parts = arm.VarianceY + (ratio * ratio * arm.VarianceX);
        var variance = parts - (2 * ratio * arm.Covariance);
        return variance <= arm.Rounding * parts ? 0 : variance / (arm.MeanX * arm.MeanX);
    }

    private static Outcome<ArmEstimate> Checked(ArmMoments arm, Func<ArmEstimate> estimate)
    {
        if (arm.Units <= 0)
        {
            return StatisticsReason.NoUnits;
        }

        var made = estimate();
        return double.IsFinite(made.Mean) && double.IsFinite(made.Variance ?? 0) ? made : StatisticsReason.NotFinite;
    }
}
