using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Targeting;

public sealed class ReferencesTests
{
    [Test]
    public void Of_prerequisites_name_their_variants() => Assert.That(
        Told(References.Of(A.Flag() with { Prerequisites = [new("a"), new("b", ["on", "off"])] })),
        Is.EqualTo(new[]
        {
            "flag \"a\" at prerequisites[0].flag_key", "flag \"b\" at prerequisites[1].flag_key on@prerequisites[1].variants[0] off@prerequisites[1].variants[1]",
        }));

    [TestCase("in_segment")]
    [TestCase("not_in_segment")]
    public void Of_segments_stand_in_the_values(string name) => Assert.That(
        Told(OfRule(new() { Operator = name, Values = [JsonToken.Of("s"), JsonToken.Of("t")] })),
        Is.EqualTo(new[] { "segment \"s\" at rules[0].when.values[0]", "segment \"t\" at rules[0].when.values[1]" }));

    [TestCase("flag_is")]
    [TestCase("flag_is_not")]
    public void Of_flags_stand_in_the_attribute_and_their_variants_in_the_values(string name) => Assert.That(
        Told(OfRule(new() { Attribute = "a", Operator = name, Values = [JsonToken.Of("on")] })),
        Is.EqualTo(new[] { "flag \"a\" at rules[0].when.attribute on@rules[0].when.values[0]" }));

    [Test]
    public void Are_found_in_all_groups()
    {
        var leaf = new Condition { Attribute = "a", Operator = "flag_is" };

        Assert.That(
            Told(OfRule(new() { All = [new() { Any = [leaf] }, new() { None = [leaf] }, leaf] })),
            Is.EqualTo(new[]
            {
                "flag \"a\" at rules[0].when.all[0].any[0].attribute", "flag \"a\" at rules[0].when.all[1].none[0].attribute", "flag \"a\" at rules[0].when.all[2].attribute",
            }));
    }

    [Test]
    public void Of_a_segment_are_those_of_its_condition()
    {
        var segment = new SegmentDefinition { Key = "s", When = new() { Operator = "in_segment", Values = [JsonToken.Of("t")] } };

        Assert.That(Told(References.Of(segment)), Is.EqualTo(new[] { "segment \"t\" at when.values[0]" }));
    }

    [TestCase("equals")]
    [TestCase(null)]
    public void Are_no_other_conditions(string? name) =>
        Assert.That(OfRule(new() { Attribute = "a", Operator = name, Values = [JsonToken.Of("s")] }), Is.Empty);

    [Test]
    public void Pass_over_what_makes_no_sense() =>
        Assert.That(OfRule(new() { All = [new() { Operator = "flag_is" }, new() { Operator = "in_segment", Values = [new("5")] }] }), Is.Empty);

    [Test]
    public void Become_one_dependency_for_each_target()
    {
        var references = OfRule(new()
        {
            All =
            [
                new() { Attribute = "a", Operator = "flag_is", Values = [JsonToken.Of("x")] },
                new() { Attribute = "a", Operator = "flag_is_not", Values = [JsonToken.Of("x"), JsonToken.Of("y")] },
            ],
        });

        var dependency = Dependency.Of(Node.Flag("source"), references).Single();

        Assert.That((dependency.Target, dependency.Lookups, string.Join(' ', dependency.Variants)), Is.EqualTo((Node.Flag("a"), 2, "x y")));
    }

    private static IReadOnlyList<Reference> OfRule(Condition when) =>
        References.Of(A.Flag() with { Rules = [new() { When = when, Serve = Serve.Always("on") }] });

    private static IEnumerable<string> Told(IEnumerable<Reference> references) => references.Select(reference =>
        $"{reference.Target} at {reference.Path}{string.Concat(reference.Variants.Select(named => $" {named.Variant}@{named.Path}"))}");
}
