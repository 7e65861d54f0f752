using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

public sealed class MomentsTests
{
    private const double Far = 1e9;

    [Test]
    public void Values_near_a_billion_keep_their_variance()
    {
        // -1, 0 and 1 about 1e9, a third of 90 000 each: variance 60 000 / 89 999
        var arm = ArmEstimate.OfMean(new ArmMoments(90_000, Far, 0, 60_000)).Value!;
        Assert.That(arm.Mean, Is.EqualTo(Far));
        Assert.That(arm.Variance, Nearly.EqualTo(60_000 / 89_999.0));
    }

    [Test]
    public void Means_near_a_billion_keep_their_difference_and_their_lift()
    {
        var control = ArmEstimate.OfMean(new ArmMoments(90_000, Far, 0, 60_000)).Value!;
        var treatment = ArmEstimate.OfMean(new ArmMoments(90_000, Far, 900, 60_000)).Value!;
        var contrast = Welch.Compare(control, treatment).Value!;
        Assert.That(contrast.Difference, Nearly.EqualTo(0.01));
        Assert.That(Fieller.Lift(contrast, 2).Value, Nearly.EqualTo(1e-11));
        Assert.That(Fieller.Lift(contrast, 2).CiLow, Nearly.EqualTo((0.01 - (2 * contrast.StandardError)) / Far));
    }

    [Test]
    public void Plain_sums_are_sums_about_nought()
    {
        var arm = ArmMoments.FromSums(4, 10, 30, 20, 120, 60); // y = 1 2 3 4, x = 2 4 6 8
        Assert.Multiple(() =>
        {
            Assert.That((arm.SumY, arm.SumX, arm.MeanY, arm.MeanX), Is.EqualTo((10.0, 20.0, 2.5, 5.0)));
            Assert.That(arm.VarianceY, Nearly.EqualTo(5 / 3.0));
            Assert.That(arm.VarianceX, Nearly.EqualTo(20 / 3.0));
            Assert.That(arm.Covariance, Nearly.EqualTo(10 / 3.0));
            Assert.That(arm.Before(), Is.EqualTo(new ArmMoments(4, 0, 20, 120)));
        });
    }

    [Test]
    public void Another_centre_changes_no_estimate()
    {
        var arm = ArmMoments.FromSums(4, 10, 30, 20, 120, 60).About(2.5, 4);
        Assert.That(arm, Is.EqualTo(new ArmMoments(4, 2.5, 0, 5, 4, 4, 24, 10)));
    }

    // scipy 1.10.1: skew([0, 1, 1, 2, 6])
    [Test]
    public void Skewness_follows_from_the_sum_of_cubes_about_any_centre()
    {
        double[] values = [0, 1, 1, 2, 6];
        foreach (var centre in new[] { 0.0, 2, -3 })
        {
            var about = values.Select(value => value - centre).ToList();
            var arm = new ArmMoments(5, centre, about.Sum(), about.Sum(v => v * v));
            Assert.That(MinimumData.Skewness(arm, about.Sum(v => v * v * v)), Nearly.EqualTo(1.170158632255954));
        }
    }

    [Test]
    public void A_quantile_is_read_from_three_units()
    {
        var ranks = UnitQuantile.Ranks(1000, 0.9).Value!;

        // z sqrt(0.9 0.1 / 1000) = 0.0185938...: ranks 882, 900 and 919
        Assert.That(ranks, Is.EqualTo(new QuantileRanks(882, 900, 919)));
        var estimate = UnitQuantile.Estimate(1000, 40, 42, 44).Value!;
        Assert.That(estimate.Mean, Is.EqualTo(42));
        Assert.That(estimate.StandardError, Nearly.EqualTo(4 / (2 * 1.9599639845400545)));
    }

    [TestCase(10, 0.5, 5)]
    [TestCase(10, 0.51, 6)]
    [TestCase(1000, 0.999, 999)]
    [TestCase(3, 0, 1)]
    [TestCase(3, 1, 3)]
    public void The_nearest_rank_is_the_first_that_reaches_the_share(long count, double share, long expected) =>
        Assert.That(NearestRank.Of(count, share), Is.EqualTo(expected));

    [Test]
    public void The_cap_is_one_of_the_values()
    {
        Assert.That(NearestRank.Cap([1, 2, 3, 40], 0.75), Is.EqualTo(3));
        Assert.That(NearestRank.Cap([], 0.75), Is.Null);
    }
}
