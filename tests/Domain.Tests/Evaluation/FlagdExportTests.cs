using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Flagd;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>The shape of the export. That flagd answers by it as the server does, is shown where Node runs: WebApi.Tests.</summary>
public sealed class FlagdExportTests(string culture) : InEveryCulture(culture)
{
    private static readonly Condition Germans = Leaf("country", "equals", "\"DE\"");

    [Test]
    public void Writes_a_split_as_flagds_fractional() => Assert.That(
        Export([A.PercentageFlag(percent: 12.5m)])["flags"]!["dark-mode"]!.ToJsonString(), Is.EqualTo(
            """{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{"if":[{"!!":[{"var":"targetingKey"}]},"""
            + """{"fractional":[{"cat":["dark-mode:",{"var":"targetingKey"}]},["on",12500],["off",87500]]},"off"]},"metadata":{"version":1}}"""));

    [Test]
    public void Writes_an_experiment_as_two_splits() => Assert.That(
        Export([A.Flag() with { Experiment = A.FlagExperiment() with { Layer = new("layer", "growth", [new(0, 1000), new(4000, 5000)]) } }])["flags"]!["dark-mode"]!["targeting"]!.ToJsonString(),
        Is.EqualTo(
            """{"if":[{"and":[{"!!":[{"var":"targetingKey"}]},{"===":[{"fractional":[{"cat":["growth:",{"var":"targetingKey"}]},"""
            + """["in",10000],["out",30000],["in",10000],["out",50000]]},"in"]}]},"""
            + """{"fractional":[{"cat":["dark-mode-test-1:",{"var":"targetingKey"}]},["on",50000],["off",50000]]},null]}"""));

    [Test]
    public void Writes_a_holdout_as_a_split_before_everything_else() => Assert.That(
        Export([A.Flag() with { Holdout = A.FlagHoldout(10) }])["flags"]!["dark-mode"]!["targeting"]!.ToJsonString(),
        Is.EqualTo(
            """{"if":[{"and":[{"!!":[{"var":"targetingKey"}]},{"===":[{"fractional":[{"cat":["quarter:",{"var":"targetingKey"}]},"""
            + """["in",10000],["out",90000]]},"in"]}]},"off",null]}"""));

    [Test]
    public void Lists_experiments_and_holdouts_that_providers_would_deal_otherwise() => Assert.That(
        Gaps(Export(
            [
                A.Flag("a") with { BucketBy = "company", Experiment = A.FlagExperiment() }, A.Flag("b") with { Experiment = A.FlagExperiment() with { Salt = "ü" } },
                A.Flag("c") with { Holdout = A.FlagHoldout() with { Salt = "ü" } },
            ])),
        Is.EqualTo(new[] { "a bucket_by", "b experiment.salt", "c holdout.salt" }));

    [Test]
    public void Leaves_the_default_to_the_default_variant() => Assert.That(
        Export([Ruled(Germans)])["flags"]!["dark-mode"]!.ToJsonString(), Is.EqualTo(
            """{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on","targeting":{"if":["""
            + """{"and":[{"starts_with":[{"var":"country"},""]},{"in":[{"var":"country"},["DE"]]}]},"off",null]},"metadata":{"version":1}}"""));

    [TestCase(false, false)]
    [TestCase(true, true)]
    public void Serves_the_off_variant_of_flags_that_are_off_rather_than_the_callers_default(bool isEnabled, bool isArchived)
    {
        var flag = Export([Ruled(Leaf("age", "gt", "1")) with { IsEnabled = isEnabled, IsArchived = isArchived }])["flags"]!["dark-mode"]!;
        Assert.That(((string?)flag["state"], (string?)flag["defaultVariant"], flag["targeting"]), Is.EqualTo(("ENABLED", "off", (JsonNode?)null)));
    }

    [Test]
    public void Keeps_values_as_written() => Assert.That(
        Export([Of(FlagValueType.Number, "1.0")])["flags"]!["dark-mode"]!["variants"]!.ToJsonString(), Is.EqualTo("""{"one":1.0,"other":1.0}"""));

    [TestCase("age", "gt", "1", "operator")]
    [TestCase("born", "before", "\"2000-01-01\"", "operator")]
    [TestCase("email", "matches", "\"x\"", "operator")]
    [TestCase("ip", "in_cidr", "\"10.0.0.0/8\"", "operator")]
    [TestCase("app", "semver_eq", "\"1.2.3\"", "operator")]
    [TestCase("user.country", "equals", "\"DE\"", "attribute")]
    [TestCase("a\\\\b", "equals", "\"DE\"", "attribute")]
    [TestCase("__proto__", "exists", null, "attribute")]
    [TestCase("targetingKey", "exists", null, "attribute")]
    [TestCase("id", "equals", "9007199254740993", "values[0]")]
    [TestCase("$now", "after", "\"2026-01-01T00:00:00.5Z\"", "values[0]")]
    [TestCase("company", "within_percentage", "10", "attribute")]
    public void Lists_flags_with_what_flagd_cannot_say_instead(string attribute, string @operator, string? value, string place)
    {
        var export = Export([Ruled(new() { All = [Germans, Leaf(attribute, @operator, value)] })]);
        Assert.That(export["flags"]!.AsObject(), Is.Empty);
        Assert.That(Gaps(export), Is.EqualTo(new[] { $"dark-mode rules[0].when.all[1].{place}" }));
    }

    [Test]
    public void Lists_flags_that_compare_without_regard_to_case() => Assert.That(
        Gaps(Export([Ruled(Germans with { IgnoreCase = true })])), Is.EqualTo(new[] { "dark-mode rules[0].when.ignore_case" }));

    [Test]
    public void Lists_splits_by_an_attribute_or_with_a_salt_that_providers_hash_differently() => Assert.That(
        Gaps(Export([A.PercentageFlag("a") with { BucketBy = "company" }, A.PercentageFlag("b") with { Salt = "ü" }])),
        Is.EqualTo(new[] { "a bucket_by", "b salt" }));

    [Test]
    public void Lists_objects_that_flagd_would_change() => Assert.That(
        Gaps(Export([Of(FlagValueType.Object, """{"a":[{"$ref":"x"}]}""")])), Is.EqualTo(new[] { "dark-mode variants[0]", "dark-mode variants[1]" }));

    [Test]
    public void Lists_flags_that_depend_on_one_that_is_not_exported() => Assert.That(
        Gaps(Export(
            [
                Ruled(Leaf("age", "gt", "1")), A.Flag("b") with { Prerequisites = [new("dark-mode", [])] },
                Ruled(new() { Attribute = "b", Operator = "flag_is", Values = [JsonToken.Of("on")] }) with { Key = "c" },
            ])),
        Is.EqualTo(new[] { "b prerequisites[0]", "c rules[0].when.attribute", "dark-mode rules[0].when.operator" }));

    [Test]
    public void Serves_off_for_ever_where_a_prerequisite_is_off() => Assert.That(
        Export([Ruled(Leaf("age", "gt", "1")) with { Prerequisites = [new("b", [])] }, A.Flag("b") with { IsEnabled = false }])
            ["flags"]!["dark-mode"]!["defaultVariant"]!.GetValue<string>(), Is.EqualTo("off"));

    [Test]
    public void Lists_flags_in_a_circle() => Assert.That(
        Gaps(Export([A.Flag("a") with { Prerequisites = [new("b", [])] }, A.Flag("b") with { Prerequisites = [new("a", [])] }])),
        Is.EqualTo(new[] { "a prerequisites[0]", "b prerequisites[0]" }));

    [Test]
    public void Lists_flags_whose_logic_nests_deeper_than_every_provider_reads()
    {
        var chain = Enumerable.Range(0, 30).Select(i => Ruled(Germans) with { Key = $"f-{i:00}", Prerequisites = i == 0 ? [] : [new($"f-{i - 1:00}", [])] });
        var export = Export([.. chain]);
        Assert.That(export["flags"]!.AsObject(), Has.Count.InRange(5, 29));
        Assert.That(() => JsonNode.Parse(export.ToJsonString(), documentOptions: new() { MaxDepth = 64 }), Throws.Nothing);
    }

    [TestCase("beta", "\"DE\"", ExpectedResult = """{"$ref":"beta"}""")]
    [TestCase("be.ta", "\"DE\"", ExpectedResult = """{"and":[{"starts_with":[{"var":"country"},""]},{"in":[{"var":"country"},["DE"]]}]}""")]
    [TestCase("beta", "\"US$\"", ExpectedResult = """{"and":[{"starts_with":[{"var":"country"},""]},{"in":[{"var":"country"},["US$"]]}]}""")]
    [TestCase("beta", "\"a\\\\b\"", ExpectedResult = """{"and":[{"starts_with":[{"var":"country"},""]},{"in":[{"var":"country"},["a\\b"]]}]}""")]
    public string Shares_a_segment_unless_providers_would_change_it_in_replacing(string key, string value) =>
        Export([Ruled(In(key))], A.Segment(key) with { When = Leaf("country", "equals", value) })["flags"]!["dark-mode"]!["targeting"]!["if"]![0]!
            .ToJsonString(DomainJson.Options);

    [Test]
    public void Never_refers_from_one_shared_segment_to_another()
    {
        var export = Export([Ruled(In("outer"))], A.Segment("outer") with { When = In("inner") }, A.Segment("inner") with { When = Germans });
        Assert.That(export["$evaluators"]!.ToJsonString(), Is.EqualTo(
            """{"inner":{"and":[{"starts_with":[{"var":"country"},""]},{"in":[{"var":"country"},["DE"]]}]}}"""));
    }

    [Test]
    public void Says_where_in_a_segment_it_is() => Assert.That(
        Export([Ruled(In("old"))], A.Segment("old") with { When = new() { Any = [Leaf("age", "gt", "1")] } })["notExported"]![0]!.ToJsonString(DomainJson.Options),
        Does.StartWith("""{"flag":"dark-mode","path":"rules[0].when.values[0]","reason":"Segment \"old\", when.any[0].operator: """));

    private static JsonNode Export(Flag[] flags, params Segment[] segments) =>
        JsonNode.Parse(FlagdExport.Write(new EnvironmentSnapshot(A.Configuration(A.Environment(), flags) with { Segments = segments })))!;

    private static IEnumerable<string> Gaps(JsonNode export) => export["notExported"]!.AsArray().Select(gap => $"{gap!["flag"]} {gap["path"]}");

    private static Flag Ruled(Condition when) => A.Flag() with { Rules = [new TargetingRule { Id = "1", When = when, Serve = Serve.Always("off") }] };

    private static Flag Of(FlagValueType type, string value) => A.Flag() with
    {
        Type = FlagType.Multivariate,
        ValueType = type,
        Variants = [new("one", new(value)), new("other", new(value))],
        OffVariant = "other",
        DefaultServe = Serve.Always("one"),
    };

    private static Condition In(string segment) => new() { Operator = "in_segment", Values = [JsonToken.Of(segment)] };

    private static Condition Leaf(string attribute, string @operator, string? value) =>
        new() { Attribute = attribute, Operator = @operator, Values = value is null ? null : [new(value)] };
}
