using System.Text;
using CsCheck;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class BucketingTests(string culture) : InEveryCulture(culture)
{
    [TestCaseSource(typeof(BucketingVectors), nameof(BucketingVectors.Buckets))]
    public void Agrees_with_the_golden_vectors(string salt, string id, int bucket) =>
        Assert.That(Bucketing.Bucket(salt, id), Is.EqualTo(bucket));

    [Test]
    public void Follows_the_formula_for_any_salt_and_id() =>
        Gen.Select(Gen.String[0, 100], Gen.String[0, 600]).Sample(
            (salt, id) => Bucketing.Bucket(salt, id) == Formula(salt, id), iter: 5_000, threads: 1);

    // Around the length at which the bytes no longer fit on the stack.
    [Test]
    public void Follows_the_formula_for_every_length_of_an_id(
        [Values("x", "é", "語", "😀")] string unit, [Values(0, 7, 100)] int saltLength)
    {
        var salt = new string('s', saltLength);
        var ids = Enumerable.Range(0, 513).Select(length => string.Concat(Enumerable.Repeat(unit, length)));

        Assert.That(ids.Where(id => Bucketing.Bucket(salt, id) != Formula(salt, id)), Is.Empty);
    }

    [TestCaseSource(nameof(LoneSurrogates))]
    public void Reads_a_lone_surrogate_as_the_replacement_character(string id) =>
        Assert.That(Bucketing.Bucket("dark-mode", id), Is.EqualTo(Bucketing.Bucket("dark-mode", "user-\ufffd")));

    // Not as [TestCase]: attributes are stored in UTF-8, which has no lone surrogates.
    private static IEnumerable<TestCaseData> LoneSurrogates() =>
    [
        new TestCaseData("user-\ud800").SetArgDisplayNames("high"),
        new TestCaseData("user-\udc00").SetArgDisplayNames("low"),
    ];

    private static int Formula(string salt, string id) =>
        (int)((ulong)Murmur3.Hash(Encoding.UTF8.GetBytes(salt + ":" + id)) * 100_000 / 4_294_967_296);
}
