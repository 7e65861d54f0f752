using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class EvaluatorTests(string culture) : InEveryCulture(culture)
{
    private static readonly EvaluationContext Somebody = new("user-1");
    private static readonly EvaluationContext Nobody = new(null);

    [Test]
    public void An_unknown_environment_is_an_error() =>
        Assert.That(Evaluator.Evaluate(null, "dark-mode", Somebody).Error, Is.EqualTo(EvaluationError.EnvironmentNotFound));

    [Test]
    public void An_unknown_environment_enables_nothing() =>
        Assert.That(Evaluator.Evaluate(null, "dark-mode", Somebody).IsEnabled, Is.False);

    [TestCase("")]
    [TestCase("dark-mod")]
    [TestCase("dark-mode ")]
    [TestCase("Dark-Mode")]
    [TestCase("dar\u212a-mode")]
    [TestCase("dark\u00ad-mode")]
    public void An_unknown_flag_is_an_error(string key) =>
        Assert.That(Evaluator.Evaluate(A.Snapshot(A.Flag()), key, Somebody).Error, Is.EqualTo(EvaluationError.FlagNotFound));

    [Test]
    public void An_unknown_flag_serves_no_variant() =>
        Assert.That(Evaluator.Evaluate(A.Snapshot(A.Flag()), "unknown", Somebody).Variant, Is.Null);

    [Test]
    public void Finds_the_flag_by_its_key()
    {
        var snapshot = A.Snapshot(A.Flag("first"), A.Flag("second"), A.Flag("third"));

        Assert.That(Evaluator.Evaluate(snapshot, "second", Somebody).Flag!.Key, Is.EqualTo("second"));
    }

    [Test]
    public void Tells_the_version_of_the_flag() =>
        Assert.That(Evaluate(A.Flag() with { Version = 7 }, Somebody).Flag!.Version, Is.EqualTo(7));

    [Test]
    public void A_boolean_flag_that_is_on_serves_on([Values("user-1", null)] string? userId) =>
        Assert.That(Served(Evaluate(A.Flag(), new(userId))), Is.EqualTo(("on", true, Reason.Static)));

    [Test]
    public void A_boolean_flag_does_not_look_at_the_rollout() =>
        Assert.That(Served(Evaluate(A.Flag() with { Rollout = A.Percentage(0) }, Somebody)), Is.EqualTo(("on", true, Reason.Static)));

    [Test]
    public void A_disabled_flag_serves_off([Values] FlagType type) =>
        Assert.That(
            Served(Evaluate(A.PercentageFlag(percent: 100) with { Type = type, IsEnabled = false }, Somebody)),
            Is.EqualTo(("off", false, Reason.Disabled)));

    [Test]
    public void An_archived_flag_serves_off([Values] FlagType type) =>
        Assert.That(
            Served(Evaluate(A.PercentageFlag(percent: 100) with { Type = type, IsArchived = true }, Somebody)),
            Is.EqualTo(("off", false, Reason.Disabled)));

    [Test]
    public void A_disabled_flag_buckets_nobody() =>
        Assert.That(Evaluate(A.PercentageFlag() with { IsEnabled = false }, Somebody).Bucket, Is.EqualTo(EvaluationResult.NoBucket));

    [TestCaseSource(typeof(BucketingVectors), nameof(BucketingVectors.Flags))]
    public void A_percentage_flag_agrees_with_the_golden_vectors(string salt, string id, decimal percent, int bucket, bool on)
    {
        var result = Evaluate(A.PercentageFlag(percent: percent) with { Salt = salt }, new(id));

        Assert.That((result.Bucket, result.Variant!.Key, result.IsEnabled), Is.EqualTo((bucket, on ? "on" : "off", on)));
    }

    [Test]
    public void A_percentage_flag_says_that_it_split([Values(0, 50, 100)] int percent) =>
        Assert.That(Evaluate(A.PercentageFlag(percent: percent), Somebody).Reason, Is.EqualTo(Reason.Split));

    [Test]
    public void A_percentage_flag_cannot_decide_without_a_user([Values("0.001", "50", "99.999")] decimal percent) =>
        Assert.That(Evaluate(A.PercentageFlag(percent: percent), Nobody).Error, Is.EqualTo(EvaluationError.TargetingKeyMissing));

    [Test]
    public void A_percentage_flag_that_cannot_decide_serves_off([Values("0.001", "50", "99.999")] decimal percent) =>
        Assert.That(Served(Evaluate(A.PercentageFlag(percent: percent), Nobody)), Is.EqualTo(("off", false, Reason.Error)));

    [Test]
    public void At_0_percent_no_user_is_needed() =>
        Assert.That(Served(Evaluate(A.PercentageFlag(percent: 0), Nobody)), Is.EqualTo(("off", false, Reason.Split)));

    [Test]
    public void At_100_percent_no_user_is_needed() =>
        Assert.That(Served(Evaluate(A.PercentageFlag(percent: 100), Nobody)), Is.EqualTo(("on", true, Reason.Split)));

    [Test]
    public void Without_a_user_there_is_no_bucket([Values(0, 50, 100)] int percent) =>
        Assert.That(Evaluate(A.PercentageFlag(percent: percent), Nobody).Bucket, Is.EqualTo(EvaluationResult.NoBucket));

    [Test]
    public void The_salt_and_not_the_key_decides_the_bucket() =>
        Assert.That(
            Evaluate(A.PercentageFlag("another-key") with { Salt = "dark-mode" }, Somebody).Bucket,
            Is.EqualTo(Evaluate(A.PercentageFlag("dark-mode"), Somebody).Bucket));

    [Test]
    public void A_new_salt_puts_users_into_new_buckets()
    {
        var (before, after) = (A.PercentageFlag(), A.PercentageFlag() with { Salt = "dark-mode-2" });

        var unmoved = Ids.Of("sequential", 10_000).Count(id => Evaluate(before, new(id)).Bucket == Evaluate(after, new(id)).Bucket);
        Assert.That(unmoved, Is.LessThan(5));
    }

    [Test]
    public void An_answer_without_error_has_none() =>
        Assert.That(Evaluate(A.PercentageFlag(), Somebody).Error, Is.EqualTo(EvaluationError.None));

    [TestCase(100, ExpectedResult = "true")]
    [TestCase(0, ExpectedResult = "false")]
    public string The_served_value_is_ready_as_JSON(int percent) =>
        System.Text.Encoding.UTF8.GetString(Evaluate(A.PercentageFlag(percent: percent), Somebody).Variant!.ValueJson);

    private static EvaluationResult Evaluate(Flag flag, EvaluationContext context) =>
        Evaluator.Evaluate(A.Snapshot(flag), flag.Key, context);

    private static (string Variant, bool IsEnabled, Reason Reason) Served(EvaluationResult result) =>
        (result.Variant!.Key, result.IsEnabled, result.Reason);
}
