using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Explaining;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>What a newer version of the server wrote, or what would cost too much.</summary>
public sealed class MisunderstoodTests(string culture) : InEveryCulture(culture)
{
    private static readonly Condition ToCome = new() { Attribute = "a", Operator = "an_operator_to_come", Values = [] };
    private static readonly SegmentDefinition Segment = new() { Key = "vip", Included = ["ann"], Excluded = ["eve"], When = ToCome };

    [TestCase("in_segment")]
    [TestCase("not_in_segment")]
    public void A_segment_that_cannot_be_understood_matches_neither_form(string name) =>
        Assert.That(Evaluate(name, "bob").Rule, Is.Null);

    [TestCase("in_segment", "ann")]
    [TestCase("not_in_segment", "eve")]
    public void Its_lists_hold_all_the_same(string name, string userId) => Assert.That(Evaluate(name, userId).Rule, Is.Not.Null);

    [Test]
    public void The_explanation_says_so()
    {
        var trace = Explainer.Explain(Snapshot("not_in_segment"), Flag("not_in_segment"), new("bob"), out _);

        Assert.That(trace.Rules[0].When.Segments![0].Because, Is.EqualTo("invalid"));
    }

    [Test]
    public void A_flag_that_cannot_be_understood_serves_its_off_variant() =>
        Assert.That(
            Evaluator.Evaluate(A.Snapshot(A.Flag() with { Rules = [Rule(0, ToCome)] }), "dark-mode", new("bob")) is { Error: EvaluationError.FlagInvalid, IsEnabled: false },
            Is.True);

    [TestCase(50, true)]
    [TestCase(51, false)]
    public void A_flag_may_use_patterns_in_50_places(int rules, bool isValid) =>
        Assert.That(
            new CompiledFlag(A.Flag() with
            {
                Rules = [.. Enumerable.Range(0, rules).Select(n => Rule(n, new() { Attribute = "a", Operator = "matches", Values = [JsonToken.Of("^x")] }))],
            }).IsValid,
            Is.EqualTo(isValid));

    /// <summary>Each of these would take seconds; whatever the number of flags and rules, one is tried.</summary>
    [Test]
    public void After_one_pattern_that_took_too_long_no_more_are_matched()
    {
        Condition hard = new() { Attribute = "a", Operator = "not_matches", Values = [JsonToken.Of("(.*a){1000}b")] };
        Condition easy = new() { Attribute = "b", Operator = "matches", Values = [JsonToken.Of("^x")] };
        var flags = new[] { A.Flag("first") with { Rules = [Rule(0, hard)] }, A.Flag("second") with { Rules = [Rule(0, easy)], DefaultServe = Serve.Always("off") } };
        var context = new EvaluationContext("bob", new Attributes { { "a", string.Concat(Enumerable.Repeat("ab", 3000)) }, { "b", "x" } }).ForMany();
        var snapshot = A.Snapshot(flags);

        _ = Evaluator.Evaluate(snapshot, "first", context);

        Assert.That(Evaluator.Evaluate(snapshot, "second", context).Rule, Is.Null);
    }

    private static TargetingRule Rule(int number, Condition when) => new() { Id = $"rule-{number}", When = when, Serve = Serve.Always("on") };

    private static Flag Flag(string name) =>
        A.Flag() with { Rules = [Rule(0, new() { Operator = name, Values = [JsonToken.Of("vip")] })], DefaultServe = Serve.Always("off") };

    private static EnvironmentSnapshot Snapshot(string name) => new(A.Configuration(A.Environment(), Flag(name)) with { Segments = [Segment] });

    private static EvaluationResult Evaluate(string name, string userId) => Evaluator.Evaluate(Snapshot(name), "dark-mode", new(userId));
}
