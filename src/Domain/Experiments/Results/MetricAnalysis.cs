using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>One metric of a run: its arms, and each treatment compared with the control. p are corrected and judged at the end.</summary>
internal sealed class MetricAnalysis
{
    private readonly Occasion _occasion;
    private readonly SubjectMetric _metric;
    private readonly MetricData? _found;
    private readonly List<ArmAnalysis> _arms = [];

    public MetricAnalysis(Occasion occasion, SubjectMetric metric, MetricData? found, MetricResult? before)
    {
        (_occasion, _metric, _found) = (occasion, metric, found);
        var treatments = occasion.Subject.Arms.Skip(1);
        if (metric.Calculation is null || found is null)
        {
            var reason = metric.Calculation is null ? ReasonCode.MetricMissing : ReasonCode.NotFinite;
            Comparisons = [.. treatments.Select(variant => ComparisonAnalysis.Without(metric, variant, reason, BeforeOf(before, variant)))];
            return;
        }

        _arms = [.. occasion.Subject.Arms.Select(variant => ResultsAssembly.ArmOf(metric, found, variant))];
        var best = ChancesToBeBest();
        Comparisons =
        [
            .. _arms.Skip(1).Select((arm, i) => ComparisonAnalysis.Of(
                occasion, metric, _arms[0], arm, best?[i + 1], BeforeOf(before, arm.Variant))),
        ];
    }

    public bool IsGoal => _metric.Role == MetricRole.Goal;

    public IReadOnlyList<ComparisonResult> Comparisons { get; }

    /// <param name="withheld">Why no verdict is given; null: they are.</param>
    /// <param name="adjusted">The corrected p of one of <see cref="Comparisons"/>; null where it is not corrected.</param>
    public MetricResult ToResult(string? withheld, Func<ComparisonResult, double?> adjusted)
    {
        var metric = _metric.Calculation;
        return new(
            _metric.Key,
            _metric.Name,
            Words.Of(metric?.Kind ?? MetricKind.Count),
            Words.Of(_metric.Role),
            Words.Of(metric?.Direction ?? MetricDirection.Increase),
            metric?.Quantile,
            Window(metric?.Window ?? new()),
            _found?.Cap,
            metric is not null && ArmAnalysis.UsesCuped(metric) ? metric.CupedDays : null,
            _found?.LastEventAt,
            metric is null ? [] : [.. _arms.Select(arm => arm.ToResult(metric, _occasion.Analysis.Alpha))],
            [.. Comparisons.Select((comparison, i) => Verdicts.Judge(
                _occasion, _metric, comparison with { PAdjusted = adjusted(comparison) }, withheld, _arms.Count == 0 ? null : _arms[0].Lacks ?? _arms[i + 1].Lacks))]);
    }

    private static ComparisonResult? BeforeOf(MetricResult? before, string variant) => before?.Comparisons.FirstOrDefault(other => other.Treatment == variant);

    private static WindowResult Window(MetricWindow window) => new(Words.Of(window.Kind), window.Hours, window.DelayHours, window.MatureOnly);

    /// <summary>Of the same estimates as the comparisons, or of two arms the chance to win and to be best would differ.</summary>
    private IReadOnlyList<double>? ChancesToBeBest()
    {
        if (_arms.Any(arm => arm.Estimate.Value?.Variance is not > 0))
        {
            return null;
        }

        var direction = _metric.Calculation!.Direction;
        var adjusted = ArmAnalysis.UsesCuped(_metric.Calculation) ? Bayesian.ChancesToBeBest(Cuped.Adjust([.. _arms.Select(arm => arm.Data.Moments)]), direction).Value : null;
        return adjusted ?? Bayesian.ChancesToBeBest([.. _arms.Select(arm => arm.Estimate.Value!)], direction).Value;
    }
}
