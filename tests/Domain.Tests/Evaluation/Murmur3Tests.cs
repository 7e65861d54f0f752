using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class Murmur3Tests
{
    [TestCaseSource(typeof(BucketingVectors), nameof(BucketingVectors.Hashes))]
    public void Agrees_with_published_hashes(byte[] data, uint hash) => Assert.That(Murmur3.Hash(data), Is.EqualTo(hash));
}
