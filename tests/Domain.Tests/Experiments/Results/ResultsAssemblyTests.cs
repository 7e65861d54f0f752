using System.Text.Json;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Results;

internal sealed class ResultsAssemblyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Start.AddDays(10).AddHours(1);

    [Test]
    public void Ships_what_is_better_and_harms_no_guardrail()
    {
        var results = Of(Later, (Goal("goal"), Counts(10_000, 1000, 1300)), (Guard("errors"), Counts(10_000, 5000, 5010)));

        Assert.Multiple(() =>
        {
            Assert.That(results.Metrics[0].Comparisons[0].Verdict, Is.EqualTo(MetricVerdict.Better));
            Assert.That(results.Metrics[1].Comparisons[0].Guardrail!.Verdict, Is.EqualTo(GuardrailWord.NonInferior));
            Assert.That((results.Decision.Recommendation, results.Decision.Variant), Is.EqualTo((Recommendation.Ship, "treatment")));
        });
    }

    [Test]
    public void Withholds_every_verdict_when_units_are_not_split_as_the_weights_say()
    {
        var results = Of(Later, new ArmCounts(10_000, 9_000), AnalysisMode.Hybrid, (Goal("goal"), Counts(10_000, 1000, 1300)));

        Assert.Multiple(() =>
        {
            Assert.That(results.Health.Srm.Mismatch, Is.True);
            Assert.That(results.Metrics.SelectMany(metric => metric.Comparisons).Select(c => (c.Verdict, c.Reason)), Is.All.EqualTo((MetricVerdict.Withheld, ReasonCode.Srm)));
            Assert.That(results.Decision.Recommendation, Is.EqualTo(Recommendation.Review));
            Assert.That(results.Variants.Select(variant => variant.Units), Is.EqualTo(new[] { 10_000, 9_000 }));
        });
    }

    [Test]
    public void Does_not_say_that_a_guardrail_holds_while_verdicts_are_withheld()
    {
        var results = Of(Later, new ArmCounts(10_000, 9_000), AnalysisMode.Hybrid, (Guard("errors"), Counts(10_000, 5000, 5010)));

        Assert.That(results.Metrics[0].Comparisons[0].Guardrail!.Verdict, Is.EqualTo(GuardrailWord.Inconclusive));
    }

    [Test]
    public void Does_not_say_that_a_guardrail_is_harmed_when_units_are_not_split_as_the_weights_say()
    {
        var results = Of(Later, new ArmCounts(10_000, 9_000), AnalysisMode.Hybrid, (Guard("kept"), Counts(10_000, 5000, 4000)));

        var guardrail = results.Metrics[0].Comparisons[0].Guardrail!;
        Assert.That((guardrail.Verdict, guardrail.HarmedNow), Is.EqualTo((GuardrailWord.Inconclusive, false)));
    }

    [Test]
    public void Never_ships_by_the_chance_to_win_alone()
    {
        var results = Of(Later, new ArmCounts(10_000, 10_000), AnalysisMode.Bayesian, (Goal("goal"), Counts(10_000, 1000, 1300)));

        Assert.Multiple(() =>
        {
            Assert.That(results.Metrics[0].Comparisons[0].Bayes!.ChanceToWin, Is.GreaterThan(0.999));
            Assert.That(results.Decision.Recommendation, Is.Not.EqualTo(Recommendation.Ship));
        });
    }

    [Test]
    public void Waits_for_a_week_before_it_ships()
    {
        var results = Of(Start.AddDays(3).AddHours(2), (Goal("goal"), Counts(10_000, 1000, 1400)));

        Assert.That((results.Metrics[0].Comparisons[0].Verdict, results.Decision.Recommendation), Is.EqualTo((MetricVerdict.Better, Recommendation.KeepRunning)));
    }

    [Test]
    public void Says_in_plain_words_why_there_is_no_verdict()
    {
        var results = Of(Start.AddHours(2), (Goal("goal"), Counts(10_000, 1000, 1400)));

        Assert.That(results.Decision.Because, Has.Some.EndsWith(": there is less than one full day of data.").And.None.Contains("too_short"));
    }

    [Test]
    public void Has_plain_words_for_every_reason() => Assert.That(ReasonCode.All.Select(ReasonCode.InWords), Is.Unique.And.All.Not.Empty);

    [Test]
    public void Looks_once_even_if_the_numbers_are_lost_for_a_day()
    {
        var look = Of(Start.AddDays(8), (Goal("goal"), Counts(10_000, 1000, 1100)));
        var lost = ResultsAssembly.Of(Subject(AnalysisMode.Hybrid, Goal("goal")), new(Start.AddDays(9), Population(new(10_000, 10_000)), [null]), Start.AddDays(9), look);
        var again = Of(Start.AddDays(10), before: lost, metric: (Goal("goal"), Counts(10_000, 1000, 1300)));

        Assert.That(again.Metrics[0].Comparisons[0].LookP, Is.EqualTo(look.Metrics[0].Comparisons[0].LookP).And.Not.Null);
    }

    [Test]
    public void Rolls_back_what_harms_a_guardrail()
    {
        var results = Of(Later, (Goal("goal"), Counts(10_000, 1000, 1010)), (Guard("kept"), Counts(10_000, 5000, 4000)));

        Assert.Multiple(() =>
        {
            Assert.That(results.Metrics[1].Comparisons[0].Guardrail!.Verdict, Is.EqualTo(GuardrailWord.Harmed));
            Assert.That(results.Decision.Recommendation, Is.EqualTo(Recommendation.Rollback));
        });
    }

    [Test]
    public void Asks_a_person_when_metrics_say_different_things()
    {
        var results = Of(Later, (Goal("goal"), Counts(10_000, 1000, 1300)), (Guard("kept"), Counts(10_000, 5000, 4000)));

        Assert.That(results.Decision.Recommendation, Is.EqualTo(Recommendation.Review));
    }

    [Test]
    public void Corrects_goals_for_their_number_and_nothing_else()
    {
        var results = Of(
            Later, (Goal("one"), Counts(10_000, 1000, 1080)), (Goal("two"), Counts(10_000, 1000, 1090)), (Secondary("other"), Counts(10_000, 1000, 1080)));

        var p = results.Metrics.Select(metric => metric.Comparisons[0]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(p[1].PAdjusted, Is.EqualTo(Math.Min(1, 2 * p[1].PDecision!.Value)));
            Assert.That(p[0].PAdjusted, Is.EqualTo(Math.Max(p[1].PAdjusted!.Value, p[0].PDecision!.Value)));
            Assert.That(p[2].PAdjusted, Is.Null);
        });
    }

    [Test]
    public void Takes_the_one_look_at_the_first_midnight_with_the_plan_fulfilled_and_keeps_it()
    {
        var metric = (Goal("goal"), Counts(10_000, 1000, 1100));
        var between = Of(Start.AddDays(9).AddHours(5), metric);
        var midnight = Of(Start.AddDays(10), metric);
        var after = Of(Start.AddDays(10).AddHours(7), before: midnight, metric: (Goal("goal"), Counts(10_000, 1000, 1000)));

        Assert.Multiple(() =>
        {
            Assert.That((between.Metrics[0].Comparisons[0].LookP, between.Engine.LookAt), Is.EqualTo(((double?)null, (DateTimeOffset?)null)));
            Assert.That(midnight.Metrics[0].Comparisons[0].LookP, Is.EqualTo(midnight.Metrics[0].Comparisons[0].P));
            Assert.That(after.Metrics[0].Comparisons[0].LookP, Is.EqualTo(midnight.Metrics[0].Comparisons[0].P));
            Assert.That(after.Engine.LookAt, Is.EqualTo(Start.AddDays(10)));
        });
    }

    [Test]
    public void Keeps_the_smallest_p_of_the_sequence_and_says_when_the_difference_has_turned()
    {
        var early = Of(Start.AddDays(8), (Goal("goal"), Counts(10_000, 1000, 1300)));
        var turned = Of(Start.AddDays(9), before: early, metric: (Goal("goal"), Counts(10_000, 1000, 990)));

        var comparison = turned.Metrics[0].Comparisons[0];
        Assert.Multiple(() =>
        {
            Assert.That(comparison.Sequential!.PMin, Is.EqualTo(early.Metrics[0].Comparisons[0].Sequential!.P));
            Assert.That((comparison.Verdict, comparison.Reason), Is.EqualTo((MetricVerdict.Inconclusive, ReasonCode.DirectionTurned)));
        });
    }

    [Test]
    public void Keeps_the_smallest_p_of_the_sequence_over_a_midnight_without_an_estimate([Values] bool isMetricGone)
    {
        var early = Of(Start.AddDays(7), (Goal("goal"), Counts(10_000, 1000, 1300)));
        var nothing = new MetricData(new Dictionary<string, ArmData>(), null, null);
        var lost = ResultsAssembly.Of(
            Subject(AnalysisMode.Hybrid, Goal("goal")), new(Start.AddDays(8), Population(new(10_000, 10_000)), [isMetricGone ? null : nothing]), Start.AddDays(8), early);
        var again = Of(Start.AddDays(9), before: lost, metric: (Goal("goal"), Counts(10_000, 1000, 1010)));

        var (least, after) = (early.Metrics[0].Comparisons[0].Sequential!, again.Metrics[0].Comparisons[0].Sequential!);
        Assert.That((after.PMin, after.PMinAt, after.PMinDiff), Is.EqualTo((least.PMin, least.PMinAt, least.PMinDiff)));
        Assert.That(lost.Metrics[0].Comparisons[0], Has.Property("Verdict").EqualTo(MetricVerdict.Withheld).And.Property("PDecision").Null);
    }

    [TestCase(0.05, 0.01)]
    [TestCase(0.1, 0.02)]
    [TestCase(0.07, 0.014)]
    public void Says_what_the_sequence_spends_without_digits_of_rounding(double alpha, double spent)
    {
        var subject = Subject(AnalysisMode.Hybrid, Goal("goal"));
        subject = subject with { Run = subject.Run with { Analysis = subject.Analysis with { Alpha = alpha } } };

        var results = ResultsAssembly.Of(subject, new(Later, Population(new(10_000, 10_000)), [Counts(10_000, 1000, 1300)]), Later, null);

        Assert.That(results.Engine.SequenceAlpha, Is.EqualTo(spent));
    }

    [TestCase(10, 5, 6, ReasonCode.TooFewUnits)]
    [TestCase(10_000, 10, 40, ReasonCode.TooFewConversions)]
    [TestCase(10_000, 0, 0, ReasonCode.ZeroVariance)]
    [TestCase(0, 0, 0, ReasonCode.NoUnits)]
    public void Says_why_there_is_no_verdict(int units, int control, int treatment, string reason)
    {
        var results = Of(Later, new ArmCounts(units, units), AnalysisMode.Hybrid, (Goal("goal"), Counts(units, control, treatment)));

        Assert.That((results.Metrics[0].Comparisons[0].Verdict, results.Metrics[0].Comparisons[0].Reason), Is.EqualTo((MetricVerdict.Withheld, reason)));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e308)]
    [TestCase(5e-324)]
    public void Never_lets_a_number_out_that_is_none(double value)
    {
        var arm = new ArmData(new ArmMoments(500, value, value, value, value, value, value, value), value, value, value, 300);
        var data = new Dictionary<string, ArmData> { ["control"] = arm, ["treatment"] = arm with { Moments = arm.Moments with { Dy = -value } } };
        foreach (var kind in Enum.GetValues<MetricKind>())
        {
            var metric = new SubjectMetric("m", "m", MetricRole.Guardrail, 0.1, new() { Kind = kind, Events = new() { Event = "e" }, CupedDays = 7, Quantile = 0.5 });

            Assert.DoesNotThrow(() => JsonSerializer.Serialize(Of(Later, (Goal("goal"), Counts(10_000, 1000, 1300)), (metric, new MetricData(data, null, null)))), $"{kind}");
        }
    }

    [Test]
    public void Tells_of_strays_silence_and_lifts_too_good_to_be_true()
    {
        var population = Population(new(10_000, 10_000)) with { MultiExposed = 500, Unknown = 3, AfterEnd = 2, LastExposureAt = Later.AddDays(-2) };
        var subject = Subject(AnalysisMode.Hybrid, Goal("goal"));

        var results = ResultsAssembly.Of(subject, new(Later, population, [Counts(10_000, 1000, 1900)]), Later, null);

        Assert.That(
            results.Health.Warnings.Select(warning => warning.Code),
            Is.SupersetOf(new[] { WarningCode.MultiExposed, WarningCode.UnknownVariants, WarningCode.ExposuresAfterEnd, WarningCode.NoExposures, WarningCode.SilentEvents, WarningCode.SuspiciousLift }));
    }

    // scipy 1.10.1, se of 1000 and 1010 of 10 000; level 0.05 / 2 goals: k = norm.isf(0.8 * 0.025 / 2) + norm.isf(0.2); k * se / 0.1, and norm.sf of what is lacking
    [TestCase(MultipleTesting.Holm, 0.5101577399500269, 0.13470352165434596)]
    [TestCase(MultipleTesting.None, 0.6171765005753539, 0.1231124867915793)]
    public void Reckons_with_the_level_that_goals_are_judged_at(MultipleTesting correction, double power, double mde)
    {
        var goal = Goal("one") with { Calculation = Goal("one").Calculation! with { MinimumEffect = 0.1 } };
        var subject = Subject(AnalysisMode.Hybrid, goal, Goal("two"));
        subject = subject with { Run = subject.Run with { Analysis = subject.Analysis with { Correction = correction } } };
        var data = Counts(10_000, 1000, 1010);

        var progress = ResultsAssembly.Of(subject, new(Later, Population(new(10_000, 10_000)), [data, data]), Later, null).Progress;

        Assert.That(progress.Power, Is.EqualTo(power).Within(1e-9));
        Assert.That(progress.MdeNow, Is.EqualTo(mde).Within(1e-9));
    }

    // mpmath 1.3 with 40 digits: y of 400 and 500 units, x with the covariances below; normal cdf of the adjusted difference over its error
    [Test]
    public void Of_two_arms_the_chance_to_win_is_the_chance_to_be_best_with_cuped_too()
    {
        var control = ArmMoments.FromSums(400, 1000, 4000, 800, 2400, 2800);
        var treatment = ArmMoments.FromSums(500, 1325, 5100, 1050, 3100, 3600);
        var data = new Dictionary<string, ArmData> { ["control"] = new(control, 1000, 4000, 0, 300), ["treatment"] = new(treatment, 1325, 5100, 0, 400) };
        var metric = new SubjectMetric("m", "m", MetricRole.Goal, null, new() { Kind = MetricKind.Sum, Events = new() { Event = "e" }, CupedDays = 14 });

        var belief = Of(Later, (metric, new MetricData(data, null, null))).Metrics[0].Comparisons[0].Bayes!;

        Assert.That(belief.ChanceToWin, Is.EqualTo(0.73171332748608838).Within(1e-9));
        Assert.That(belief.ChanceBest, Is.EqualTo(belief.ChanceToWin).Within(1e-9));
    }

    [Test]
    public void A_guardrail_that_nothing_is_known_of_is_one_all_the_same_and_is_named()
    {
        var results = Of(Later, (Goal("goal"), Counts(10_000, 1000, 1300)), (Guard("errors"), Counts(10_000, 0, 12)));

        Assert.That(results.Metrics[1].Comparisons[0].Guardrail, Is.EqualTo(new GuardrailEffect(0.05, null, GuardrailWord.Inconclusive, false)));
        Assert.That(results.Decision.Recommendation, Is.Not.EqualTo(Recommendation.Ship));
        Assert.That(results.Decision.Because, Has.Some.EqualTo("Whether \"treatment\" harms the guardrail \"errors\" cannot be said: all units of an arm did exactly the same."));
    }

    [Test]
    public void Judges_slices_once_the_plan_of_the_whole_run_is_fulfilled()
    {
        Slice Slice(string value, MetricData data) => new(value, BreakdownRow.OfValue, new(Later, Population(new(5_000, 5_000)), [data]));

        var rows = BreakdownAssembly.Of(
            Subject(AnalysisMode.Fixed, Goal("goal")), "country", Later, [Slice("CH", Counts(5_000, 500, 600)), Slice("SE", Counts(5_000, 500, 510))]).Rows;

        // Welch of 500 and 600 of 5000, scipy 1.10.1, times two slices
        var comparisons = rows.Select(row => row.Metrics[0].Comparisons[0]).ToList();
        Assert.That(comparisons[0].PAdjusted, Is.EqualTo(0.002779758026539055).Within(1e-12));
        Assert.That(comparisons.Select(comparison => comparison.Verdict), Is.EqualTo(new[] { MetricVerdict.Better, MetricVerdict.Inconclusive }));
    }

    [TestCase(null, null, 0, false)]
    [TestCase(null, null, 0.01, true)]
    [TestCase(7, null, -7, false)]
    [TestCase(7, null, -6.99, true)]
    [TestCase(null, 48, 8, false)]
    [TestCase(null, 48, 8.1, true)]
    public void Tells_when_events_that_count_are_no_longer_kept(int? cupedDays, int? lookbackHours, double keptFromDay, bool isTold)
    {
        var goal = Goal("goal");
        var window = lookbackHours is { } hours ? new MetricWindow { Kind = MetricWindowKind.Lookback, Hours = hours } : new();
        goal = goal with { Calculation = goal.Calculation! with { CupedDays = cupedDays, Window = window } };
        var data = new RunData(Later, Population(new(10_000, 10_000)), [Counts(10_000, 1000, 1300)]) { KeptFrom = Start.AddDays(keptFromDay) };

        var health = ResultsAssembly.Of(Subject(AnalysisMode.Hybrid, goal), data, Later, null).Health;

        Assert.That((health.Ok, health.Warnings.Any(warning => warning.Code == WarningCode.EventsExpired)), Is.EqualTo((true, isTold)));
    }

    private sealed record ArmCounts(long Control, long Treatment);

    private static SubjectMetric Goal(string key) => Proportion(key, MetricRole.Goal);

    private static SubjectMetric Secondary(string key) => Proportion(key, MetricRole.Secondary);

    private static SubjectMetric Guard(string key) => Proportion(key, MetricRole.Guardrail);

    private static SubjectMetric Proportion(string key, MetricRole role) => new(key, key, role, 0.05, new() { Kind = MetricKind.Proportion, Events = new() { Event = key } });

    private static MetricData Counts(long units, long control, long treatment) => new(
        new Dictionary<string, ArmData> { ["control"] = Arm(units, control), ["treatment"] = Arm(units, treatment) }, null, null);

    private static ArmData Arm(long units, long conversions) => new(ArmMoments.FromSums(units, conversions, conversions), conversions, conversions, conversions, conversions);

    private static Population Population(ArmCounts units)
    {
        var day = DateOnly.FromDateTime(Start.UtcDateTime);
        return new([new(day, "control", units.Control), new(day, "treatment", units.Treatment)], 0, 0, 0, Start.AddHours(1));
    }

    private static RunSubject Subject(AnalysisMode mode, params IEnumerable<SubjectMetric> metrics) => new(
        "test",
        new()
        {
            Id = 1,
            Number = 1,
            StartedAt = Start,
            Design = new() { Arms = [new("control", 50_000), new("treatment", 50_000)], Control = "control" },
            Analysis = new() { Mode = mode, PlannedUnits = 20_000 },
        },
        [.. metrics]);

    private static ExperimentResults Of(DateTimeOffset asOf, params (SubjectMetric, MetricData)[] metrics) => Of(asOf, new(10_000, 10_000), AnalysisMode.Hybrid, metrics);

    private static ExperimentResults Of(DateTimeOffset asOf, ExperimentResults before, (SubjectMetric Metric, MetricData Data) metric) =>
        ResultsAssembly.Of(Subject(AnalysisMode.Hybrid, metric.Metric), new(asOf, Population(new(10_000, 10_000)), [metric.Data]), asOf, before);

    private static ExperimentResults Of(DateTimeOffset asOf, ArmCounts units, AnalysisMode mode, params (SubjectMetric Metric, MetricData Data)[] metrics) =>
        ResultsAssembly.Of(
            Subject(mode, metrics.Select(metric => metric.Metric)), new(asOf, Population(units), [.. metrics.Select(metric => metric.Data)]), asOf, null);
}
