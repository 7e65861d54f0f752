using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Whether units are split as the weights say. Where they are not (sample ratio mismatch), no effect can be trusted.</summary>
/// <param name="P">Of χ² over the arms with a weight, for one look; null with a reason.</param>
/// <param name="SequentialP">Valid at every look, for what watches all the time; null with a reason.</param>
/// <param name="Observed">Units per arm.</param>
/// <param name="Expected">Units per arm by its weight; 0 without one.</param>
/// <param name="Mismatch">p is below the level, or an arm without a weight has units.</param>
/// <param name="Reason">Why p is null: no units, or fewer than 8 per arm, or only one arm has a weight.</param>
public sealed record SampleRatioResult(
    double? P,
    double? SequentialP,
    IReadOnlyList<long> Observed,
    IReadOnlyList<double> Expected,
    bool Mismatch,
    StatisticsReason? Reason);

/// <summary>The χ² test of the split, and a test of it that is valid at any time (Lindon and Malek, arXiv 2011.03567).</summary>
public static class SampleRatio
{
    /// <summary>Of p for one look. Rarer than usual, because an alarm withholds every verdict.</summary>
    public const double DefaultLevel = 0.001;

    private const int LeastUnitsPerArm = 8;

    /// <summary>How strongly the weights are believed beforehand, in units.</summary>
    private const double PriorUnits = 1000;

    /// <param name="observed">Units per arm.</param>
    /// <param name="weights">In the same order; any unit, 0 or more.</param>
    /// <param name="level">p below it is a mismatch.</param>
    public static SampleRatioResult Test(IReadOnlyList<long> observed, IReadOnlyList<double> weights, double level = DefaultLevel)
    {
        var whole = weights.Sum();
        var shares = weights.Select(weight => whole > 0 ? weight / whole : 0).ToList();
        var weighted = observed.Zip(shares, (units, share) => (Units: units, Share: share)).Where(arm => arm.Share > 0).ToList();
        var total = weighted.Sum(arm => arm.Units);
        var stray = observed.Sum() - total;
        var expected = shares.Select(share => total * share).ToList();
        if (Untestable(weighted.Count, total) is { } reason)
        {
            return new(null, null, observed, expected, stray > 0, reason);
        }

        var chiSquared = weighted.Sum(arm => Square(arm.Units - (total * arm.Share)) / (total * arm.Share));
        var p = TestResult.Probability(ChiSquared.UpperTail(chiSquared, weighted.Count - 1));
        return new(p, SequentialP(weighted, total), observed, expected, stray > 0 || p < level, null);
    }

    private static StatisticsReason? Untestable(int arms, long total) => (arms, total) switch
    {
        (_, 0) => StatisticsReason.NoUnits,
        (< 2, _) => StatisticsReason.TooFewUnits,
        _ => total < LeastUnitsPerArm * (long)arms ? StatisticsReason.TooFewUnits : null,
    };

    /// <summary>
    /// One over the Bayes factor of "any split" (Dirichlet about the weights) against "the weights", from which the large terms of ln Γ cancel.
    /// </summary>
    private static double SequentialP(List<(long Units, double Share)> arms, long total)
    {
        var all = PriorUnits + total;
        var logFactor = (Math.Log(all / PriorUnits) / 2) - Stirling.Correction(all) + Stirling.Correction(PriorUnits);
        foreach (var (units, share) in arms)
        {
            var (prior, posterior) = (PriorUnits * share, (PriorUnits * share) + units);
            logFactor += (posterior * Logarithm.OnePlus((units - (total * share)) / (all * share)))
                - (Math.Log(posterior / prior) / 2) + Stirling.Correction(posterior) - Stirling.Correction(prior);
        }

        return TestResult.Probability(Math.Exp(-logFactor));
    }

    private static double Square(double value) => value * value;
}
