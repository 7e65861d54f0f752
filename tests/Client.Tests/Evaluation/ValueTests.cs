using System.Text.Json;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Evaluation;

[TestFixture("")]
[TestFixture("tr-TR")]
[TestFixture("de-DE")]
internal sealed class ValueTests(string culture) : WithServer
{
    private static readonly EvaluationContext Ann = new("ann");

    [SetUp]
    public async Task Load()
    {
        using var scope = CultureScope.Use(culture);
        Server.Configuration = Some.Configuration(
            1,
            Some.Valued("text", "\"Gr\\u00fc\\u00dfe\""),
            Some.Valued("half", "12.5"),
            Some.Valued("five", "5.0"),
            Some.Valued("huge", "1e400"),
            Some.Valued("price", "0.1000000000000000000000001"),
            Some.Valued("limits", "{\"maxItems\": 3, \"names\": [\"a\"]}"),
            Some.Valued("list", "[1, 2]"),
            Some.Flag("is-off") with { IsEnabled = false },
            Some.Flag("half-of-users") with { Type = FlagType.Percentage, Rollout = new RolloutPercentage(50_000) },
            Some.Flag("broken") with { DefaultServe = Domain.Targeting.Serve.Always("nowhere") },
            Some.Flag("tested") with
            {
                Experiment = new() { Key = "a-test", Run = 3, Salt = "a-test-1", Arms = [new("on", 50_000), new("off", 50_000)], Traffic = new(50_000) },
                Targets = [new Domain.Targeting.Target("off", ["ann"])],
            },
            Some.Flag("for-ann") with { Targets = [new Domain.Targeting.Target("off", ["ann"])] });
        Start();
        await Started.WaitUntilReadyAsync(Long);
    }

    [Test]
    public void Reads_each_type()
    {
        using var scope = CultureScope.Use(culture);

        Assert.That(Started.Bool(Some.FlagKey, Ann, fallback: false), Is.True);
        Assert.That(Started.String("text", Ann, ""), Is.EqualTo("Grüße"));
        Assert.That(Started.Number("half", Ann, 0), Is.EqualTo(12.5));
        Assert.That(Started.Integer("five", Ann, 0), Is.EqualTo(5));
        Assert.That(Started.Decimal("price", Ann, 0), Is.EqualTo(0.1000000000000000000000001m));
        Assert.That(Started.Object("limits", Ann, new Limits(0, [])).MaxItems, Is.EqualTo(3));
        Assert.That(Started.Object("limits", Ann, default(JsonElement)).GetProperty("names")[0].GetString(), Is.EqualTo("a"));
        Assert.That(Started.Object("list", Ann, Array.Empty<int>()), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Names_the_experiment_that_chose_at_random()
    {
        var users = Enumerable.Range(0, 200).Select(n => Started.BoolDetails("tested", new($"user-{n}"), fallback: false)).ToList();

        Assert.That(users.Where(user => user.Experiment == "a-test").Select(user => (user.Reason, user.Bucket is null)), Is.All.EqualTo(("SPLIT", false)));
        Assert.That(users.Count(user => user.Experiment is null), Is.InRange(70, 130));
        Assert.That(Started.BoolDetails("tested", Ann, fallback: true).Experiment, Is.Null);
        Assert.That(Started.StringDetails("tested", new("user-1"), "x").Experiment, Is.Null, "of another type: the fallback");
    }

    [Test]
    public void Gives_the_fallback_for_a_value_of_another_type()
    {
        Assert.That(Started.BoolDetails("text", Ann, fallback: true), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH").And.Property("Value").True);
        Assert.That(Started.StringDetails("half", Ann, "x"), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH").And.Property("Value").EqualTo("x"));
        Assert.That(Started.IntegerDetails("half", Ann, 1), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH").And.Property("Value").EqualTo(1));
        Assert.That(Started.NumberDetails("huge", Ann, 1), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH").And.Property("Value").EqualTo(1));
        Assert.That(Started.DecimalDetails("text", Ann, 1), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH"));
        Assert.That(Started.ObjectDetails("text", Ann, "x"), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH").And.Property("Value").EqualTo("x"));
        Assert.That(Started.ObjectDetails("list", Ann, new Limits(1, [])), Has.Property("ErrorCode").EqualTo("TYPE_MISMATCH"));
    }

    [Test]
    public void Reads_an_object_once_for_all_callers() =>
        Assert.That(Started.Object<Limits?>("limits", Ann, null), Is.SameAs(Started.Object<Limits?>("limits", new EvaluationContext("bob"), null)));

    [Test]
    public void Says_why()
    {
        var targeted = Started.BoolDetails("for-ann", Ann, fallback: true);
        var split = Started.BoolDetails("half-of-users", Ann, fallback: true);

        Assert.That((targeted.Value, targeted.Variant, targeted.Reason, targeted.ErrorCode, targeted.FlagVersion), Is.EqualTo((false, "off", "TARGETING_MATCH", (string?)null, (long?)1)));
        Assert.That((split.Reason, split.Bucket), Is.EqualTo(("SPLIT", (int?)Bucketing.Bucket("half-of-users", "ann"))));
        Assert.That(Started.NumberDetails("half", Ann, 0).FlagVersion, Is.EqualTo(7));
        Assert.That(Started.BoolDetails("is-off", Ann, fallback: true), Has.Property("Reason").EqualTo("DISABLED").And.Property("Value").False);
    }

    [TestCase("unknown", "FLAG_NOT_FOUND")]
    [TestCase(null, "FLAG_NOT_FOUND")]
    [TestCase("half-of-users", "TARGETING_KEY_MISSING")]
    [TestCase("broken", "GENERAL")]
    public void Gives_the_fallback_and_the_code_when_there_is_no_answer(string? flag, string code)
    {
        var details = Started.BoolDetails(flag!, default, fallback: true);

        Assert.That((details.Value, details.Reason, details.ErrorCode, details.Variant), Is.EqualTo((true, "ERROR", code, (string?)null)));
    }

    [TestCase(Some.FlagKey, true)]
    [TestCase("text", true)]
    [TestCase("is-off", false)]
    [TestCase("for-ann", false)]
    [TestCase("unknown", false)]
    public void Tells_whether_a_flag_is_enabled_whatever_its_type(string flag, bool expected) => Assert.That(Started.IsEnabled(flag, Ann), Is.EqualTo(expected));

    private sealed record Limits(int MaxItems, string[] Names);
}
