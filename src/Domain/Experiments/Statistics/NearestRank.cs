namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>The percentile that is one of the values (nearest rank; SQL's percentile_disc): the first in ascending order with rank ≥ n p.</summary>
public static class NearestRank
{
    /// <param name="count">n, 1 or more.</param>
    /// <param name="share">p, between 0 and 1.</param>
    /// <returns>1 to <paramref name="count"/>.</returns>
    public static long Of(long count, double share) => Math.Clamp((long)Math.Ceiling(count * share), 1, count);

    /// <summary>
    /// The cap to winsorise at: values above it count as it. Over the units of all arms together, never of each arm; the same cap for what was
    /// before the exposure.
    /// </summary>
    /// <param name="ascending">One value per unit, sorted; without the zeros if those are to be ignored.</param>
    /// <param name="share">Such as 0.999.</param>
    /// <returns>Null if there is no value.</returns>
    public static double? Cap(ReadOnlySpan<double> ascending, double share) =>
        ascending.IsEmpty ? null : ascending[(int)Of(ascending.Length, share) - 1];
}
