namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Why a number is not given. Nothing is guessed: where one of these holds, the number is null.</summary>
public enum StatisticsReason
{
    /// <summary>An arm has no units.</summary>
    NoUnits,

    /// <summary>An arm has fewer units than the method needs, or than are credible.</summary>
    TooFewUnits,

    /// <summary>Fewer than 25 units of an arm converted, or fewer than 25 did not.</summary>
    TooFewConversions,

    /// <summary>All units of an arm have the same value.</summary>
    ZeroVariance,

    /// <summary>What it would be divided by is 0: the control's mean, or the sum of a ratio's denominator.</summary>
    ZeroBaseline,

    /// <summary>The control's mean may be 0 for all that is known: a relative change has no bounds.</summary>
    BaselineNotDistinguishableFromZero,

    /// <summary>There are too few units for bounds of a quantile so near the edge.</summary>
    QuantileOutOfRange,

    /// <summary>The sums are too large for doubles, or are not numbers.</summary>
    NotFinite,
}
