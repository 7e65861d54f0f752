using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.Domain.Experiments.Statistics.Planning;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Where there is nothing to say: null and a reason, never 0, 1, NaN or infinity.</summary>
public sealed class RefusalTests
{
    private static readonly ArmMoments Ordinary = ArmMoments.FromSums(100, 50, 80);

    [TestCase(0, 0, 0, StatisticsReason.NoUnits)]
    [TestCase(1, 5, 25, StatisticsReason.TooFewUnits)]
    [TestCase(2, 10, 50, StatisticsReason.ZeroVariance)]
    [TestCase(50, 0, 0, StatisticsReason.ZeroVariance)]
    [TestCase(3, 0.30000000000000004, 0.030000000000000006, StatisticsReason.ZeroVariance)] // 0.1 three times: rounding is no variance
    [TestCase(10, double.PositiveInfinity, 1, StatisticsReason.NotFinite)]
    [TestCase(10, double.NaN, 1, StatisticsReason.NotFinite)]
    [TestCase(10, 1e200, double.PositiveInfinity, StatisticsReason.NotFinite)]
    public void Compares_no_means(long units, double sum, double squares, StatisticsReason expected)
    {
        var arm = ArmMoments.FromSums(units, sum, squares);
        Assert.That(Means(arm, Ordinary).Reason, Is.EqualTo(expected));
        Assert.That(Means(Ordinary, arm).Reason, Is.EqualTo(expected));
        Assert.That(Means(Ordinary, arm).Value, Is.Null);
    }

    [TestCase(0, 0, StatisticsReason.NoUnits)]
    [TestCase(1, 1, StatisticsReason.TooFewUnits)]
    [TestCase(50, 0, StatisticsReason.ZeroVariance)]
    [TestCase(50, 50, StatisticsReason.ZeroVariance)]
    public void Compares_no_shares(long units, double conversions, StatisticsReason expected)
    {
        var outcome = ArmEstimate.OfProportion(ArmMoments.FromSums(units, conversions, conversions))
            .Then(arm => Welch.Compare(ArmEstimate.OfMean(Ordinary).Value!, arm));
        Assert.That(outcome.Reason, Is.EqualTo(expected));
    }

    [Test]
    public void An_arm_of_equal_units_still_has_its_mean()
    {
        var arm = ArmEstimate.OfProportion(ArmMoments.FromSums(50, 0, 0)).Value!;
        Assert.That((arm.Mean, arm.Variance, arm.StandardError), Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That(ArmInterval.OfMean(arm, 0.05).Reason, Is.EqualTo(StatisticsReason.ZeroVariance));
    }

    // Sums as a database makes them, one addition after the other, about the mean of all arms: what rounding leaves of 0 is about 1e-12 of what was added.
    [TestCase(1000)]
    [TestCase(200_000)]
    public void Rounding_about_a_common_centre_is_neither_a_conversion_nor_a_variance_nor_a_denominator(int units)
    {
        var random = new Random(1);
        for (var i = 0; i < 50; i++)
        {
            var (none, all, other) = (Equal(units, 0, random.NextDouble()), Equal(units, 1, random.NextDouble()), Equal(units, 0, random.NextDouble()));
            var nothing = none with { CentreX = other.CentreY, Dx = other.Dy, Dxx = other.Dyy };
            Assert.That(ArmEstimate.OfProportion(none).Value, Is.EqualTo(new ArmEstimate(units, 0, 0, 0)), $"{i}");
            Assert.That(ArmEstimate.OfProportion(all).Value!.Variance, Is.Zero, $"{i}");
            Assert.That(ArmEstimate.OfMean(none).Value, Is.EqualTo(new ArmEstimate(units, 0, 0, 0)), $"{i}");
            Assert.That(ArmEstimate.OfRatio(nothing).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline), $"{i}");
        }
    }

    private static ArmMoments Equal(int units, double value, double centre) => Sums([.. Enumerable.Repeat(value, units)], centre);

    private static ArmMoments Sums(double[] values, double centre)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            sum += value - centre;
            squares += (value - centre) * (value - centre);
        }

        return new(values.Length, centre, sum, squares);
    }

    [Test]
    public void There_is_no_lift_over_a_mean_that_is_nought_but_for_rounding()
    {
        var control = Sums([.. Enumerable.Range(0, 999).Select(i => (i % 3) - 1.0)], 0.7123);
        Assert.That(control.CentreY + (control.Dy / 999), Is.Not.Zero, "the rounding that this is about");
        var contrast = Welch.Compare(ArmEstimate.OfMean(control).Value!, ArmEstimate.OfMean(Ordinary).Value!).Value!;
        Assert.That(Fieller.Lift(contrast, 2).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));
    }

    [Test]
    public void An_arm_of_one_unit_has_no_error()
    {
        var arm = ArmEstimate.OfMean(ArmMoments.FromSums(1, 5, 25)).Value!;
        Assert.That((arm.Mean, arm.Variance, arm.StandardError), Is.EqualTo((5.0, (double?)null, (double?)null)));
        Assert.That(ArmInterval.OfMean(arm, 0.05).Reason, Is.EqualTo(StatisticsReason.TooFewUnits));
    }

    [Test]
    public void There_is_no_lift_over_nothing_but_a_difference()
    {
        var contrast = Means(ArmMoments.FromSums(100, 0, 80), Ordinary).Value!;
        var test = Welch.Test(contrast, 0.05);
        Assert.Multiple(() =>
        {
            Assert.That(test.CiLow, Is.LessThan(0.5).And.GreaterThan(0));
            Assert.That(Fieller.Lift(contrast, test.CriticalValue), Is.EqualTo(new Lift(null, null, null, StatisticsReason.ZeroBaseline)));
            Assert.That(DeltaMethod.Lift(contrast, test.CriticalValue), Is.EqualTo(new Lift(null, null, null, StatisticsReason.ZeroBaseline)));
            Assert.That(
                Bayesian.Judge(contrast, new LiftPrior(0, 0.3), MetricDirection.Increase, 0.05).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));
            Assert.That(
                Bayesian.Judge(contrast, null, MetricDirection.Increase, 0.05).Value!.Lift.Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));
            Assert.That(RunningPlan.Of(contrast, AnalysisMode.Fixed, 0.05, 0.8, 0.1, 1000, 10), Is.EqualTo(new RunningPlan(null, null, null)));
        });
    }

    [Test]
    public void A_ratio_over_nothing_has_no_value() =>
        Assert.That(ArmEstimate.OfRatio(ArmMoments.FromSums(10, 5, 5, 0, 0, 0)).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));

    [Test]
    public void A_ratio_that_is_the_same_for_every_unit_has_no_variance()
    {
        var arm = ArmMoments.FromSums(3, 0.3 + 0.6 + 0.9, 0.09 + 0.36 + 0.81, 1 + 2 + 3, 1 + 4 + 9, 0.3 + 1.2 + 2.7);
        Assert.That(ArmEstimate.OfRatio(arm).Value!.Variance, Is.Zero);
    }

    [Test]
    public void What_is_the_same_before_and_after_has_no_variance_left()
    {
        var (a, b) = (ArmMoments.FromSums(3, 6, 14, 6, 14, 14), ArmMoments.FromSums(3, 9, 29, 9, 29, 29));
        Assert.That(Cuped.Compare(a, b).Reason, Is.EqualTo(StatisticsReason.ZeroVariance));
    }

    [Test]
    public void Without_a_past_nothing_is_adjusted()
    {
        var other = ArmMoments.FromSums(100, 60, 90);
        var cuped = Cuped.Compare(Ordinary, other).Value!;
        Assert.That((cuped.Theta, cuped.VarianceReduction), Is.EqualTo((0.0, 0.0)));
        Assert.That(cuped.Contrast, Is.EqualTo(Means(Ordinary, other).Value));
        Assert.That(Cuped.Imbalance(Ordinary, other).Reason, Is.EqualTo(StatisticsReason.ZeroVariance));
    }

    [TestCase(0, 0.5, StatisticsReason.NoUnits)]
    [TestCase(3, 0.5, StatisticsReason.QuantileOutOfRange)]
    [TestCase(380, 0.99, StatisticsReason.QuantileOutOfRange)]
    [TestCase(380, 0.01, StatisticsReason.QuantileOutOfRange)]
    [TestCase(381, 0.99, null)]
    [TestCase(381, 0.01, null)]
    public void A_quantile_near_the_edge_needs_many_units(long units, double quantile, StatisticsReason? expected) =>
        Assert.That(UnitQuantile.Ranks(units, quantile).Reason, Is.EqualTo(expected));

    [TestCase(new long[] { 0, 0 }, new double[] { 1, 1 }, false, StatisticsReason.NoUnits)]
    [TestCase(new long[] { 10, 5 }, new double[] { 1, 1 }, false, StatisticsReason.TooFewUnits)]
    [TestCase(new long[] { 10, 6 }, new double[] { 1, 1 }, false, null)]
    [TestCase(new long[] { 5000, 5000, 1 }, new double[] { 1, 1, 0 }, true, null)]
    [TestCase(new long[] { 5000, 0 }, new double[] { 1, 1 }, true, null)]
    [TestCase(new long[] { 5000, 0 }, new double[] { 1, 0 }, false, StatisticsReason.TooFewUnits)]
    [TestCase(new long[] { 5000, 3 }, new double[] { 0, 0 }, true, StatisticsReason.NoUnits)]
    public void The_split_is_judged_where_it_can_be(long[] observed, double[] weights, bool mismatch, StatisticsReason? reason)
    {
        var result = SampleRatio.Test(observed, weights);
        Assert.That((result.Mismatch, result.Reason, result.P is null), Is.EqualTo((mismatch, reason, reason is not null)));
        Assert.That(result.Expected, Is.All.Matches<double>(double.IsFinite));
    }

    [Test]
    public void P_is_never_zero()
    {
        var contrast = Means(ArmMoments.FromSums(1_000_000, 0, 1), ArmMoments.FromSums(1_000_000, 1_000_000, 1_000_001)).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(Welch.Test(contrast, 0.05).P, Is.EqualTo(2.2250738585072014e-308));
            Assert.That(ConfidenceSequence.Test(contrast, 0.05, 5000).P, Is.EqualTo(2.2250738585072014e-308));
            Assert.That(SampleRatio.Test([1_000_000, 1], [1, 1]).P, Is.EqualTo(2.2250738585072014e-308));
        });
    }

    [Test]
    public void Nothing_infinite_comes_of_a_difference_beyond_all_measure()
    {
        var contrast = new Contrast(1e20, 1e-310, 1, 4, 1e-300, 1e-310, -1e-310, 1e300);
        var test = Welch.Test(contrast, 0.05);
        Assert.That(new[] { test.P, test.CiLow, test.CiHigh, test.CriticalValue }, Is.All.Matches<double>(double.IsFinite));
        Assert.That(ConfidenceSequence.TestLower(contrast.Negate(), 0.05, 5000).P, Is.GreaterThan(0).And.LessThan(1e-300));
        Assert.That(Fieller.Lift(contrast, test.CriticalValue).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));
    }

    [Test]
    public void No_plan_is_made_over_nothing()
    {
        var input = new PlanInput { Proportion = false, Baseline = 10, Sd = 3, Lift = 0.05 };
        Assert.Multiple(() =>
        {
            Assert.That(Planner.Plan(input with { Baseline = 0 }).Reason, Is.EqualTo(StatisticsReason.ZeroBaseline));
            Assert.That(Planner.Plan(input with { Sd = null }).Reason, Is.EqualTo(StatisticsReason.ZeroVariance));
            Assert.That(Planner.Plan(input with { Proportion = true, Baseline = 1 }).Reason, Is.EqualTo(StatisticsReason.ZeroVariance));
            Assert.That(Planner.Plan(input with { Lift = 1e-12 }).Reason, Is.EqualTo(StatisticsReason.NotFinite));
        });
    }

    private static Outcome<Contrast> Means(ArmMoments control, ArmMoments treatment) =>
        ArmEstimate.OfMean(control).Then(a => ArmEstimate.OfMean(treatment).Then(b => Welch.Compare(a, b)));
}
