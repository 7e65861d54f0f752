using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

/// <summary>A flag that becomes another type goes on as it was, as far as that type can.</summary>
public sealed class FlagTypeChangeTests
{
    [Test]
    public void A_percentage_becomes_weights() =>
        Assert.That(Weights(A.PercentageFlag(percent: 12.5m).WithType(FlagType.Multivariate)), Is.EqualTo("on 12500, off 87500"));

    [Test]
    public void A_boolean_flag_becomes_one_that_is_on_for_all() =>
        Assert.That(Weights(A.Flag().WithType(FlagType.Multivariate)), Is.EqualTo("on 100000, off 0"));

    [Test]
    public void A_default_keeps_weights_away() =>
        Assert.That(Weights((A.PercentageFlag() with { DefaultServe = Serve.Always("on") }).WithType(FlagType.Multivariate)), Is.EqualTo("on , off "));

    [TestCase(FlagType.Percentage)]
    [TestCase(FlagType.Boolean)]
    public void Weights_go_where_they_have_no_meaning(FlagType type) =>
        Assert.That(FlagCheck.Check(A.PercentageFlag().WithType(FlagType.Multivariate).WithType(type)).ByPath(), Is.Empty);

    [Test]
    public void Weights_become_a_percentage()
    {
        var split = A.PercentageFlag(percent: 50).WithType(FlagType.Multivariate) with
        {
            Variants = [Variant.On with { Weight = 30_000 }, Variant.Off with { Weight = 70_000 }],
        };

        Assert.That(split.WithType(FlagType.Percentage).Rollout.Percent, Is.EqualTo(30));
    }

    [Test]
    public void Other_variants_are_not_thrown_away()
    {
        var colours = A.Flag() with { Type = FlagType.Multivariate, Variants = [new("red", JsonToken.True, 100_000)], OffVariant = "red" };

        Assert.That(FlagCheck.Check(colours.WithType(FlagType.Boolean)).ByPath().Keys, Does.Contain("variants"));
    }

    [Test]
    public void The_same_type_changes_nothing()
    {
        var flag = A.PercentageFlag();

        Assert.That(flag.WithType(FlagType.Percentage), Is.SameAs(flag));
    }

    [Test]
    public void Rules_without_ids_get_one_each()
    {
        var rule = new TargetingRule { When = new() { All = [] }, Serve = Serve.Always("on") };

        var ids = (A.Flag() with { Rules = [rule, rule with { Id = "mine" }, rule] }).Complete(A.Moment, keepOff: false).Rules.Select(r => r.Id).ToList();

        Assert.That((ids[1], ids.Distinct().Count(), Guid.Parse(ids[0]).Version), Is.EqualTo(("mine", 3, 7)));
    }

    [TestCase(false, "off")]
    [TestCase(true, "gone")]
    public void Off_stands_in_for_an_off_variant_that_is_gone_unless_it_was_asked_for(bool keepOff, string off) =>
        Assert.That((A.Flag() with { OffVariant = "gone" }).Complete(A.Moment, keepOff).OffVariant, Is.EqualTo(off));

    private static string Weights(Flag flag) => string.Join(", ", flag.Variants.Select(variant => $"{variant.Key} {variant.Weight}"));
}
