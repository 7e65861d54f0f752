using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Which of an arm's units in ascending order are needed for a quantile; 1 is the smallest.</summary>
/// <param name="Low">The rank at the lower bound.</param>
/// <param name="Point">The quantile's own rank.</param>
/// <param name="High">The rank at the upper bound.</param>
public sealed record QuantileRanks(long Low, long Point, long High);

/// <summary>
/// A quantile over units and its error, from three units of the sorted ones (Deng, Knoblich and Lu, arXiv 1803.06336): the values at
/// ν ± z√(ν(1 − ν)/n) are 2z standard errors apart.
/// </summary>
public static class UnitQuantile
{
    /// <summary>Of the bounds that the error is read from, whatever level is tested at later.</summary>
    private static readonly double Z = Normal.UpperQuantile(0.025);

    /// <param name="units">n.</param>
    /// <param name="quantile">ν: more than 0, less than 1.</param>
    /// <returns>Or no units, or a quantile out of range: P99 needs 381 units.</returns>
    public static Outcome<QuantileRanks> Ranks(long units, double quantile)
    {
        if (units <= 0)
        {
            return StatisticsReason.NoUnits;
        }

        var least = Z * Z * Math.Max(quantile / (1 - quantile), (1 - quantile) / quantile);
        if (!(units > least))
        {
            return StatisticsReason.QuantileOutOfRange;
        }

        var reach = Z * Math.Sqrt(quantile * (1 - quantile) / units);
        return new QuantileRanks(
            NearestRank.Of(units, quantile - reach), NearestRank.Of(units, quantile), NearestRank.Of(units, quantile + reach));
    }

    /// <param name="units">n.</param>
    /// <param name="low">The value at <see cref="QuantileRanks.Low"/>.</param>
    /// <param name="point">The value at <see cref="QuantileRanks.Point"/>.</param>
    /// <param name="high">The value at <see cref="QuantileRanks.High"/>.</param>
    /// <returns>For <see cref="Welch.Compare"/>.</returns>
    public static Outcome<ArmEstimate> Estimate(long units, double low, double point, double high)
    {
        var error = (high - low) / (2 * Z);
        var variance = units * error * error;
        return double.IsFinite(point) && double.IsFinite(variance)
            ? new ArmEstimate(units, 0, point, variance)
            : StatisticsReason.NotFinite;
    }
}
