using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class FlagTests(string culture) : InEveryCulture(culture)
{
    private static readonly string[] GoodKeys =
        ["a", "0", "-", "dark-mode", "2026-checkout", "checkout.v2", "checkout_v2", "a..b", "a.", new('a', 100)];

    private static readonly string?[] BadKeys =
    [
        null, "", " ", new('a', 101), ".a", "_a", "A", "dark-Mode", "dark mode", " dark", "dark ", "dark\n", "\ndark", "dark\0",
        "dar\u212a", "d\u0131sk", "größe", "a/b", "a:b", "a+b", "a\u00ad", "\uff41", "\u0661", "😀",
    ];

    private static readonly string?[] BadTags = [null, "", "a\nb", "a\0", "\ud800", new('t', 51)];

    [TestCaseSource(nameof(GoodKeys))]
    public void A_key_may_be(string key) => Assert.That(Flag.IsKey(key), Is.True);

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_may_not_be(string? key) => Assert.That(Flag.IsKey(key), Is.False);

    [TestCase("a")]
    [TestCase("Größe XL")]
    [TestCase("👩\u200d👧")]
    public void A_tag_may_be(string tag) => Assert.That(Flag.IsTag(tag), Is.True);

    [TestCaseSource(nameof(BadTags))]
    public void A_tag_may_not_be(string? tag) => Assert.That(Flag.IsTag(tag), Is.False);

    [Test]
    public void A_tag_may_have_50_characters() => Assert.That(Flag.IsTag(new string('t', 50)), Is.True);

    [Test]
    public void Every_flag_has_on_and_off() =>
        Assert.That(A.Flag().Variants, Is.EqualTo([new Variant("on", new("true")), new Variant("off", new("false"))]));

    [Test]
    public void Every_flag_is_off_by_its_variant_off() => Assert.That(A.Flag().OffVariant, Is.EqualTo("off"));
}
