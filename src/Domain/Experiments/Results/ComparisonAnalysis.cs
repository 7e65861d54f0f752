using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>When and how a comparison is judged.</summary>
/// <param name="Subject">Which run.</param>
/// <param name="AsOf">Of the data.</param>
/// <param name="MayLook">The plan is fulfilled at an instant at which the one look is taken: a midnight, or the run's end.</param>
/// <param name="Fulfilled">The plan is fulfilled.</param>
internal sealed record Occasion(RunSubject Subject, DateTimeOffset AsOf, bool MayLook, bool Fulfilled)
{
    public ExperimentAnalysis Analysis => Subject.Analysis;

    public double SequenceAlpha => Analysis.Mode == AnalysisMode.Hybrid ? Hybrid.SequenceAlpha(Analysis.Alpha) : Analysis.Alpha;
}

/// <summary>All numbers of one comparison, before they are corrected and a verdict is given.</summary>
internal static class ComparisonAnalysis
{
    private const string Method = "fieller";

    /// <param name="occasion">When and how.</param>
    /// <param name="metric">Which metric.</param>
    /// <param name="control">The control.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="chanceBest">Of the treatment, among all arms.</param>
    /// <param name="before">The same comparison at the latest midnight before.</param>
    public static ComparisonResult Of(
        Occasion occasion, SubjectMetric metric, ArmAnalysis control, ArmAnalysis treatment, double? chanceBest, ComparisonResult? before)
    {
        var plain = control.Estimate.Then(a => treatment.Estimate.Then(b => Welch.Compare(a, b)));
        var cuped = plain.Value is not null && ArmAnalysis.UsesCuped(metric.Calculation!) ? Cuped.Compare(control.Data.Moments, treatment.Data.Moments).Value : null;
        if ((cuped?.Contrast ?? plain.Value) is not { } contrast)
        {
            return Without(metric, treatment.Variant, Words.Of(plain.Reason!.Value), before);
        }

        var alpha = occasion.Analysis.Alpha;
        var welch = Welch.Test(contrast, alpha);
        var sequential = metric.Calculation!.Kind == MetricKind.Quantile ? null : Sequential(occasion, treatment.Variant, contrast, before?.Sequential);
        var lookP = before?.LookP ?? (occasion.MayLook ? welch.P : null);
        var result = new ComparisonResult(
            treatment.Variant,
            new(contrast.Difference, contrast.StandardError, contrast.DegreesOfFreedom, welch.CiLow, welch.CiHigh),
            Relative(Fieller.Lift(contrast, welch.CriticalValue)),
            welch.P,
            PDecision(occasion.Analysis.Mode, sequential?.PMin, lookP),
            null,
            lookP,
            before?.LookP is null ? (occasion.MayLook ? contrast.Difference : null) : before.LookDiff,
            sequential,
            Bayes(occasion, metric.Calculation, contrast, chanceBest),
            cuped is null ? null : CupedOf(cuped, plain.Value!, alpha),
            null,
            MetricVerdict.Inconclusive,
            null);
        return result with { Guardrail = Guardrail(occasion, metric, control, treatment, contrast, result) };
    }

    public static ComparisonResult Without(SubjectMetric metric, string treatment, string reason, ComparisonResult? before)
    {
        var guardrail = Margin(metric) is { } margin ? new GuardrailEffect(margin, null, GuardrailWord.Inconclusive, false) : null;
        return new(treatment, null, null, null, null, null, before?.LookP, before?.LookDiff, before?.Sequential?.Carried, null, null, guardrail, MetricVerdict.Withheld, reason);
    }

    private static double? Margin(SubjectMetric metric) => metric.Role == MetricRole.Guardrail ? metric.Margin ?? metric.Calculation?.Margin : null;

    /// <summary>By which the mode decides, as a p to compare with alpha.</summary>
    private static double? PDecision(AnalysisMode mode, double? sequenceP, double? lookP) => mode switch
    {
        AnalysisMode.Sequential => sequenceP,
        AnalysisMode.Fixed => lookP,
        AnalysisMode.Hybrid => Least(sequenceP / Hybrid.SequenceShare, lookP / (1 - Hybrid.SequenceShare)),
        _ => null,
    };

    private static double? Least(double? one, double? other) =>
        one is null && other is null ? null : Math.Min(1, Math.Min(one ?? 1, other ?? 1));

    private static RelativeEffect Relative(Lift lift) =>
        new(lift.Value, lift.CiLow, lift.CiHigh, Method, lift.Reason is { } reason ? Words.Of(reason) : null);

    private static SequentialEffect Sequential(Occasion occasion, string treatment, Contrast contrast, SequentialEffect? before)
    {
        var test = ConfidenceSequence.Test(contrast, occasion.SequenceAlpha, occasion.Subject.TuningUnits(treatment));
        var lift = Fieller.Lift(contrast, test.CriticalValue);
        var isLeast = before is null || test.P <= before.PMin;
        return new(
            test.P,
            isLeast ? test.P : before!.PMin,
            isLeast ? occasion.AsOf : before!.PMinAt,
            isLeast ? contrast.Difference : before!.PMinDiff,
            test.CiLow,
            test.CiHigh,
            lift.CiLow,
            lift.CiHigh);
    }

    private static BayesianEffect? Bayes(Occasion occasion, MetricCalculation metric, Contrast contrast, double? chanceBest)
    {
        var prior = occasion.Analysis.PriorSd is { } sd ? new LiftPrior(0, sd) : null;
        return Bayesian.Judge(contrast, prior, metric.Direction, occasion.Analysis.Alpha).Value is { } belief
            ? new(belief.ChanceToWin, chanceBest, belief.LossOfShipping, belief.LossOfKeeping, belief.Mean, belief.Sd, belief.CiLow, belief.CiHigh)
            : null;
    }

    private static CupedEffect CupedOf(CupedComparison cuped, Contrast plain, double alpha)
    {
        var test = Welch.Test(plain, alpha);
        return new(
            cuped.Theta, cuped.VarianceReduction, cuped.Control.Mean, cuped.Treatment.Mean, new(plain.Difference, test.CiLow, test.CiHigh, test.P));
    }

    /// <summary>Harm is found by the mode's own p, which holds at any number of looks; that there is none, by the one-sided test.</summary>
    private static GuardrailEffect? Guardrail(
        Occasion occasion, SubjectMetric metric, ArmAnalysis control, ArmAnalysis treatment, Contrast contrast, ComparisonResult result)
    {
        if (Margin(metric) is not { } margin)
        {
            return null;
        }

        var (direction, alpha) = (metric.Calculation!.Direction, occasion.Analysis.Alpha);
        var test = control.Estimate.Then(a => treatment.Estimate.Then(b => NonInferiority.Test(a, b, margin, direction, alpha)));
        var harm = ConfidenceSequence.TestLower(
            direction == MetricDirection.Increase ? contrast : contrast.Negate(), alpha, occasion.Subject.TuningUnits(treatment.Variant));
        var harmedNow = metric.Calculation.Kind != MetricKind.Quantile && harm.P <= alpha;
        var isWorse = Verdicts.Significant(result.PDecision, alpha)
            && Verdicts.IsWorse(result.Absolute!.Diff, direction) && Verdicts.IsWorse(Verdicts.SignificantDifference(occasion.Analysis.Mode, result), direction);
        var word = test.Value?.P <= alpha ? GuardrailWord.NonInferior : isWorse || harmedNow ? GuardrailWord.Harmed : GuardrailWord.Inconclusive;
        return new(margin, test.Value?.P, word, harmedNow);
    }
}
