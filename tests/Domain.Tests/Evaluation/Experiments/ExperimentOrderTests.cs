using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation.Experiments;

/// <summary>What comes before an experiment and a holdout, and what behind.</summary>
public sealed class ExperimentOrderTests(string culture) : InEveryCulture(culture)
{
    private static readonly Condition Everybody = new() { All = [] };
    private static readonly Flag Running = (A.FlagExperiment() with { Arms = [new("a", 50_000), new("b", 50_000)] }).With();

    /// <summary>Everybody is held out or measured, half and half.</summary>
    private static readonly FlagHoldout Holdout = A.FlagHoldout(50);

    [Test]
    public void Takes_in_who_nothing_else_decided_about() =>
        Assert.That(Told(Running.Evaluate("user-1")), Does.Match("^[ab] SPLIT dark-mode-test$"));

    [Test]
    public void A_targeted_user_does_not_take_part() =>
        Assert.That(Told((Running with { Targets = [new("off", ["user-1"])] }).Evaluate("user-1")), Is.EqualTo("off TARGETING_MATCH "));

    [Test]
    public void Who_a_rule_matches_does_not_take_part() =>
        Assert.That(Told((Running with { Rules = [Rule(Serve.Always("a"))] }).Evaluate("user-1")), Is.EqualTo("a TARGETING_MATCH "));

    [Test]
    public void Who_a_rule_splits_does_not_take_part() =>
        Assert.That(Told((Running with { Rules = [Rule(Serve.Split(new VariantWeight("a", 100_000)))] }).Evaluate("user-1")), Is.EqualTo("a SPLIT "));

    [Test]
    public void A_flag_that_is_off_has_no_experiment() =>
        Assert.That(Told((Running with { IsEnabled = false }).Evaluate("user-1")), Is.EqualTo("off DISABLED "));

    [Test]
    public void A_flag_that_is_archived_has_no_experiment() =>
        Assert.That(Told((Running with { IsArchived = true }).Evaluate("user-1")), Is.EqualTo("off DISABLED "));

    [Test]
    public void A_prerequisite_that_is_not_met_comes_first() =>
        Assert.That(Told((Running with { Prerequisites = [new("gone")], Holdout = Holdout }).Evaluate("user-1")), Is.EqualTo("off PREREQUISITE_FAILED "));

    [Test]
    public void The_same_holds_without_a_unit([Values(null, "")] string? company) =>
        Assert.That(
            Told((Running with { BucketBy = "company", Holdout = Holdout }).Evaluate("user-1", company is null ? null : new() { { "company", company } })),
            Is.EqualTo("default DEFAULT "));

    [Test]
    public void An_endless_id_is_no_unit() =>
        Assert.That(Told((Running with { BucketBy = "company" }).Evaluate("user-1", new() { { "company", new string('x', 513) } })), Is.EqualTo("default DEFAULT "));

    [Test]
    public void A_number_is_a_unit_by_its_digits() => Assert.That(
        (Running with { BucketBy = "company" }).Evaluate(null, new() { { "company", 42 } }).Bucket,
        Is.EqualTo(Running.Evaluate("42").Bucket).And.Not.EqualTo(EvaluationResult.NoBucket));

    [Test]
    public void Names_the_unit_as_it_was_hashed()
    {
        var flag = new CompiledFlag(Running with { BucketBy = "company" });

        Assert.That(flag.Experiment!.UnitOf(new("user-1", new() { { "company", 42.50m } })), Is.EqualTo("42.5"));
    }

    [TestCase("NL", ExpectedResult = true)]
    [TestCase("DE", ExpectedResult = false)]
    [TestCase(null, ExpectedResult = false)]
    public bool Takes_in_only_whom_it_is_for(string? country)
    {
        var flag = Running with { Experiment = Running.Experiment! with { When = Country("NL") } };

        return flag.Evaluate("user-1", country is null ? null : new() { { "country", country } }).Experiment is not null;
    }

    [Test]
    public void Holds_out_before_targets_rules_and_the_experiment()
    {
        var flag = Running with { Holdout = Holdout, Targets = [new("a", [HeldOut])], Rules = [Rule(Serve.Always("a"))] };

        Assert.That(Told(flag.Evaluate(HeldOut)), Is.EqualTo("off PREREQUISITE_FAILED "));
        Assert.That(flag.Evaluate(HeldOut).HeldOutBy!.Key, Is.EqualTo("quarter"));
    }

    [Test]
    public void Lets_the_others_have_what_everybody_has() =>
        Assert.That(Told((Running with { Holdout = Holdout, Targets = [new("a", [Measured])] }).Evaluate(Measured)), Is.EqualTo("a TARGETING_MATCH "));

    [Test]
    public void A_flag_that_is_off_holds_nobody_out() =>
        Assert.That((Running with { Holdout = Holdout, IsEnabled = false }).Evaluate(HeldOut).HeldOutBy, Is.Null);

    [TestCase(10, 10_000, 10_000)]
    [TestCase(50, 50_000, 50_000)]
    public void Measures_as_many_as_it_holds_out(int percent, int heldOut, int measured)
    {
        var holdout = new CompiledFlag(Running with { Holdout = A.FlagHoldout(percent) }).Holdout!;
        var groups = Enumerable.Range(0, Bucketing.Buckets).Select(bucket => holdout.GroupOf(bucket)).ToLookup(group => group);

        Assert.That((groups[HoldoutGroup.HeldOut].Count(), groups[HoldoutGroup.Measured].Count()), Is.EqualTo((heldOut, measured)));
    }

    [Test]
    public void Holds_out_who_its_salt_says_whatever_the_flag()
    {
        string[] users = [.. Ids.Of("prefixed", 1000)];
        string[] OutOf(string key) => [.. users.Where(user => (Running with { Key = key, Salt = key, Holdout = A.FlagHoldout(20) }).Evaluate(user).HeldOutBy is not null)];

        Assert.That(OutOf("one"), Is.EqualTo(OutOf("other")).And.Length.InRange(150, 250));
    }

    [Test]
    public void What_asks_for_this_flag_sees_the_arm()
    {
        var asking = A.Flag("asking") with { Prerequisites = [new("dark-mode", ["a"])] };
        var snapshot = A.Snapshot(Running, asking);

        Assert.That(
            Ids.Of("prefixed", 50).Select(user => Evaluator.Evaluate(snapshot, "asking", new(user)).IsEnabled),
            Is.EqualTo(Ids.Of("prefixed", 50).Select(user => Running.Evaluate(user).Variant!.Key == "a")));
    }

    [Test]
    public void What_asks_for_this_flag_takes_no_part_in_its_experiment()
    {
        var snapshot = A.Snapshot(Running, A.Flag("asking") with { Prerequisites = [new("dark-mode", ["a", "b"])] });

        Assert.That(Evaluator.Evaluate(snapshot, "asking", new("user-1")).Experiment, Is.Null);
    }

    private static string HeldOut => Ids.Of("prefixed", 100).First(user => (Running with { Holdout = Holdout }).Evaluate(user).HeldOutBy is not null);

    private static string Measured => Ids.Of("prefixed", 100).First(user => (Running with { Holdout = Holdout }).Evaluate(user).HeldOutBy is null);

    private static Condition Country(string country) => new() { Attribute = "country", Operator = "equals", Values = [JsonToken.Of(country)] };

    private static TargetingRule Rule(Serve serve) => new() { Id = "r", When = Everybody, Serve = serve };

    private static string Told(EvaluationResult result) =>
        $"{result.Variant!.Key} {System.Text.Encoding.ASCII.GetString(result.Reason.Code())} {result.Experiment?.Key}";
}
