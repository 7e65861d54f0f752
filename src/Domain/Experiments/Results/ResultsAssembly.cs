using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.Domain.Experiments.Statistics.Planning;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>From what is stored about a run to the whole answer. Pure: the same data give the same answer.</summary>
public static class ResultsAssembly
{
    private const double WantedPower = 0.8;

    /// <param name="subject">Which run, and how it is judged.</param>
    /// <param name="data">What is stored about it.</param>
    /// <param name="computedAt">When the data was asked for.</param>
    /// <param name="before">Results as of the latest midnight before; null: there is none. They carry what the sequence and the one look found.</param>
    public static ExperimentResults Of(RunSubject subject, RunData data, DateTimeOffset computedAt, ExperimentResults? before)
    {
        var units = subject.Arms.Sum(data.Population.Units);
        var fulfilled = subject.IsFulfilled(units, data.AsOf);
        var occasion = new Occasion(subject, data.AsOf, fulfilled && IsLook(subject, data.AsOf), fulfilled);
        var health = HealthAssessment.Of(subject, data);
        var metrics = Metrics(occasion, data, Withheld(health.Srm), subject.Analysis.Correction, before);
        var progress = Progress(occasion, data, units, metrics);
        health = HealthAssessment.With(health, metrics, progress.Power);
        return new(
            subject.Experiment,
            subject.Run.Number,
            data.AsOf,
            computedAt,
            metrics.Select(metric => metric.LastEventAt).Append(data.Population.LastExposureAt).Max(),
            false,
            Engine(occasion, before),
            health,
            progress,
            [.. subject.Arms.Select(arm => Variant(subject, arm, data.Population.Units(arm), units))],
            metrics,
            DecisionRule.Of(occasion, health, metrics));
    }

    /// <summary>Results of the units of one value; p are corrected by the caller, over all values.</summary>
    internal static IReadOnlyList<MetricResult> Metrics(
        Occasion occasion, RunData data, string? withheld, MultipleTesting correction, ExperimentResults? before)
    {
        var numbers = occasion.Subject.Metrics.Zip(data.Metrics, (metric, found) => new MetricAnalysis(occasion, metric, found, BeforeOf(before, metric.Key))).ToList();
        var family = new GoalFamily([.. numbers.Where(metric => metric.IsGoal).SelectMany(metric => metric.Comparisons)], correction);
        return [.. numbers.Select(metric => metric.ToResult(withheld, family.Adjusted))];
    }

    internal static string? Withheld(SplitHealth srm) => srm.Mismatch ? ReasonCode.Srm : null;

    /// <summary>The one look of hybrid and fixed mode is taken once: at the first midnight with the plan fulfilled, or when the run ends.</summary>
    private static bool IsLook(RunSubject subject, DateTimeOffset asOf) => subject.Analysis.Mode is AnalysisMode.Hybrid or AnalysisMode.Fixed
        && (asOf.UtcDateTime.TimeOfDay == TimeSpan.Zero || asOf >= subject.Run.EndedAt);

    private static MetricResult? BeforeOf(ExperimentResults? before, string metric) => before?.Metrics.FirstOrDefault(other => other.Key == metric);

    private static ResultsEngine Engine(Occasion occasion, ExperimentResults? before)
    {
        var (subject, analysis) = (occasion.Subject, occasion.Analysis);
        return new(
            analysis.Alpha,
            Words.Of(analysis.Mode),
            occasion.SequenceAlpha,
            analysis.PlannedUnits ?? ConfidenceSequence.DefaultTuningUnits,
            analysis.PlannedUnits,
            analysis.PlannedEnd,
            Words.Of(analysis.Correction),
            Comparisons(subject),
            Words.Of(analysis.MultiExposed),
            analysis.PriorSd,
            before?.Engine.LookAt ?? (occasion.MayLook ? occasion.AsOf : null));
    }

    private static int Comparisons(RunSubject subject) => (subject.Arms.Count - 1) * subject.Metrics.Count(metric => metric.Role == MetricRole.Goal);

    private static VariantResult Variant(RunSubject subject, string key, long units, long all) =>
        new(key, key, subject.Weight(key), key == subject.Control, units, all == 0 ? null : (double)units / all);

    private static ResultsProgress Progress(Occasion occasion, RunData data, long units, IReadOnlyList<MetricResult> metrics)
    {
        var (subject, planned) = (occasion.Subject, occasion.Analysis.PlannedUnits);
        var perDay = PerDay(occasion, data.Population);
        var goal = subject.Metrics.FirstOrDefault(metric => metric.Role == MetricRole.Goal);
        var plan = goal?.Calculation is null ? null : Running(occasion, data, goal, perDay / units);
        return new(
            units,
            planned,
            DecisionRule.Days(occasion),
            occasion.Fulfilled ? 0 : Left(occasion, units, perDay) ?? (planned is null && occasion.Analysis.PlannedEnd is null ? plan?.DaysLeft : null),
            occasion.Fulfilled,
            perDay,
            plan?.Power,
            plan?.LiftNow);
    }

    private static double? Left(Occasion occasion, long units, double? perDay)
    {
        var byUnits = (occasion.Analysis.PlannedUnits - units) / perDay;
        var byEnd = (occasion.Analysis.PlannedEnd - occasion.AsOf)?.TotalDays;
        var left = byUnits is { } a && byEnd is { } b ? Math.Min(a, b) : byUnits ?? byEnd;
        return left is { } days && double.IsFinite(days) ? Math.Max(0, days) : null;
    }

    private static double? PerDay(Occasion occasion, Population population)
    {
        var until = occasion.Subject.Run.EndedAt is { } end && end < occasion.AsOf ? end : occasion.AsOf;
        var days = DecisionRule.Days(occasion);
        if (days < 1)
        {
            return null;
        }

        // whole days: those before the one that is not over yet
        var last = DateOnly.FromDateTime(until.UtcDateTime);
        var span = (int)Math.Clamp(last.DayNumber - DateOnly.FromDateTime(occasion.Subject.Run.StartedAt.UtcDateTime).DayNumber, 1, 7);
        return population.Daily.Where(day => day.Day < last && day.Day >= last.AddDays(-span)).Sum(day => (double)day.Units) / span;
    }

    private static RunningPlan? Running(Occasion occasion, RunData data, SubjectMetric goal, double? dailyShare)
    {
        var treatment = occasion.Subject.Arms[1];
        var found = data.Metrics[occasion.Subject.Metrics.ToList().IndexOf(goal)];
        if (found is null)
        {
            return null;
        }

        var (a, b) = (ArmOf(goal, found, occasion.Subject.Control), ArmOf(goal, found, treatment));
        var contrast = ArmAnalysis.UsesCuped(goal.Calculation!)
            ? Cuped.Compare(a.Data.Moments, b.Data.Moments).Then<Contrast>(cuped => cuped.Contrast)
            : a.Estimate.Then(control => b.Estimate.Then(treated => Welch.Compare(control, treated)));
        return contrast.Value is { } known
            ? RunningPlan.Of(
                known,
                occasion.Analysis.Mode,
                occasion.Analysis.Alpha / (occasion.Analysis.Correction == MultipleTesting.None ? 1 : Comparisons(occasion.Subject)), // as it was planned
                WantedPower,
                goal.Calculation!.MinimumEffect,
                occasion.Analysis.PlannedUnits is null ? null : occasion.Subject.TuningUnits(treatment),
                dailyShare * known.Units)
            : null;
    }

    internal static ArmAnalysis ArmOf(SubjectMetric metric, MetricData found, string variant) =>
        ArmAnalysis.Of(metric.Calculation!, variant, found.Arms.GetValueOrDefault(variant) ?? ArmData.None);
}
