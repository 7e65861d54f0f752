using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

/// <summary>What is wrong with a flag, by the place where it stands.</summary>
public sealed class FlagCheckTests
{
    private static readonly Flag Colours = A.Flag() with
    {
        Type = FlagType.Multivariate,
        ValueType = FlagValueType.String,
        Variants = [new("red", JsonToken.Of("#f00"), 40_000), new("blue", JsonToken.Of("#00f"), 60_000)],
        OffVariant = "red",
    };

    private static readonly TestCaseData<Flag, string>[] Wrong =
    [
        new(A.Flag() with { ValueType = FlagValueType.String }, "value_type"),
        new(A.Flag() with { OffVariant = "on" }, "off_variant"),
        new(A.Flag() with { Variants = [Variant.On] }, "variants off_variant"),
        new(A.Flag() with { Variants = [Variant.On, Variant.Off, new("maybe", JsonToken.True)] }, "variants"),
        new(A.Flag() with { Variants = [Variant.On, new("off", JsonToken.True)] }, "variants"),
        new(A.Flag() with { Variants = [Variant.On, Variant.On] }, "variants off_variant"),
        new(A.Flag() with { Variants = [Variant.On with { Weight = 100_000 }, Variant.Off with { Weight = 0 }] }, "variants"),
        new(A.Flag() with { BucketBy = "" }, "bucket_by"),
        new(A.Flag() with { BucketBy = "  " }, "bucket_by"),
        new(A.Flag() with { BucketBy = "$now" }, "bucket_by"),
        new(A.Flag() with { BucketBy = "a\nb" }, "bucket_by"),
        new(A.Flag() with { BucketBy = new('x', 201) }, "bucket_by"),
        new(Colours with { Variants = [] }, "variants off_variant"),
        new(Colours with { Variants = Many(101) }, "variants off_variant"),
        new(Colours with { Variants = [new("no way", JsonToken.Of("x"), 100_000)], OffVariant = "no way" }, "variants[0].key"),
        new(Colours with { Variants = [.. Colours.Variants, Colours.Variants[0] with { Weight = 0 }] }, "variants[2].key"),
        new(Colours with { OffVariant = "green" }, "off_variant"),
        new(Colours with { Variants = [Colours.Variants[0], Colours.Variants[1] with { Weight = null }] }, "variants[1].weight variants"),
        new(Colours with { Variants = [Colours.Variants[0], Colours.Variants[1] with { Weight = 60_001 }] }, "variants"),
        new(Colours with { Variants = [Colours.Variants[0] with { Weight = -1 }, Colours.Variants[1] with { Weight = 100_001 }] }, "variants[0].weight variants[1].weight variants"),
        new(Colours with { Variants = Unweighted }, "variants"),
        new(Colours with { Variants = [Colours.Variants[0], Colours.Variants[1] with { Weight = 1 }], DefaultServe = Serve.Always("red") }, "variants"),
        new(Colours with { DefaultServe = new() }, "default_serve"),
        new(Colours with { DefaultServe = new() { Variant = "red", Rollout = [new("red", 100_000)] } }, "default_serve"),
        new(Colours with { DefaultServe = Serve.Always("green") }, "default_serve.variant"),
        new(Colours with { DefaultServe = Serve.Split(new("red", 50_000), new("green", 50_000)) }, "default_serve.rollout[1].variant"),
        new(Colours with { DefaultServe = Serve.Split(new("red", 50_000), new("red", 50_000)) }, "default_serve.rollout[1].variant"),
        new(Colours with { DefaultServe = Serve.Split(new("red", 50_000), new("blue", 50_001)) }, "default_serve.rollout"),
        new(Colours with { DefaultServe = Serve.Split(new("red", -1), new("blue", 100_001)) }, "default_serve.rollout[0].weight default_serve.rollout[1].weight default_serve.rollout"),
        new(Colours with { DefaultServe = Serve.Split() }, "default_serve.rollout"),
        new(Colours with { Targets = [new("green", ["ann"])] }, "targets[0].variant"),
        new(Colours with { Targets = [new("red", ["ann", ""])] }, "targets[0].user_ids[1]"),
        new(Colours with { Targets = [new("red", ["a\0b"])] }, "targets[0].user_ids[0]"),
        new(Colours with { Targets = [new("red", ["\ud800"])] }, "targets[0].user_ids[0]"),
        new(Colours with { Targets = [new("red", [new('x', 513)])] }, "targets[0].user_ids[0]"),
        new(Colours with { Targets = [new("red", ["ann"]), new("blue", ["bob", "ann"])] }, "targets[1].user_ids[1]"),
        new(Colours with { Targets = [new("red", Users(10_001))] }, "targets"),
        new(Colours with { Prerequisites = [new("a"), new("b"), new("a")] }, "prerequisites[2].flag_key"),
        new(Colours with { Prerequisites = [.. Enumerable.Range(0, 101).Select(i => new Prerequisite($"f{i}"))] }, "prerequisites"),
        new(Colours with { Variants = [null!], Targets = [null!, new("red", [null!])], DefaultServe = Serve.Split([null!]) }, "variants[0] targets[0] default_serve.rollout[0] targets[1].user_ids[0]"),
        new(Colours with { Prerequisites = [null!, new("a", [null!])], Rules = [null!] }, "prerequisites[0] rules[0] prerequisites[1].variants[0]"),
        new(Colours with { Rules = [new() { When = new() { All = [new() { Any = [null!] }, null!] }, Serve = Serve.Always("red") }] }, "rules[0].when.all[1] rules[0].when.all[0].any[0]"),
        new(Colours with { Rules = [new() { When = new() { All = [] }, Serve = Serve.Split([null!]) }] }, "rules[0].serve.rollout[0]"),
    ];

    private static IReadOnlyList<Variant> Unweighted => [.. Colours.Variants.Select(variant => variant with { Weight = null })];

    [TestCaseSource(nameof(Wrong))]
    public void Names_the_places_of_what_is_wrong(Flag flag, string paths) =>
        Assert.That(FlagCheck.Check(flag).ByPath().Keys, Is.EquivalentTo(paths.Split(' ')));

    [TestCaseSource(nameof(Right))]
    public void Lets_pass_what_is_right(Flag flag) => Assert.That(FlagCheck.Check(flag).ByPath(), Is.Empty);

    [TestCase(FlagValueType.Boolean, "true", true)]
    [TestCase(FlagValueType.Boolean, "\"true\"", false)]
    [TestCase(FlagValueType.Boolean, "null", false)]
    [TestCase(FlagValueType.String, "\"\"", true)]
    [TestCase(FlagValueType.String, "1", false)]
    [TestCase(FlagValueType.String, "null", false)]
    [TestCase(FlagValueType.Number, "1.0", true)]
    [TestCase(FlagValueType.Number, "-1e-400", true)]
    [TestCase(FlagValueType.Number, "123456789012345678901234567890", true)]
    [TestCase(FlagValueType.Number, "1e400", false)]
    [TestCase(FlagValueType.Number, "\"1\"", false)]
    [TestCase(FlagValueType.Object, "{}", true)]
    [TestCase(FlagValueType.Object, "{\"a\":[1,{\"b\":null}]}", true)]
    [TestCase(FlagValueType.Object, "{\"a\":[1,{\"b\":-1e400}]}", false)]
    [TestCase(FlagValueType.Object, "[]", false)]
    [TestCase(FlagValueType.Object, "null", false)]
    public void Wants_values_of_the_flags_type(FlagValueType type, string value, bool fits) =>
        Assert.That(ProblemsOf(type, value), Is.EqualTo(fits ? [] : new[] { "variants[0].value" }));

    [TestCase(65_536, true)]
    [TestCase(65_537, false)]
    public void Takes_values_of_64_KB(int bytes, bool fits) =>
        Assert.That(ProblemsOf(FlagValueType.String, $"\"{new string('x', bytes - 4)}é\""), fits ? Is.Empty : Is.Not.Empty);

    [TestCase(20, true)]
    [TestCase(21, false)]
    public void Takes_values_20_deep(int depth, bool fits) => Assert.That(
        ProblemsOf(FlagValueType.Object, $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}"), fits ? Is.Empty : Is.Not.Empty);

    [Test]
    public void Tells_everything_at_once() => Assert.That(
        FlagCheck.Check(Colours with { BucketBy = "", OffVariant = "x", Targets = [new("y", [""])], DefaultServe = Serve.Always("z") }).ByPath().Keys,
        Is.EquivalentTo(new[] { "bucket_by", "off_variant", "targets[0].variant", "targets[0].user_ids[0]", "default_serve.variant" }));

    [Test]
    public void Tells_no_more_than_somebody_can_read() => Assert.That(
        FlagCheck.Check(Colours with { Targets = [new("red", [.. Enumerable.Repeat("", 200)])] }).ToError()!.Fields, Has.Count.EqualTo(100));

    [TestCaseSource(nameof(WrongRules))]
    public void Names_the_places_of_what_is_wrong_with_rules(TargetingRule[] rules, string path) =>
        Assert.That(FlagCheck.Check(Colours with { Rules = rules }).ByPath().Keys, Does.Contain(path));

    private static IEnumerable<TestCaseData<TargetingRule[], string>> WrongRules()
    {
        var rule = new TargetingRule { When = new() { All = [] }, Serve = Serve.Always("red") };
        yield return new([rule with { Id = "no way" }], "rules[0].id");
        yield return new([rule with { Id = new('x', 101) }], "rules[0].id");
        yield return new([rule with { Id = "same" }, rule with { Id = "other" }, rule with { Id = "same" }], "rules[2].id");
        yield return new([rule with { Name = "a\nb" }], "rules[0].name");
        yield return new([rule with { Name = new('x', 201) }], "rules[0].name");
        yield return new([rule, rule with { Serve = new() }], "rules[1].serve");
        yield return new([rule with { Serve = Serve.Always("green") }], "rules[0].serve.variant");
        yield return new([rule with { Serve = Serve.Split(new("red", 100_001), new("blue", -1)) }], "rules[0].serve.rollout[1].weight");
        yield return new([.. Enumerable.Repeat(rule, 201)], "rules");
    }

    private static IEnumerable<Flag> Right()
    {
        yield return A.Flag();
        yield return A.PercentageFlag();
        yield return A.Flag() with { Variants = [Variant.Off, Variant.On], DefaultServe = Serve.Split(new("on", 1), new("off", 99_999)) };
        yield return Colours;
        yield return Colours with { Variants = Unweighted, DefaultServe = Serve.Always("red") };
        yield return Colours with { BucketBy = "company.id", Targets = [new("red", ["Ann", "ann", " ann"]), new("red", Users(9_000))] };
        yield return Colours with { Prerequisites = [new("a", []), new("b", ["x"])] };
        yield return A.Flag() with { Type = FlagType.Multivariate, Variants = [new("only", JsonToken.True, 100_000)], OffVariant = "only" };
    }

    private static IEnumerable<string> ProblemsOf(FlagValueType type, string value) =>
        FlagCheck.Check(Colours with { ValueType = type, Variants = [new("any", new(value), 100_000)], OffVariant = "any" }).ByPath().Keys;

    private static Variant[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => new Variant($"v{i}", JsonToken.Of("x"), i == 0 ? 100_000 : 0))];

    private static string[] Users(int count) => [.. Enumerable.Range(0, count).Select(i => $"user-{i}")];
}
