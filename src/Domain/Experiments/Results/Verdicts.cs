using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>What a comparison says, once its p is corrected.</summary>
internal static class Verdicts
{
    public static bool Significant(double? p, double alpha) => p <= alpha;

    public static bool IsWorse(double difference, MetricDirection direction) => direction == MetricDirection.Increase ? difference < 0 : difference > 0;

    /// <param name="occasion">When and how it is judged.</param>
    /// <param name="metric">Which metric.</param>
    /// <param name="comparison">With its corrected p, where it is corrected.</param>
    /// <param name="withheld">Why no verdict of the whole experiment is given; null: they are.</param>
    /// <param name="lacks">What data is lacking; null: none.</param>
    public static ComparisonResult Judge(Occasion occasion, SubjectMetric metric, ComparisonResult comparison, string? withheld, StatisticsReason? lacks)
    {
        if (withheld is not null || comparison.Absolute is null)
        {
            return Withheld(withheld is null ? comparison : comparison with { Guardrail = Distrusted(comparison.Guardrail) }, withheld ?? comparison.Reason);
        }

        if (lacks is { } lack)
        {
            return Withheld(comparison, Words.Of(lack));
        }

        var until = occasion.Subject.Run.EndedAt is { } end && end < occasion.AsOf ? end : occasion.AsOf;
        if (until - occasion.Subject.Run.StartedAt < MinimumData.Verdict)
        {
            return Withheld(comparison, ReasonCode.TooShort);
        }

        var (verdict, reason) = Word(occasion, metric, comparison);
        return comparison with { Verdict = verdict, Reason = reason };
    }

    private static (string Verdict, string? Reason) Word(Occasion occasion, SubjectMetric metric, ComparisonResult comparison)
    {
        var (analysis, difference) = (occasion.Analysis, comparison.Absolute!.Diff);
        if (analysis.Mode == AnalysisMode.Bayesian)
        {
            return (MetricVerdict.Inconclusive, ReasonCode.BayesianMode);
        }

        if (!Significant(comparison.PAdjusted ?? comparison.PDecision, analysis.Alpha))
        {
            return comparison.PDecision is null
                ? (MetricVerdict.Inconclusive, analysis.Mode == AnalysisMode.Sequential ? ReasonCode.NotForThisKind : ReasonCode.PlanNotFulfilled)
                : (IsFlat(occasion, metric, comparison) ? MetricVerdict.Flat : MetricVerdict.Inconclusive, null);
        }

        if (Math.Sign(SignificantDifference(analysis.Mode, comparison)) != Math.Sign(difference))
        {
            return (MetricVerdict.Inconclusive, ReasonCode.DirectionTurned);
        }

        return (IsWorse(difference, metric.Calculation!.Direction) ? MetricVerdict.Worse : MetricVerdict.Better, null);
    }

    /// <summary>The difference that the deciding p belongs to: that of the sequence or of the look may be of an earlier day.</summary>
    public static double SignificantDifference(AnalysisMode mode, ComparisonResult comparison)
    {
        var (look, sequence) = (comparison.LookP / (1 - Hybrid.SequenceShare), comparison.Sequential?.PMin / Hybrid.SequenceShare);
        return mode == AnalysisMode.Fixed || !(sequence < (look ?? double.PositiveInfinity)) ? comparison.LookDiff!.Value : comparison.Sequential!.PMinDiff;
    }

    /// <summary>Nothing was found, and what could still be there is smaller than what was worth finding.</summary>
    private static bool IsFlat(Occasion occasion, SubjectMetric metric, ComparisonResult comparison) =>
        occasion.Fulfilled && (metric.Calculation!.MinimumEffect is not { } least
            || (comparison.Relative is { CiLow: { } low, CiHigh: { } high } && low > -least && high < least));

    /// <summary>Of units that are not split as they should be, harm says as little as gain.</summary>
    private static GuardrailEffect? Distrusted(GuardrailEffect? guardrail) =>
        guardrail is null ? null : guardrail with { Verdict = GuardrailWord.Inconclusive, HarmedNow = false };

    /// <summary>That a guardrail holds is a verdict too; where only data are lacking harm stays, as it is acted upon at once.</summary>
    private static ComparisonResult Withheld(ComparisonResult comparison, string? reason) => comparison with
    {
        Verdict = MetricVerdict.Withheld,
        Reason = reason,
        Guardrail = comparison.Guardrail is { Verdict: GuardrailWord.NonInferior } held ? held with { Verdict = GuardrailWord.Inconclusive } : comparison.Guardrail,
    };
}
