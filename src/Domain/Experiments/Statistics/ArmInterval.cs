using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Where an arm's own value lies, for display; differences are judged by their own intervals, not by whether these overlap.</summary>
/// <param name="Low">In the metric's unit.</param>
/// <param name="High">In the metric's unit.</param>
public sealed record ArmInterval(double Low, double High)
{
    /// <summary>Of a share of units (Wilson 1927): within 0 and 1, and never without width, so that 0 of 50 does not read as "never".</summary>
    /// <param name="arm">From <see cref="ArmEstimate.OfProportion"/>.</param>
    /// <param name="alpha">One minus what the interval covers.</param>
    public static ArmInterval Wilson(ArmEstimate arm, double alpha)
    {
        var z = Normal.UpperQuantile(alpha / 2);
        var (n, share, weight) = (arm.Units, arm.Mean, z * z / arm.Units);
        var middle = (share + (weight / 2)) / (1 + weight);
        var half = z / (1 + weight) * Math.Sqrt(Math.Max(0, (share * (1 - share) / n) + (weight / n / 4)));
        return new(share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half);
    }

    /// <summary>Of a mean or a ratio, by Student's t.</summary>
    /// <param name="arm">From <see cref="ArmEstimate.OfMean"/> or <see cref="ArmEstimate.OfRatio"/>.</param>
    /// <param name="alpha">One minus what the interval covers.</param>
    /// <returns>Or fewer than two units, or no variance.</returns>
    public static Outcome<ArmInterval> OfMean(ArmEstimate arm, double alpha)
    {
        if (Welch.Unusable(arm) is { } reason)
        {
            return reason;
        }

        var half = StudentT.UpperQuantile(alpha / 2, arm.Units - 1) * arm.StandardError!.Value;
        return new ArmInterval(arm.Mean - half, arm.Mean + half);
    }
}
