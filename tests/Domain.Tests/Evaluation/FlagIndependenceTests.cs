using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>Who is in one rollout says nothing about who is in another: otherwise the same users would test everything.</summary>
public sealed class FlagIndependenceTests(string culture) : InEveryCulture(culture)
{
    private const int Users = 20_000;

    // The noise of a correlation over n users has the standard deviation 1/√n. The ids are fixed, but there are many pairs.
    private const double Sigmas = 4;

    private static readonly string[] Salts =
        ["dark-mode", "new-checkout", "flag-1", "flag-2", "flag-3", "flag-10", "a", "b", "ab", "release.2026-01"];

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void No_two_flags_share_their_users(string shape)
    {
        var buckets = Salts.Select(salt => Ids.Of(shape, Users).Select(id => Bucketing.Bucket(salt, id)).ToArray()).ToArray();

        var correlations =
            from weight in (int[])[10_000, 50_000, 90_000]
            let isIn = buckets.Select(ofFlag => ofFlag.Select(bucket => bucket < weight ? 1.0 : 0).ToArray()).ToArray()
            from one in Enumerable.Range(0, Salts.Length)
            from other in Enumerable.Range(0, one)
            select Correlation(isIn[one], isIn[other]);
        Assert.That(correlations, Is.All.Zero.Within(Sigmas / Math.Sqrt(Users)));
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void No_user_goes_with_the_one_before(string shape)
    {
        double[] buckets = [.. Ids.Of(shape, Users + 1).Select(id => (double)Bucketing.Bucket("dark-mode", id))];

        Assert.That(Correlation(buckets[..^1], buckets[1..]), Is.Zero.Within(Sigmas / Math.Sqrt(Users)));
    }

    /// <summary>Pearson's r; over zeros and ones it is the phi coefficient.</summary>
    private static double Correlation(double[] one, double[] other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var together = one.Zip(other, (a, b) => (a - meanOne) * (b - meanOther)).Sum();
        return together / Math.Sqrt(one.Sum(a => (a - meanOne) * (a - meanOne)) * other.Sum(b => (b - meanOther) * (b - meanOther)));
    }
}
