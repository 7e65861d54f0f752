using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

/// <summary>Saving refuses references to nothing and cycles; should one come to be all the same, evaluation says neither yes nor no.</summary>
public sealed class DanglingReferenceTests
{
    private static readonly Attributes Nothing = [];

    [Test]
    public void A_segment_that_is_not_there_matches_neither_way([Values("in_segment", "not_in_segment")] string op) =>
        Assert.That(OneCondition.Compiled(Segments(op, "gone")).Matches(Nothing), Is.False);

    [Test]
    public void A_segment_that_is_not_there_does_not_hide_one_that_holds_the_user() =>
        Assert.That(OneCondition.Compiled(Segments("in_segment", "gone", "beta"), Beta("user-1")).Matches(Nothing), Is.True);

    [Test]
    public void Nobody_is_known_to_be_outside_of_a_segment_that_is_not_there() =>
        Assert.That(OneCondition.Compiled(Segments("not_in_segment", "beta", "gone"), Beta("user-2")).Matches(Nothing), Is.False);

    [Test]
    public void A_flag_that_is_not_there_matches_neither_way([Values("flag_is", "flag_is_not")] string op) =>
        Assert.That(
            OneCondition.Compiled(new() { Attribute = "gone", Operator = op, Values = [JsonToken.Of("on")] }).Matches(Nothing), Is.False);

    [Test]
    public void Segments_in_a_circle_end([Values("in_segment", "not_in_segment")] string op)
    {
        var circle = new SegmentDefinition { Key = "beta", When = Segments("in_segment", "beta") };

        Assert.That(OneCondition.Compiled(Segments(op, "beta"), circle).Matches(Nothing), Is.EqualTo(op == "not_in_segment"));
    }

    private static SegmentDefinition Beta(string userId) => new() { Key = "beta", Included = [userId] };

    private static Condition Segments(string op, params string[] keys) => new() { Operator = op, Values = [.. keys.Select(JsonToken.Of)] };
}
