using System.Numerics;
using System.Text;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Tests.Evaluation.Experiments;

/// <summary>Who takes part and gets which arm: the golden vectors, and the same once more by other code than the service's.</summary>
public sealed class ExperimentVectorTests(string culture) : InEveryCulture(culture)
{
    [TestCaseSource(typeof(BucketingVectors), nameof(BucketingVectors.Experiments))]
    public void Agrees_with_the_golden_vectors(FlagExperiment experiment, string id, int entry, int? bucket, string? arm)
    {
        var result = experiment.With().Evaluate(id);

        Assert.That((result.Variant!.Key, result.Bucket), Is.EqualTo((arm ?? "default", bucket ?? EvaluationResult.NoBucket)));
        Assert.That((result.Experiment?.Key, result.Reason), Is.EqualTo(arm is null ? (null, Reason.Default) : ("experiment", Reason.Split)));
    }

    [TestCaseSource(typeof(BucketingVectors), nameof(BucketingVectors.Experiments))]
    public void The_vectors_are_what_the_text_says(FlagExperiment experiment, string id, int entry, int? bucket, string? arm)
    {
        var own = BucketOf(experiment.Layer?.Salt ?? $"{experiment.Salt}.traffic", id);
        var isIn = experiment.Layer?.Ranges.Any(range => own / 10 >= range.Start && own / 10 < range.End) ?? own < experiment.Traffic.Weight;
        var end = 0;
        var expected = experiment.Arms.First(candidate => BucketOf(experiment.Salt, id) < (end += candidate.Weight)).Variant;

        Assert.That((entry, bucket, arm), Is.EqualTo((own, isIn ? BucketOf(experiment.Salt, id) : (int?)null, isIn ? expected : null)));
    }

    /// <summary>MurmurHash3 x86_32 as it is published, a byte at a time.</summary>
    private static int BucketOf(string salt, string id)
    {
        var data = Encoding.UTF8.GetBytes($"{salt}:{id}");
        var hash = 0u;
        for (var at = 0; at < data.Length; at += 4)
        {
            var word = 0u;
            for (var i = Math.Min(3, data.Length - at - 1); i >= 0; i--)
            {
                word = (word << 8) | data[at + i];
            }

            hash ^= BitOperations.RotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
            hash = data.Length - at >= 4 ? (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64 : hash;
        }

        hash ^= (uint)data.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)((BigInteger)(hash ^ (hash >> 16)) * 100_000 >> 32);
    }
}
