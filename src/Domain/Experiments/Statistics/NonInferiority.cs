using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>What is known of a guardrail.</summary>
public enum GuardrailVerdict
{
    /// <summary>Not worse by more than the margin.</summary>
    NonInferior,

    /// <summary>Worse, and not shown to be within the margin.</summary>
    Harmed,

    /// <summary>Neither is shown.</summary>
    Inconclusive,
}

/// <summary>A one-sided test that the treatment is not worse than the control by more than a margin.</summary>
/// <param name="Margin">The relative harm that is tolerated.</param>
/// <param name="Distance">How far the treatment is above the worst that is tolerated, in the metric's unit; below 0: it is worse than that.</param>
/// <param name="StandardError">Of the distance.</param>
/// <param name="DegreesOfFreedom">Of the distance.</param>
/// <param name="P">That the distance would be so large if the treatment were worse by the margin.</param>
/// <param name="SignificantlyWorse">The two-sided test finds the treatment worse, be it within the margin.</param>
/// <param name="Verdict">What follows.</param>
public sealed record GuardrailResult(
    double Margin,
    double Distance,
    double StandardError,
    double DegreesOfFreedom,
    double P,
    bool SignificantlyWorse,
    GuardrailVerdict Verdict);

/// <summary>
/// Guardrails: H0 is m_B ≤ (1 − margin) m_A where more is better, m_B ≥ (1 + margin) m_A where less is. An exact contrast of the means.
/// </summary>
public static class NonInferiority
{
    /// <param name="control">Of the metric.</param>
    /// <param name="treatment">Of the metric.</param>
    /// <param name="margin">The relative harm that is tolerated, 0 or more, less than 1; of the mean's size where that is negative.</param>
    /// <param name="direction">Which is better.</param>
    /// <param name="alpha">Of the one-sided test of non-inferiority, and of the two-sided one of harm.</param>
    public static Outcome<GuardrailResult> Test(
        ArmEstimate control, ArmEstimate treatment, double margin, MetricDirection direction, double alpha) =>
        Welch.Compare(control, treatment).Then<GuardrailResult>(contrast =>
        {
            var better = direction == MetricDirection.Increase ? 1 : -1;
            var factor = 1 - (better * margin * Math.Sign(control.Mean));
            var distance = (better * contrast.Difference) + (margin * Math.Abs(control.Mean));
            var a = factor * factor * contrast.BaselineVariance;
            var b = treatment.VarianceOfMean!.Value;
            var error = Math.Sqrt(a + b);
            var df = Welch.DegreesOfFreedom(a, control.Units, b, treatment.Units);
            var p = TestResult.Probability(StudentT.UpperTail(distance / error, df));
            var worse = better * contrast.Difference < 0 && Welch.Test(contrast, alpha).P <= alpha;
            return new GuardrailResult(margin, distance, error, df, p, worse, Verdict(p <= alpha, worse));
        });

    private static GuardrailVerdict Verdict(bool within, bool worse) =>
        within ? GuardrailVerdict.NonInferior : worse ? GuardrailVerdict.Harmed : GuardrailVerdict.Inconclusive;
}
