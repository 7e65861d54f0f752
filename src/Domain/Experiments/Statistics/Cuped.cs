namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>Two arms of which what their units did before the exposure is taken out (CUPED: Deng, Xu, Kohavi and Walker 2013).</summary>
/// <param name="Contrast">Of the adjusted means; its baseline is the control's mean without adjustment.</param>
/// <param name="Theta">The slope of y on x over both arms together; 0 where x does not vary.</param>
/// <param name="Control">Adjusted; each treatment has its own, since each has its own slope.</param>
/// <param name="Treatment">Adjusted.</param>
/// <param name="VarianceReduction">Of the difference: 0.4 is 40 % less, as with two thirds more units. Hardly ever below 0.</param>
public sealed record CupedComparison(
    Contrast Contrast, double Theta, ArmEstimate Control, ArmEstimate Treatment, double VarianceReduction);

/// <summary>Less variance from what is known before the exposure. For means and proportions; x of the moments is the same metric before.</summary>
public static class Cuped
{
    /// <summary>p of <see cref="Imbalance"/> below it: the split is broken.</summary>
    public const double ImbalanceLevel = 0.001;

    public static Outcome<CupedComparison> Compare(ArmMoments control, ArmMoments treatment) =>
        ArmEstimate.OfMean(control).Then(a => ArmEstimate.OfMean(treatment).Then(b => Welch.Compare(a, b)))
            .Then(plain => Adjust(plain, control, treatment));

    /// <summary>x as if it were a metric: it was measured before, so that a difference shows a broken split.</summary>
    public static Outcome<TestResult> Imbalance(ArmMoments control, ArmMoments treatment) =>
        ArmEstimate.OfMean(control.Before())
            .Then(a => ArmEstimate.OfMean(treatment.Before()).Then(b => Welch.Compare(a, b)))
            .Then<TestResult>(contrast => Welch.Test(contrast, ImbalanceLevel));

    /// <summary>All arms with one slope: of two arms those of <see cref="Compare"/>.</summary>
    /// <param name="arms">Of two units or more each; estimates come in the same order, 0 being a variance too.</param>
    public static IReadOnlyList<ArmEstimate> Adjust(IReadOnlyList<ArmMoments> arms)
    {
        var all = arms.Aggregate((sum, arm) => sum + arm);
        var theta = Slope(all);
        return [.. arms.Select(arm => Adjusted(arm, theta, all))];
    }

    private static double Slope(ArmMoments all) => all.VarianceX is > 0 and var variance ? all.Covariance!.Value / variance : 0;

    private static Outcome<CupedComparison> Adjust(Contrast plain, ArmMoments control, ArmMoments treatment)
    {
        var both = control + treatment;
        var theta = Slope(both);
        var (a, b) = (Adjusted(control, theta, both), Adjusted(treatment, theta, both));
        return Welch.Compare(a, b).Then<CupedComparison>(adjusted => new CupedComparison(
            adjusted with
            {
                Baseline = plain.Baseline,
                BaselineVariance = plain.BaselineVariance,
                Covariance = ((theta * control.Covariance!.Value) - control.VarianceY!.Value) / control.Units,
                Ratio = plain.Ratio,
            },
            theta,
            a,
            b,
            1 - (adjusted.Variance / plain.Variance)));
    }

    private static ArmEstimate Adjusted(ArmMoments arm, double theta, ArmMoments both)
    {
        var beyond = (arm.CentreX - both.CentreX) + ((arm.Dx / arm.Units) - (both.Dx / both.Units));
        var parts = arm.VarianceY!.Value + (theta * theta * arm.VarianceX!.Value);
        var variance = parts - (2 * theta * arm.Covariance!.Value);
        return new(
            arm.Units, arm.CentreY, (arm.Dy / arm.Units) - (theta * beyond), variance <= arm.Rounding * parts ? 0 : variance);
    }
}
