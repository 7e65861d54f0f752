namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>A treatment compared with the control. With CUPED all of it is of the adjusted means; what it were without stands in cuped.</summary>
/// <param name="Treatment">The arm.</param>
/// <param name="Absolute">The difference; null with a reason.</param>
/// <param name="Relative">The difference as a share of the control's mean; null with a reason.</param>
/// <param name="P">Of one look (Welch), two-sided; null with a reason.</param>
/// <param name="PDecision">By which the mode decides: of the sequence, of the one look, or both, as p at alpha; null: it does not, or a reason.</param>
/// <param name="PAdjusted">The same corrected for all goals and treatments; null where it is not corrected (secondary metrics, guardrails) or is not there.</param>
/// <param name="LookP">Of the one look (Welch) that hybrid and fixed mode take, as of the engine's look_at; null: not yet, or a reason.</param>
/// <param name="LookDiff">The difference at that look; null: not yet, or a reason.</param>
/// <param name="Sequential">Valid at any number of looks; null with a reason, if none of the midnights before had it either.</param>
/// <param name="Bayes">What is believed of the difference; null with a reason. It alone is no reason to ship.</param>
/// <param name="Cuped">What CUPED did; null: it was not used.</param>
/// <param name="Guardrail">Null: it is none.</param>
/// <param name="Verdict">"better", "worse", "flat", "inconclusive" or "withheld".</param>
/// <param name="Reason">Why there is no verdict, or no number; null: there is one.</param>
public sealed record ComparisonResult(
    string Treatment,
    AbsoluteEffect? Absolute,
    RelativeEffect? Relative,
    double? P,
    double? PDecision,
    double? PAdjusted,
    double? LookP,
    double? LookDiff,
    SequentialEffect? Sequential,
    BayesianEffect? Bayes,
    CupedEffect? Cuped,
    GuardrailEffect? Guardrail,
    string Verdict,
    string? Reason);

/// <summary>Treatment − control, in the metric's unit.</summary>
/// <param name="Diff">The difference.</param>
/// <param name="Se">Its standard error.</param>
/// <param name="Df">Degrees of freedom (Welch–Satterthwaite).</param>
/// <param name="CiLow">1 − alpha, for one look.</param>
/// <param name="CiHigh">1 − alpha, for one look.</param>
public sealed record AbsoluteEffect(double Diff, double Se, double Df, double CiLow, double CiHigh);

/// <summary>The difference as a share of the control's mean: 0.1 is 10 % more. It excludes 0 exactly if the absolute interval does.</summary>
/// <param name="Lift">Null with a reason.</param>
/// <param name="CiLow">1 − alpha, for one look; null with a reason.</param>
/// <param name="CiHigh">1 − alpha, for one look; null with a reason.</param>
/// <param name="Method">"fieller".</param>
/// <param name="Reason">Why something is null.</param>
public sealed record RelativeEffect(double? Lift, double? CiLow, double? CiHigh, string Method, string? Reason);

/// <summary>A confidence sequence: valid at any number of looks.</summary>
/// <param name="P">As of now; null with the comparison's reason.</param>
/// <param name="PMin">The smallest of all midnights (UTC) and now, which is as valid.</param>
/// <param name="PMinAt">As of when it was the smallest.</param>
/// <param name="PMinDiff">The difference as of then.</param>
/// <param name="CiLow">Of the difference, at the sequence's share of alpha; null with the comparison's reason.</param>
/// <param name="CiHigh">Of the difference, at the sequence's share of alpha; null with the comparison's reason.</param>
/// <param name="RelCiLow">Of the lift; null: no bounds.</param>
/// <param name="RelCiHigh">Of the lift; null: no bounds.</param>
public sealed record SequentialEffect(
    double? P, double PMin, DateTimeOffset PMinAt, double PMinDiff, double? CiLow, double? CiHigh, double? RelCiLow, double? RelCiHigh)
{
    /// <summary>There is no estimate now, and the smallest p so far stays.</summary>
    internal SequentialEffect Carried => this with { P = null, CiLow = null, CiHigh = null, RelCiLow = null, RelCiHigh = null };
}

/// <summary>What is believed of the difference: a normal distribution.</summary>
/// <param name="ChanceToWin">That the treatment is better than the control.</param>
/// <param name="ChanceBest">That it is the best of all arms; null: unknown.</param>
/// <param name="LossShip">What shipping it costs on average if it is worse, in the metric's unit.</param>
/// <param name="LossKeep">What keeping the control costs on average if it is better, in the metric's unit.</param>
/// <param name="PosteriorMean">Of the difference, in the metric's unit.</param>
/// <param name="PosteriorSd">Of the difference, in the metric's unit.</param>
/// <param name="CiLow">1 − alpha of the belief.</param>
/// <param name="CiHigh">1 − alpha of the belief.</param>
public sealed record BayesianEffect(
    double ChanceToWin, double? ChanceBest, double LossShip, double LossKeep, double PosteriorMean, double PosteriorSd, double CiLow, double CiHigh);

/// <summary>Less variance by what units did before their exposure.</summary>
/// <param name="Theta">The slope of what came after on what was before, over both arms.</param>
/// <param name="VarianceReduction">0.4 is 40 % less.</param>
/// <param name="AdjustedControl">The control's mean, adjusted; other treatments have another.</param>
/// <param name="AdjustedTreatment">The treatment's mean, adjusted.</param>
/// <param name="Unadjusted">As it were without.</param>
public sealed record CupedEffect(double Theta, double VarianceReduction, double AdjustedControl, double AdjustedTreatment, UnadjustedEffect Unadjusted);

/// <summary>Without CUPED.</summary>
/// <param name="Diff">The difference of the means.</param>
/// <param name="CiLow">1 − alpha, for one look.</param>
/// <param name="CiHigh">1 − alpha, for one look.</param>
/// <param name="P">Of one look.</param>
public sealed record UnadjustedEffect(double Diff, double CiLow, double CiHigh, double P);

/// <summary>Whether the treatment is not worse by more than the margin.</summary>
/// <param name="Margin">The relative harm that is tolerated.</param>
/// <param name="P">One-sided: of "worse by more than the margin"; null with the comparison's reason.</param>
/// <param name="Verdict">"non_inferior", "harmed" or "inconclusive".</param>
/// <param name="HarmedNow">An alarm that holds at any number of looks: the sequence finds it worse. Never while the split or the weights are broken.</param>
public sealed record GuardrailEffect(double Margin, double? P, string Verdict, bool HarmedNow);
