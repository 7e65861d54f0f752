using System.Globalization;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>
/// Ship what is better in at least one goal, within the margin of every guardrail, worse in nothing, with healthy data of a week. Chance to win takes no part
/// in it: it is reached by chance too often.
/// </summary>
internal static class DecisionRule
{
    public static ResultsDecision Of(Occasion occasion, ResultsHealth health, IReadOnlyList<MetricResult> metrics)
    {
        if (!health.Ok)
        {
            return Review([.. health.Warnings.Where(IsFatal).Select(warning => warning.Message)]);
        }

        if (occasion.Analysis.Mode == AnalysisMode.Bayesian)
        {
            return OfBelief(occasion, metrics);
        }

        var treatments = occasion.Subject.Arms.Skip(1).Select(variant => new Treatment(variant, metrics)).ToList();
        var days = Days(occasion);
        if (treatments.Where(t => t.IsShippable).MaxBy(t => t.BestGoalLift) is { } winner)
        {
            return days < MinimumData.Ship.TotalDays
                ? KeepRunning([.. winner.Reasons, $"It has run for {Text(days)} days; weekdays differ, so wait for {MinimumData.Ship.TotalDays:0} before you ship."])
                : new(Recommendation.Ship, winner.Variant, winner.Reasons);
        }

        if (treatments.All(t => t.IsBad && !t.IsBetter))
        {
            return new(Recommendation.Rollback, null, [.. treatments.SelectMany(t => t.Reasons)]);
        }

        if (treatments.Any(t => t.IsBad))
        {
            return Review([.. treatments.SelectMany(t => t.Reasons), "These say different things: a person has to decide."]);
        }

        return Open(occasion, treatments);
    }

    private static ResultsDecision Open(Occasion occasion, List<Treatment> treatments)
    {
        string[] found = [.. treatments.SelectMany(t => t.Reasons)];
        if (occasion.Subject.Run.EndedAt <= occasion.AsOf)
        {
            return Review([.. found, "The run is over, and nothing is sure enough to ship by the rules."]);
        }

        if (occasion.Fulfilled)
        {
            return Review([.. found, treatments.All(t => t.IsFlat)
                ? "The plan is fulfilled and no goal differs: keep the control, or choose by other reasons."
                : "The plan is fulfilled, and not everything is sure. More units, or a person, must decide."]);
        }

        return KeepRunning([.. found, treatments.Any(t => t.IsBetter) ? "Guardrails need more data." : "Nothing is sure yet. Looking does no harm: the verdicts hold at any number of looks."]);
    }

    private static ResultsDecision OfBelief(Occasion occasion, IReadOnlyList<MetricResult> metrics)
    {
        string[] beliefs =
        [
            .. from metric in metrics
               where metric.Role == Words.Of(MetricRole.Goal)
               from comparison in metric.Comparisons
               let belief = comparison.Bayes
               where belief is not null
               select $"The chance that \"{comparison.Treatment}\" is better in \"{metric.Name}\" is {HealthAssessment.Percent(belief.ChanceToWin)}.",
        ];
        const string Caution = "Chance to win alone is no reason to ship: watched day by day it passes 95 % in four of ten experiments without any difference.";
        return occasion.Fulfilled || occasion.Subject.Run.EndedAt <= occasion.AsOf ? Review([.. beliefs, Caution]) : KeepRunning([.. beliefs, Caution]);
    }

    private static ResultsDecision Review(IReadOnlyList<string> because) => new(Recommendation.Review, null, because);

    private static ResultsDecision KeepRunning(IReadOnlyList<string> because) => new(Recommendation.KeepRunning, null, because);

    private static bool IsFatal(HealthWarning warning) => warning.Code is WarningCode.Srm or WarningCode.PreExposureImbalance;

    internal static double Days(Occasion occasion)
    {
        var until = occasion.Subject.Run.EndedAt is { } end && end < occasion.AsOf ? end : occasion.AsOf;
        return Math.Max(0, (until - occasion.Subject.Run.StartedAt).TotalDays);
    }

    private static string Text(double days) => days.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>All that is known of one treatment.</summary>
    private sealed class Treatment
    {
        private readonly List<(MetricResult Metric, ComparisonResult Comparison)> _all;

        public Treatment(string variant, IReadOnlyList<MetricResult> metrics)
        {
            Variant = variant;
            _all = [.. metrics.SelectMany(metric => metric.Comparisons.Where(c => c.Treatment == variant).Select(c => (metric, c)))];
        }

        public string Variant { get; }

        public bool IsBetter => Goals.Any(pair => pair.Comparison.Verdict == MetricVerdict.Better);

        public bool IsFlat => Goals.All(pair => pair.Comparison.Verdict == MetricVerdict.Flat);

        public bool IsBad => Goals.Any(pair => pair.Comparison.Verdict == MetricVerdict.Worse) || Guardrails.Any(pair => pair.Comparison.Guardrail?.Verdict == GuardrailWord.Harmed);

        public bool IsShippable => IsBetter && !IsBad && _all.All(pair => pair.Comparison.Verdict != MetricVerdict.Worse)
            && Guardrails.All(pair => pair.Comparison.Guardrail?.Verdict == GuardrailWord.NonInferior && pair.Comparison.Verdict != MetricVerdict.Withheld);

        public double BestGoalLift => Goals.Where(pair => pair.Comparison.Verdict == MetricVerdict.Better).Max(pair => Math.Abs(pair.Comparison.Relative?.Lift ?? 0));

        public IReadOnlyList<string> Reasons => [.. _all.Select(Reason).OfType<string>()];

        private IEnumerable<(MetricResult Metric, ComparisonResult Comparison)> Goals => OfRole(MetricRole.Goal);

        private IEnumerable<(MetricResult Metric, ComparisonResult Comparison)> Guardrails => OfRole(MetricRole.Guardrail);

        private IEnumerable<(MetricResult Metric, ComparisonResult Comparison)> OfRole(MetricRole role) => _all.Where(pair => pair.Metric.Role == Words.Of(role));

        private string? Reason((MetricResult Metric, ComparisonResult Comparison) pair)
        {
            var (metric, comparison) = pair;
            var lift = comparison.Relative?.Lift is { } known ? string.Create(CultureInfo.InvariantCulture, $" ({known * 100:+0.#;-0.#;0} %)") : "";
            if (metric.Role == Words.Of(MetricRole.Guardrail) && comparison.Guardrail is { } guardrail)
            {
                var margin = HealthAssessment.Percent(guardrail.Margin);
                return guardrail.Verdict switch
                {
                    GuardrailWord.Harmed => $"\"{Variant}\" harms the guardrail \"{metric.Name}\"{lift}.",
                    GuardrailWord.NonInferior when comparison.Verdict == MetricVerdict.Worse => $"\"{Variant}\" is worse in the guardrail \"{metric.Name}\"{lift}, by less than its margin of {margin}.",
                    GuardrailWord.NonInferior => $"\"{Variant}\" is not worse in the guardrail \"{metric.Name}\" by more than its margin of {margin}.",
                    _ when comparison.Verdict == MetricVerdict.Withheld => $"Whether \"{Variant}\" harms the guardrail \"{metric.Name}\" cannot be said: {ReasonCode.InWords(comparison.Reason!)}.",
                    _ => $"Whether \"{Variant}\" harms the guardrail \"{metric.Name}\" is not sure yet.",
                };
            }

            return comparison.Verdict switch
            {
                MetricVerdict.Better => $"\"{Variant}\" is better in \"{metric.Name}\"{lift}.",
                MetricVerdict.Worse => $"\"{Variant}\" is worse in \"{metric.Name}\"{lift}.",
                MetricVerdict.Flat => $"No difference of \"{Variant}\" was found in \"{metric.Name}\".",
                MetricVerdict.Withheld when metric.Role == Words.Of(MetricRole.Goal) => $"\"{Variant}\" has no verdict in \"{metric.Name}\": {ReasonCode.InWords(comparison.Reason!)}.",
                _ => null,
            };
        }
    }
}
