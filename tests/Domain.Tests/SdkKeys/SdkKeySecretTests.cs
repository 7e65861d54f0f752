using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Domain.Tests.SdkKeys;

internal sealed class SdkKeySecretTests
{
    [TestCase(SdkKeyKind.Server, @"\Affs_[A-Za-z0-9_-]{43}\z")]
    [TestCase(SdkKeyKind.Client, @"\Affc_[A-Za-z0-9_-]{43}\z")]
    public void Says_its_kind_and_holds_256_bits(SdkKeyKind kind, string pattern) =>
        Assert.That(SdkKeySecret.Create(kind), Does.Match(pattern).And.Length.EqualTo(SdkKeySecret.Length));

    [Test]
    public void Is_never_the_same_twice() =>
        Assert.That(Enumerable.Range(0, 100).Select(_ => SdkKeySecret.Create(SdkKeyKind.Client)), Is.Unique);

    [Test]
    public void Is_hashed_with_SHA_256() => Assert.That(
        SdkKeySecret.Hash("ffs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        Is.EqualTo("5c99b18929da50d5fa25dbb176446ff604a3c1ef8f7a0a46f6610cbf2d67082a"));

    [Test]
    public void Hashes_alike_with_and_without_allocating()
    {
        var secret = SdkKeySecret.Create(SdkKeyKind.Server);
        var hash = new byte[SdkKeySecret.HashBytes];

        Assert.That((SdkKeySecret.TryHash(secret, hash), Convert.ToHexStringLower(hash)), Is.EqualTo((true, SdkKeySecret.Hash(secret))));
    }

    [TestCase("")]
    [TestCase("ffs_")]
    [TestCase("ffs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("ffs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("FFS_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("ffx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase("ffs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAä")]
    public void Is_not_even_hashed_when_it_cannot_be_one(string text) =>
        Assert.That(SdkKeySecret.TryHash(text, new byte[SdkKeySecret.HashBytes]), Is.False);

    [TestCase("server", SdkKeyKind.Server)]
    [TestCase("client", SdkKeyKind.Client)]
    [TestCase("Server", null)]
    [TestCase("0", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Knows_kinds_by_their_exact_names(string? name, SdkKeyKind? kind) => Assert.That(SdkKeyKinds.Parse(name), Is.EqualTo(kind));
}
