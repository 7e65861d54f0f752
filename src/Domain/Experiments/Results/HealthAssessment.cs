using System.Globalization;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>Whether a run's numbers can be trusted.</summary>
internal static class HealthAssessment
{
    private const double MultiExposedShare = 0.01;
    private const long MultiExposedUnits = 10;

    /// <summary>A lift beyond it is more often a fault of measuring than a success.</summary>
    private const double SuspiciousLift = 0.5;

    /// <summary>The largest weight over the smallest from which excluding units seen in several arms bends the means.</summary>
    private const double UnevenSplit = 1.5;

    private static readonly TimeSpan Silence = TimeSpan.FromDays(1);

    public static SplitHealth Split(RunSubject subject, Func<string, long> units)
    {
        var test = SampleRatio.Test([.. subject.Arms.Select(units)], [.. subject.Arms.Select(arm => (double)subject.Weight(arm))]);
        return new(test.P, test.Observed, test.Expected, test.Mismatch, test.SequentialP, test.Reason is { } reason ? Words.Of(reason) : null);
    }

    public static ResultsHealth Of(RunSubject subject, RunData data)
    {
        var srm = Split(subject, data.Population.Units);
        var counted = srm.Observed.Sum();
        var inArms = counted + (subject.Analysis.MultiExposed == Experiments.MultiExposedUnits.Exclude ? data.Population.MultiExposed : 0);
        var share = inArms == 0 ? (double?)null : (double)data.Population.MultiExposed / inArms;
        var multi = new MultiExposedHealth(data.Population.MultiExposed, share, data.Population.MultiExposed >= MultiExposedUnits && share >= MultiExposedShare);
        var imbalance = Imbalance(subject, data);
        return new(
            !srm.Mismatch && !imbalance.Imbalanced,
            srm,
            multi,
            data.Population.Unknown,
            data.Population.AfterEnd,
            imbalance,
            data.Population.LastExposureAt,
            [.. Warnings(subject, data, srm, multi, imbalance)]);
    }

    /// <summary>The health with warnings that only the comparisons can tell.</summary>
    public static ResultsHealth With(ResultsHealth health, IEnumerable<MetricResult> metrics, double? power)
    {
        var more = metrics
            .SelectMany(metric => metric.Comparisons.Where(c => Math.Abs(c.Relative?.Lift ?? 0) > SuspiciousLift && c.Verdict is MetricVerdict.Better or MetricVerdict.Worse)
                .Select(c => new HealthWarning(
                    WarningCode.SuspiciousLift,
                    $"\"{metric.Name}\" changed by {Percent(c.Relative!.Lift!.Value)} in \"{c.Treatment}\". So much is rarely true: check how its events are sent before you believe it.",
                    metric.Key)))
            .ToList();
        if (power < 0.1)
        {
            more.Add(new(WarningCode.LowPower, $"Even with all planned units the chance to find the first goal's minimum effect is only {Percent(power.Value)}. Plan more units, or look for a larger effect.", null));
        }

        return more.Count == 0 ? health : health with { Warnings = [.. health.Warnings, .. more] };
    }

    public static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>Only what was before the exposure; the smallest p over all metrics with CUPED and all treatments, corrected for their number.</summary>
    private static ImbalanceHealth Imbalance(RunSubject subject, RunData data)
    {
        var tests = (
            from pair in subject.Metrics.Zip(data.Metrics)
            where pair.First.Calculation is { } metric && ArmAnalysis.UsesCuped(metric) && pair.Second is not null
            from treatment in subject.Arms.Skip(1)
            let test = Test(pair.Second.Arms.GetValueOrDefault(subject.Control), pair.Second.Arms.GetValueOrDefault(treatment))
            where test is not null
            select (Metric: pair.First.Key, Treatment: treatment, test.P)).ToList();
        if (tests.Count == 0)
        {
            return new(null, null, null, false);
        }

        var least = tests.MinBy(test => test.P);
        var p = Math.Min(1, least.P * tests.Count);
        return new(p, least.Metric, least.Treatment, p < Cuped.ImbalanceLevel);

        static TestResult? Test(ArmData? control, ArmData? treatment) =>
            control is { IsFinite: true } && treatment is { IsFinite: true } ? Cuped.Imbalance(control.Moments, treatment.Moments).Value : null;
    }

    private static IEnumerable<HealthWarning> Warnings(
        RunSubject subject, RunData data, SplitHealth srm, MultiExposedHealth multi, ImbalanceHealth imbalance)
    {
        if (srm.Mismatch)
        {
            yield return new(WarningCode.Srm, "Units are not split as the weights say (sample ratio mismatch). Something loses or adds units of one arm; until it is found no effect can be trusted. Start with where exposures are sent, and with redirects and bots.", null);
        }

        if (imbalance.Imbalanced)
        {
            yield return new(WarningCode.PreExposureImbalance, $"\"{imbalance.Treatment}\" differed from the control in \"{imbalance.Metric}\" before anybody was exposed: the split is not random.", imbalance.Metric);
        }

        if (FirstCounted(subject, data.AsOf) is { } first && first < data.KeptFrom)
        {
            yield return new(WarningCode.EventsExpired, $"Metric events from {Day(first)} on count, but those before {Day(data.KeptFrom.Value)} are no longer kept: what units did then counts as nothing, in all arms, and effects look smaller than they are. Decide by results as of an earlier day, and have Events__RetentionDays set longer than the next run with its windows and CUPED days.", null);
        }

        foreach (var (segment, at) in subject.ChangedSegments)
        {
            yield return new(WarningCode.SegmentChanged, $"The segment \"{segment}\", which decides who takes part, was changed on {Day(at)}, during the run: units from before and from after are not alike, and who left it since gets something else than its arm. If that matters, start a new run.", null);
        }

        foreach (var warning in ExposureWarnings(subject, data, multi).Concat(MetricWarnings(subject, data)))
        {
            yield return warning;
        }
    }

    private static IEnumerable<HealthWarning> ExposureWarnings(RunSubject subject, RunData data, MultiExposedHealth multi)
    {
        if (multi.Warn)
        {
            yield return new(WarningCode.MultiExposed, $"{multi.Units} units ({Percent(multi.Share ?? 0)}) were seen in several variants. Evaluate and send events with the same id everywhere.", null);
        }

        var weights = subject.Run.Design.Arms.Select(arm => arm.Weight).Where(weight => weight > 0).ToList();
        if (multi.Warn && subject.Analysis.MultiExposed == Experiments.MultiExposedUnits.Exclude && weights.Max() > UnevenSplit * weights.Min())
        {
            yield return new(WarningCode.MultiExposedUneven, "The split is uneven, and leaving units out that were seen in several variants then bends the means. Count them in their first variant (multi_exposed: first_variant) in the next run.", null);
        }

        if (data.Population.Unknown > 0)
        {
            yield return new(WarningCode.UnknownVariants, $"{data.Population.Unknown} units were reported in variants that are no arms; they do not count. A client may hold an old configuration.", null);
        }

        if (data.Population.AfterEnd > 0)
        {
            yield return new(WarningCode.ExposuresAfterEnd, $"{data.Population.AfterEnd} units were first seen after the run had ended; they do not count.", null);
        }

        if (IsLive(subject, data) && !(data.Population.LastExposureAt > data.AsOf - Silence))
        {
            yield return new(WarningCode.NoExposures, "No new units for 24 hours. Is the flag still evaluated, and are exposures sent?", null);
        }
    }

    private static IEnumerable<HealthWarning> MetricWarnings(RunSubject subject, RunData data)
    {
        foreach (var (metric, found) in subject.Metrics.Zip(data.Metrics))
        {
            if (metric.Calculation is null)
            {
                yield return new(WarningCode.MetricMissing, $"The metric \"{metric.Key}\" is gone. Take it out of the experiment, or create it again.", metric.Key);
            }
            else if (IsLive(subject, data) && data.Population.LastExposureAt is not null && !(found?.LastEventAt > data.AsOf - Silence))
            {
                yield return new(WarningCode.SilentEvents, $"No event of \"{metric.Name}\" by a unit of this run for 24 hours. Are they still sent, under this name and with the same ids?", metric.Key);
            }

            if (metric.Calculation is { CupedDays: not null } calculation && !ArmAnalysis.UsesCuped(calculation))
            {
                yield return new(WarningCode.MetricSettings, $"\"{metric.Name}\" is a {Words.Of(calculation.Kind)}: CUPED is not used for it.", metric.Key);
            }
        }
    }

    /// <summary>From when on metric events count; null: none do.</summary>
    private static DateTimeOffset? FirstCounted(RunSubject subject, DateTimeOffset asOf)
    {
        var (start, until) = (subject.Run.StartedAt, subject.Run.EndedAt is { } end && end < asOf ? end : asOf);
        return subject.Metrics.Select(metric => metric.Calculation).OfType<MetricCalculation>().Min(First);

        DateTimeOffset? First(MetricCalculation metric)
        {
            if (ArmAnalysis.UsesCuped(metric))
            {
                return start.AddDays(-metric.CupedDays!.Value);
            }

            var (first, window) = (start.AddHours(metric.Window.DelayHours), metric.Window);
            return window is { Kind: MetricWindowKind.Lookback, Hours: { } hours } && until.AddHours(-hours) > first ? until.AddHours(-hours) : first;
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>It has run for a day and still does.</summary>
    private static bool IsLive(RunSubject subject, RunData data) =>
        data.AsOf - subject.Run.StartedAt > Silence && !(subject.Run.EndedAt <= data.AsOf);
}
