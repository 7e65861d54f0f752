using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>The ids are fixed, so nothing here is left to chance: a failure is a change of the hash.</summary>
public sealed class BucketDistributionTests(string culture) : InEveryCulture(culture)
{
    private const int Users = 100_000;
    private const double Sigmas = 3;

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Fills_all_parts_of_the_range_alike(string shape)
    {
        const int Parts = 100;
        var counts = new int[Parts];
        foreach (var id in Ids.Of(shape, Users))
        {
            counts[Bucketing.Bucket("dark-mode", id) * Parts / Bucketing.Buckets]++;
        }

        const double Expected = (double)Users / Parts;
        var chiSquare = counts.Sum(count => (count - Expected) * (count - Expected) / Expected);
        // Chi-square has the mean k and the variance 2k, k being the degrees of freedom.
        const int Degrees = Parts - 1;
        Assert.That(chiSquare, Is.EqualTo(Degrees).Within(Sigmas * Math.Sqrt(2 * Degrees)));
    }

    private static readonly EnvironmentSnapshot Nowhere = A.Snapshot();

    [Test]
    public void Serves_the_share_that_the_percentage_says(
        [ValueSource(typeof(Ids), nameof(Ids.Shapes))] string shape,
        [Values("0.1", "10", "33.333", "50")] decimal percent)
    {
        var flag = new CompiledFlag(A.PercentageFlag("new-checkout", percent));

        var on = Ids.Of(shape, Users).Count(id => Evaluator.Evaluate(Nowhere, flag, new EvaluationContext(id)).IsEnabled);

        var share = (double)percent / 100;
        Assert.That(on, Is.EqualTo(Users * share).Within(Sigmas * Math.Sqrt(Users * share * (1 - share))));
    }
}
