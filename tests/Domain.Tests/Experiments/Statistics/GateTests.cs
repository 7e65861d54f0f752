using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.Domain.Experiments.Statistics.Planning;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

public sealed class GateTests
{
    [TestCase(0, 0, StatisticsReason.NoUnits)]
    [TestCase(99, 50, StatisticsReason.TooFewUnits)]
    [TestCase(100, 24, StatisticsReason.TooFewConversions)]
    [TestCase(100, 76, StatisticsReason.TooFewConversions)]
    [TestCase(100, 25, null)]
    [TestCase(100, 75, null)]
    public void A_share_needs_units_of_both_kinds(long units, double conversions, StatisticsReason? expected) =>
        Assert.That(MinimumData.OfProportion(units, conversions), Is.EqualTo(expected));

    [TestCase(99, null, StatisticsReason.TooFewUnits)]
    [TestCase(100, null, null)]
    [TestCase(100, 1.0, null)]
    [TestCase(1419, -2.0, StatisticsReason.TooFewUnits)]
    [TestCase(1420, -2.0, null)]
    public void A_skewed_mean_needs_more_units(long units, double? skewness, StatisticsReason? expected) =>
        Assert.That(MinimumData.OfMean(units, skewness), Is.EqualTo(expected));

    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") and "BH", with a missing one between
    [TestCase(MultipleTesting.Holm, 0.03, 0.06, 0.06, 0.02)]
    [TestCase(MultipleTesting.Bh, 0.02, 0.04, 0.04, 0.02)]
    [TestCase(MultipleTesting.None, 0.01, 0.04, 0.03, 0.005)]
    public void P_are_corrected_for_how_many_there_are(MultipleTesting method, double a, double b, double c, double d)
    {
        var adjusted = PValueCorrection.Adjust([0.01, 0.04, null, 0.03, 0.005], method);
        Assert.That(adjusted, Is.EqualTo(new double?[] { a, b, null, c, d }).Within(1e-15));
    }

    [Test]
    public void A_plan_says_how_many_days_and_full_weeks()
    {
        var plan = Planner.Plan(Conversion with { DailyUnits = 4000, TrafficShare = 0.5 }).Value!;

        // 29 498 units at 2000 a day
        Assert.That((plan.Total, plan.Days, plan.DaysFullWeeks), Is.EqualTo((29_498, 15, 21)));
        Assert.That(plan.Curve.Select(week => week.Units), Is.EqualTo([14_000, 28_000, 42_000, 56_000, 70_000]));
        Assert.That(plan.Curve.Zip(plan.Curve.Skip(1)).All(pair => pair.Second.Power > pair.First.Power && pair.Second.Lift < pair.First.Lift));
    }

    [Test]
    public void A_plan_without_visitors_has_no_run_time()
    {
        var plan = Planner.Plan(Conversion).Value!;
        Assert.That((plan.Days, plan.DaysFullWeeks, plan.Curve.Count), Is.EqualTo(((long?)null, (long?)null, 0)));
    }

    [Test]
    public void Looking_at_any_time_costs_units()
    {
        long Units(AnalysisMode mode) => Planner.Plan(Conversion with { Mode = mode }).Value!.Total;
        Assert.That(Units(AnalysisMode.Hybrid), Is.GreaterThan(Units(AnalysisMode.Fixed)).And.LessThan(1.1 * Units(AnalysisMode.Fixed)));
        Assert.That(Units(AnalysisMode.Sequential), Is.GreaterThan(1.7 * Units(AnalysisMode.Fixed)).And.LessThan(2 * Units(AnalysisMode.Fixed)));
    }

    [TestCase(AnalysisMode.Fixed)]
    [TestCase(AnalysisMode.Hybrid)]
    [TestCase(AnalysisMode.Sequential)]
    public void At_the_planned_sample_the_planned_lift_is_just_found(AnalysisMode mode)
    {
        var size = Planner.Plan(Conversion with { Mode = mode }).Value!.Total;
        var plan = Planner.Plan(Conversion with { Mode = mode, DailyUnits = size / 7.0 }).Value!;
        Assert.That(plan.Curve[0].Power, Is.EqualTo(0.8).Within(1e-4));
        Assert.That(plan.Curve[0].Lift, Is.EqualTo(0.1).Within(1e-5));
    }

    [Test]
    public void A_share_cannot_be_raised_above_one() =>
        Assert.That(Planner.Plan(Conversion with { Baseline = 0.97, Lift = 0.02, DailyUnits = 10 }).Value!.Curve[0].Lift, Is.Null);

    // mpmath 1.3, 30 digits: k = qnorm(0.975) + qnorm(0.8) = 2.8015852181129684; with se 0.5 on a baseline of 20 and a target of 5 %
    [Test]
    public void A_running_experiment_says_what_it_can_still_find()
    {
        var contrast = new Contrast(0.2, 0.25, 1000, 2000, 20, 0.125, -0.125, 1.01);
        var plan = RunningPlan.Of(contrast, AnalysisMode.Fixed, 0.05, 0.8, 0.05, 8000, 250);
        Assert.Multiple(() =>
        {
            Assert.That(plan.LiftNow, Nearly.EqualTo(2.8015852181129684 * 0.5 / 20));
            Assert.That(plan.DaysLeft, Is.EqualTo(8)); // 2000 (1.4007926…² − 1) = 1924.4 units
            Assert.That(plan.Power, Nearly.EqualTo(0.97932663190257566)); // sf(z - 1/0.25) + sf(z + 1/0.25)
            Assert.That(RunningPlan.Of(contrast, AnalysisMode.Fixed, 0.05, 0.8, 0.2, null, null), Is.EqualTo(new RunningPlan(null, plan.LiftNow, 0)));
        });
    }

    [TestCase(MetricDirection.Increase, -10.5, 0.5, GuardrailVerdict.NonInferior)] // −11 is tolerated
    [TestCase(MetricDirection.Increase, -11.5, -0.5, GuardrailVerdict.Harmed)]
    [TestCase(MetricDirection.Decrease, -9.5, 0.5, GuardrailVerdict.NonInferior)] // −9 is tolerated
    [TestCase(MetricDirection.Decrease, -8.5, -0.5, GuardrailVerdict.Harmed)]
    public void Below_nought_the_margin_is_of_the_size(MetricDirection direction, double treatment, double distance, GuardrailVerdict verdict)
    {
        var (a, b) = (new ArmEstimate(1000, 0, -10, 4), new ArmEstimate(1000, 0, treatment, 4));
        var result = NonInferiority.Test(a, b, 0.1, direction, 0.05).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(result.Distance, Nearly.EqualTo(distance));
            Assert.That(result.StandardError, Nearly.EqualTo(Math.Sqrt(0.004 + (0.004 * (direction == MetricDirection.Increase ? 1.21 : 0.81)))));
            Assert.That(result.Verdict, Is.EqualTo(verdict));
            Assert.That(result.SignificantlyWorse, "worse it is, be it within the margin");
        });
    }

    private static PlanInput Conversion => new() { Proportion = true, Baseline = 0.1, Lift = 0.1 };
}
