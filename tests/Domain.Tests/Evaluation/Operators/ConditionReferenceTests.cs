using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

public sealed class ConditionReferenceTests
{
    [TestCase("in_segment")]
    [TestCase("not_in_segment")]
    public void Finds_segments_by_their_values(string op) => Assert.That(
        Found(new() { Operator = op, Values = [JsonToken.Of("beta"), JsonToken.Of("staff")] }),
        Is.EqualTo(new[] { "Segment beta at when.values[0]", "Segment staff at when.values[1]" }));

    [TestCase("flag_is")]
    [TestCase("flag_is_not")]
    public void Finds_flags_with_their_variants(string op) => Assert.That(
        Found(new() { Attribute = "search", Operator = op, Values = [JsonToken.True, JsonToken.Of("fast")] }),
        Is.EqualTo(new[] { "Flag search at when.attribute: fast at when.values[1]" }));

    [Test]
    public void Looks_into_all_groups()
    {
        var segment = new Condition { Operator = "in_segment", Values = [JsonToken.Of("beta")] };
        var flag = new Condition { Attribute = "search", Operator = "flag_is", Values = [] };
        var attribute = new Condition { Attribute = "plan", Operator = "equals", Values = [JsonToken.Of("beta")] };

        Assert.That(
            Found(new() { All = [attribute, new() { Any = [segment, new() { None = [flag] }] }] }),
            Is.EqualTo(new[] { "Segment beta at when.all[1].any[0].values[0]", "Flag search at when.all[1].any[1].none[0].attribute" }));
    }

    [Test]
    public void Survives_what_is_no_condition() => Assert.That(
        Found(new()
        {
            All =
            [
                null!,
                new(),
                new() { Operator = "in_segment" },
                new() { Operator = "flag_is", Values = [] },
                new() { Operator = "in_segment", Values = [new("\"\\ud800\""), default] },
            ],
        }),
        Is.Empty);

    private static IEnumerable<string> Found(Condition condition) => condition.References("when").Select(reference =>
        $"{(reference.Target.Type == Node.FlagType ? "Flag" : "Segment")} {reference.Target.Key} at {reference.Path}"
        + (reference.Variants.Count == 0 ? "" : ": " + string.Join(", ", reference.Variants.Select(variant => $"{variant.Variant} at {variant.Path}"))));
}
