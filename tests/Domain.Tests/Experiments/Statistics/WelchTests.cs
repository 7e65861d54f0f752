using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Numbers: mpmath 1.3 with 40 digits, from the formulas of Welch and Fieller; the tail of t as half the regularised incomplete beta function.</summary>
public sealed class WelchTests
{
    [Test]
    public void Compares_a_hundred_with_a_hundred_and_thirty_conversions_of_a_thousand()
    {
        var contrast = Welch.Compare(Proportion(1000, 100), Proportion(1000, 130)).Value!;
        var test = Welch.Test(contrast, 0.05);
        Assert.Multiple(() =>
        {
            Assert.That(contrast.Difference, Nearly.EqualTo(0.03));
            Assert.That(contrast.StandardError, Nearly.EqualTo(0.014251315728731856));
            Assert.That(contrast.DegreesOfFreedom, Nearly.EqualTo(1972.4837094891203));
            Assert.That(test.P, Nearly.EqualTo(0.035411490257496519));
            Assert.That(test.CriticalValue, Nearly.EqualTo(1.9611673926150301));
            Assert.That(test.CiLow, Nearly.EqualTo(0.0020507842909493782));
            Assert.That(test.CiHigh, Nearly.EqualTo(0.057949215709050622));
        });
    }

    [Test]
    public void Shows_the_lift_that_does_not_contradict_the_test()
    {
        var contrast = Welch.Compare(Proportion(1000, 100), Proportion(1000, 130)).Value!;
        var lift = Fieller.Lift(contrast, Welch.Test(contrast, 0.05).CriticalValue);
        Assert.Multiple(() =>
        {
            Assert.That(lift.Value, Nearly.EqualTo(0.3));
            Assert.That(lift.CiLow, Nearly.EqualTo(0.018237694361775134));
            Assert.That(lift.CiHigh, Nearly.EqualTo(0.6749899922276197));
        });
    }

    private static ArmEstimate Proportion(long units, double conversions) =>
        ArmEstimate.OfProportion(ArmMoments.FromSums(units, conversions, conversions)).Value!;
}
