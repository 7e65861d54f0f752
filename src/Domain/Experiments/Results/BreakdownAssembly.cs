namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>Units of one value of an attribute.</summary>
/// <param name="Value">As in <see cref="BreakdownRow"/>.</param>
/// <param name="Kind">As in <see cref="BreakdownRow"/>.</param>
/// <param name="Data">Of these units alone.</param>
public sealed record Slice(string? Value, string Kind, RunData Data);

/// <summary>Results by slices: each judged like the whole, p corrected over all of them.</summary>
public static class BreakdownAssembly
{
    public static ResultsBreakdown Of(RunSubject subject, string dimension, DateTimeOffset asOf, IReadOnlyList<Slice> slices)
    {
        var isFulfilled = subject.IsFulfilled(slices.Sum(slice => subject.Arms.Sum(slice.Data.Population.Units)), asOf);
        var rows = slices.Select(slice => Row(subject, slice, isFulfilled)).ToList();
        var family = new GoalFamily([.. Goals(rows)], MultipleTesting.Holm);
        return new(dimension, subject.Run.Number, asOf, [.. rows.Select(row => row with
        {
            Metrics = [.. row.Metrics.Select(metric => metric with { Comparisons = [.. metric.Comparisons.Select(c => Corrected(subject, c, family))] })],
        })]);
    }

    private static BreakdownRow Row(RunSubject subject, Slice slice, bool isFulfilled)
    {
        var units = subject.Arms.Sum(slice.Data.Population.Units);
        var srm = HealthAssessment.Split(subject, slice.Data.Population.Units);

        // The one look belongs to the whole run; a slice is judged by the sequence, and by what there is now once the plan of the run is fulfilled.
        var occasion = new Occasion(subject, slice.Data.AsOf, isFulfilled, false);
        return new(
            slice.Value, slice.Kind, units, srm, ResultsAssembly.Metrics(occasion, slice.Data, ResultsAssembly.Withheld(srm), MultipleTesting.None, null));
    }

    private static IEnumerable<ComparisonResult> Goals(List<BreakdownRow> rows) =>
        rows.SelectMany(row => row.Metrics).Where(metric => metric.Role == Words.Of(MetricRole.Goal)).SelectMany(metric => metric.Comparisons);

    private static ComparisonResult Corrected(RunSubject subject, ComparisonResult comparison, GoalFamily family)
    {
        if (!family.Has(comparison))
        {
            return comparison;
        }

        var p = family.Adjusted(comparison);
        var isLost = comparison.Verdict is MetricVerdict.Better or MetricVerdict.Worse && !(p <= subject.Analysis.Alpha);
        return comparison with { PAdjusted = p, Verdict = isLost ? MetricVerdict.Inconclusive : comparison.Verdict };
    }
}
