using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Operators;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

public sealed class ConditionCompilerTests
{
    private static readonly string[] Operators =
    [
        "equals", "not_equals", "in", "contains", "starts_with", "ends_with", "matches", "not_matches", "gt", "before", "after", "semver_eq",
        "semver_gt", "exists", "includes_any", "includes_all", "in_cidr", "in_segment", "flag_is", "within_percentage", "unknown",
    ];

    private static readonly Gen<string> Values = Gen.OneOf(
        OneOf("null", "true", "5", "1e999", "-0", "{}", "[1]", "\"\"", "\"1.0.0\"", "\"2026-01-01\"", "\"10.0.0.0/8\"",
            "\"$now\"", "\"(\"", "\"(a{999}){999}\""),
        Gen.String.Select(text => JsonSerializer.Serialize(text)),
        Gen.String[Gen.Char["()[]{}^$\\|?*+.:-#!=<>axidD019,\n "], 0, 30].Select(text => JsonSerializer.Serialize(text)));

    private static readonly Gen<string> Leaf = Gen.Select(
        OneOf("\"a\"", "\"$now\"", "\"\"", "null", "\"a..b\""), OneOf(Operators), Values.Array[0, 3], OneOf("null", "true", "false"),
        (attribute, op, values, ignoreCase) =>
            $"{{\"attribute\":{attribute},\"operator\":\"{op}\",\"values\":[{string.Join(',', values)}],\"ignore_case\":{ignoreCase}}}");

    private static readonly Gen<string> Tree = Gen.Recursive<string>((depth, tree) => depth > 9
        ? Leaf
        : Gen.OneOf(Leaf, Gen.Const("null"), Gen.Const("{}"), Gen.Select(OneOf("all", "any", "none"), tree.Array[0, 3],
            (name, children) => $"{{\"{name}\":[{string.Join(',', children)}]}}")));

    [Test]
    public void Never_throws() => Tree.Sample(
        json =>
        {
            var problems = new Problems();
            var compiled = Compile(JsonSerializer.Deserialize<Condition>(json, DomainJson.Options), problems);
            Assert.That(problems.ByPath().SelectMany(pair => pair.Value), Has.None.Contains("System.").And.None.Contains("RegexOptions"));
            Matches(compiled);
        },
        iter: 1000);

    [Test]
    public void A_wrong_condition_matches_nobody_even_where_it_says_none()
    {
        var compiled = Compile(new() { None = [new() { Attribute = "a", Operator = "unknown", Values = [] }] }, new());

        Assert.That(Matches(compiled), Is.False);
    }

    [Test]
    public void Names_the_operators_where_one_is_unknown()
    {
        var problems = new Problems();

        Compile(new() { Attribute = "a", Operator = "is", Values = [] }, problems);

        Assert.That(problems.ByPath()["when.operator"], Is.EqualTo(new[]
        {
            "there is no such operator. Operators: after, before, contains, ends_with, equals, exists, flag_is, flag_is_not, gt, gte, in, in_cidr, "
            + "in_segment, includes_all, includes_any, includes_none, lt, lte, matches, not_contains, not_ends_with, not_equals, not_exists, not_in, "
            + "not_in_cidr, not_in_segment, not_matches, not_starts_with, semver_eq, semver_gt, semver_gte, semver_lt, semver_lte, semver_neq, "
            + "starts_with, within_percentage.",
        }));
    }

    [TestCase("(?=a)", "uses what cannot be matched in linear time: positive lookahead (?= pattern) or positive lookbehind (?<= pattern).")]
    [TestCase("(a)\\1", "uses what cannot be matched in linear time: backreference (\\ number).")]
    [TestCase("(a{1000}){1000}", "is too large: make its repetitions smaller, as {1000} inside {1000} is a million.")]
    [TestCase("a**", "is no regular expression: Invalid pattern 'a**' at offset 3. Nested quantifier '*'.")]
    public void Says_in_words_what_is_wrong_with_a_pattern(string pattern, string message)
    {
        var problems = new Problems();

        Compile(new() { Attribute = "a", Operator = "matches", Values = [JsonToken.Of(pattern)] }, problems);

        Assert.That(problems.ByPath()["when.values[0]"], Is.EqualTo(new[] { message }));
    }

    [Test]
    public void A_text_that_takes_too_long_is_of_no_fitting_kind()
    {
        var impatient = new RegexTest(new Regex("(a?){1000}(a?){1000}b", RegexOptions.NonBacktracking, TimeSpan.FromTicks(1)));

        Assert.That(impatient.Of(new string('a', 100_000)), Is.EqualTo(TestOutcome.DoesNotApply));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static CompiledCondition Compile(Condition? condition, Problems problems) =>
        ConditionCompiler.Compile(condition!, "when", "salt", problems);

    private static bool Matches(CompiledCondition compiled) => Matches(compiled, new Attributes { { "a", "beta" } });

    private static bool Matches(CompiledCondition compiled, Attributes attributes)
    {
        var effort = default(EvaluationEffort);
        return compiled.Matches(new EvaluationScope(TestKit.Builders.A.Snapshot(), new EvaluationContext("user-1", attributes), ref effort));
    }
}
