using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Welch, Fieller, delta method, sequence and hybrid against mpmath, for ordinary and for extreme arms.</summary>
[TestFixtureSource(nameof(Vectors))]
internal sealed class ComparisonTests(ComparisonVector vector)
{
    private static ComparisonVector[] Vectors => StatisticsVectors.All.Comparisons;

    private Contrast Contrast => vector.Contrast;

    [Test]
    public void Welch_compares_the_means()
    {
        var test = Welch.Test(Contrast, vector.Alpha);
        Assert.Multiple(() =>
        {
            Assert.That(Contrast.Difference, Nearly.EqualTo((double?)vector.Diff, vector.Se));
            Assert.That(Contrast.StandardError, Nearly.EqualTo(vector.Se));
            Assert.That(Contrast.DegreesOfFreedom, Nearly.EqualTo(vector.Df));
            Assert.That(test.P, Nearly.EqualTo(vector.P));
            Assert.That(test.CiLow, Nearly.EqualTo(vector.Ci[0], vector.Se));
            Assert.That(test.CiHigh, Nearly.EqualTo(vector.Ci[1], vector.Se));
        });
    }

    [Test]
    public void Fieller_turns_the_test_around() => AssertLift(
        Fieller.Lift(Contrast, Welch.Test(Contrast, vector.Alpha).CriticalValue), vector.Fieller);

    [Test]
    public void Delta_approximates_the_lift()
    {
        var lift = DeltaMethod.Lift(Contrast, Welch.Test(Contrast, vector.Alpha).CriticalValue);
        AssertLift(lift, [vector.Delta[0], vector.Delta[1]]);
    }

    [Test]
    public void The_sequence_may_be_looked_at_any_time()
    {
        var test = ConfidenceSequence.Test(Contrast, vector.Alpha, vector.Tuning);
        Assert.Multiple(() =>
        {
            Assert.That(test.P, Nearly.EqualTo(vector.Sequence.P));
            Assert.That(test.CiLow, Nearly.EqualTo(vector.Sequence.Ci[0], vector.Se));
            Assert.That(test.CiHigh, Nearly.EqualTo(vector.Sequence.Ci[1], vector.Se));
        });
        AssertLift(Fieller.Lift(Contrast, test.CriticalValue), vector.Sequence.Fieller);
    }

    [Test]
    public void The_sequence_watches_one_side()
    {
        var test = ConfidenceSequence.TestLower(Contrast.Negate(), vector.Alpha, vector.Tuning);
        Assert.Multiple(() =>
        {
            Assert.That(test.P, Nearly.EqualTo(vector.Lower.P));
            Assert.That(test.CiHigh, Nearly.EqualTo(vector.Lower.High, vector.Se));
        });
    }

    [Test]
    public void The_hybrid_rule_spends_a_fifth_while_running_and_the_rest_at_the_end() => Assert.Multiple(() =>
    {
        AssertHybrid(Hybrid.Test(Contrast, vector.Alpha, vector.Tuning, planFulfilled: false), vector.HybridRunning);
        AssertHybrid(Hybrid.Test(Contrast, vector.Alpha, vector.Tuning, planFulfilled: true), vector.HybridEnd);
    });

    private static void AssertHybrid(TestResult test, HybridVector expected)
    {
        Assert.That(test.P, Nearly.EqualTo(expected.P));
        Assert.That(test.CriticalValue, Nearly.EqualTo(expected.Critical));
    }

    private void AssertLift(Lift lift, double?[] bounds) => Assert.Multiple(() =>
    {
        var scale = vector.Se / Math.Abs(Contrast.Baseline);
        Assert.That(lift.Value, Nearly.EqualTo((double?)vector.Lift, scale));
        Assert.That(lift.CiLow, Nearly.EqualTo(bounds[0], scale));
        Assert.That(lift.CiHigh, Nearly.EqualTo(bounds[1], scale));
        Assert.That(lift.Reason, bounds[0] is null ? Is.EqualTo(StatisticsReason.BaselineNotDistinguishableFromZero) : Is.Null);
    });
}
