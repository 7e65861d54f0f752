namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>
/// The sequence at a fifth of alpha on any day, or one look at the other four fifths when the planned sample is reached: no more false positives
/// than alpha by the union bound, and almost the power of one look.
/// </summary>
public static class Hybrid
{
    /// <summary>Of alpha, what the sequence spends; the look at the end spends the rest.</summary>
    public const double SequenceShare = 0.2;

    /// <summary>The sequence's share of alpha as a person would write it: 0.01 of 0.05, where doubles say 0.010000000000000002.</summary>
    public static double SequenceAlpha(double alpha) => (double)((decimal)alpha * (decimal)SequenceShare);

    /// <param name="contrast">Of the two arms, as of any time.</param>
    /// <param name="alpha">The accepted share of false positives, between 0 and 1.</param>
    /// <param name="tuningUnits">As in <see cref="ConfidenceSequence.Test"/>.</param>
    /// <param name="planFulfilled">The planned sample or end is reached. The look that counts is the one at that time, so look once.</param>
    /// <returns>The smaller of both p, each over its share; the narrower of both intervals.</returns>
    public static TestResult Test(Contrast contrast, double alpha, long tuningUnits, bool planFulfilled)
    {
        var sequence = ConfidenceSequence.Test(contrast, SequenceAlpha(alpha), tuningUnits);
        var look = planFulfilled ? Welch.Test(contrast, alpha * (1 - SequenceShare)) : null;
        return TestResult.Of(
            contrast, P(sequence.P, look?.P), Math.Min(sequence.CriticalValue, look?.CriticalValue ?? double.PositiveInfinity));
    }

    /// <summary>The smaller of both p, each over its share of alpha.</summary>
    /// <param name="sequence">Of the sequence at a fifth of alpha; its smallest so far is valid too.</param>
    /// <param name="look">Of the look at the end; null before.</param>
    public static double P(double sequence, double? look) =>
        TestResult.Probability(Math.Min(sequence / SequenceShare, (look ?? 1) / (1 - SequenceShare)));
}
