using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class FlagStalenessTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An old flag that gives out both variants.</summary>
    private static readonly Flag Lively = A.PercentageFlag() with { CreatedAt = Now.AddDays(-100), UpdatedAt = Now.AddDays(-100) };

    private static readonly FlagUsage Both = new([new("on", Now.AddMinutes(-1)), new("off", Now.AddDays(-3))]);

    [Test]
    public void A_flag_that_is_used_is_not_stale() => Assert.That(Told(Lively, Both), Is.Empty);

    [TestCase(6, ExpectedResult = "")]
    [TestCase(7, ExpectedResult = "")]
    [TestCase(8, ExpectedResult = "never_evaluated")]
    public string Was_never_evaluated_after_a_week(int days) => Told(Lively with { CreatedAt = Now.AddDays(-days) }, FlagUsage.None);

    [Test]
    public void What_a_flag_of_the_same_key_served_before_does_not_count() =>
        Assert.That(Told(Lively with { CreatedAt = Now.AddDays(-10) }, new([new("on", Now.AddDays(-11))])), Is.EqualTo("never_evaluated"));

    [TestCase(29, ExpectedResult = "")]
    [TestCase(31, ExpectedResult = "always_one_variant")]
    public string Always_gave_one_variant_once_the_other_is_a_month_ago(int days) =>
        Told(Lively, new([new("on", Now.AddMinutes(-1)), new("off", Now.AddDays(-days))]));

    [TestCase(29, ExpectedResult = "")]
    [TestCase(30, ExpectedResult = "")]
    [TestCase(31, ExpectedResult = "always_one_variant")]
    public string Gave_one_variant_for_a_month_only_if_it_is_older(int days) =>
        Told(Lively with { CreatedAt = Now.AddDays(-days) }, new([new("on", Now.AddMinutes(-1))]));

    [Test]
    public void A_flag_that_nobody_asked_for_lately_gave_no_variant() => Assert.That(Told(Lively, new([new("on", Now.AddDays(-31))])), Is.Empty);

    [TestCase(29, ExpectedResult = "")]
    [TestCase(30, ExpectedResult = "fully_rolled_out")]
    public string Is_rolled_out_when_nothing_changed_for_a_month(int days) => Told(Lively with { Rollout = A.Percentage(100), UpdatedAt = Now.AddDays(-days) }, Both);

    [TestCase("0", ExpectedResult = "fully_rolled_out")]
    [TestCase("0.001", ExpectedResult = "")]
    [TestCase("99.999", ExpectedResult = "")]
    [TestCase("100", ExpectedResult = "fully_rolled_out")]
    public string A_percentage_is_rolled_out_at_its_ends(string percent) =>
        Told(Lively with { Rollout = A.Percentage(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)) }, Both);

    private static readonly Dictionary<string, (Flag Flag, bool IsRolledOut)> Configurations = new()
    {
        ["boolean"] = (Lively with { Type = FlagType.Boolean }, true),
        ["off"] = (Lively with { Type = FlagType.Boolean, IsEnabled = false }, false),
        ["with a rule"] = (Lively with { Type = FlagType.Boolean, Rules = [new() { Id = "r", When = new() { All = [] }, Serve = Serve.Always("on") }] }, false),
        ["with a target"] = (Lively with { Type = FlagType.Boolean, Targets = [new("off", ["ann"])] }, false),
        ["with a prerequisite"] = (Lively with { Type = FlagType.Boolean, Prerequisites = [new("other")] }, false),
        ["with an experiment"] = (Lively with { Type = FlagType.Boolean, Experiment = A.FlagExperiment() }, false),
        ["with a holdout"] = (Lively with { Type = FlagType.Boolean, Holdout = A.FlagHoldout() }, false),
        ["with a fixed default"] = (Lively with { DefaultServe = Serve.Always("on") }, true),
        ["with a split as default"] = (Lively with { Rollout = A.Percentage(100), DefaultServe = Serve.Split(new("on", 1), new("off", 99_999)) }, false),
        ["multivariate"] = (Lively with { Type = FlagType.Multivariate }, false),
    };

    private static IEnumerable<string> Kinds => Configurations.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void Is_rolled_out_when_everybody_gets_the_same(string kind) =>
        Assert.That(Told(Configurations[kind].Flag, Both), Is.EqualTo(Configurations[kind].IsRolledOut ? "fully_rolled_out" : ""));

    [TestCase("2026-06-14", ExpectedResult = "expired")]
    [TestCase("2026-06-15", ExpectedResult = "")]
    [TestCase(null, ExpectedResult = "")]
    public string Is_expired_the_day_after(string? day) => Told(Lively with { ExpiresOn = day is null ? null : DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) }, Both);

    [Test]
    public void A_day_ends_when_it_does_in_UTC() => Assert.That(
        FlagStaleness.Of(FlagLife.Of(Lively with { ExpiresOn = new(2026, 6, 14) }), Both, new(2026, 6, 15, 1, 0, 0, TimeSpan.FromHours(2))), Is.Empty);

    [TestCase("release", ExpectedResult = "always_one_variant fully_rolled_out expired")]
    [TestCase("experiment", ExpectedResult = "always_one_variant fully_rolled_out expired")]
    [TestCase("operational", ExpectedResult = "expired")]
    [TestCase("permission", ExpectedResult = "expired")]
    public string Switches_that_are_to_stay_may_stay_as_they_are(string purpose) => Told(
        Lively with { Purpose = purpose, Type = FlagType.Boolean, ExpiresOn = new(2026, 1, 1) }, new([new("on", Now)]));

    [Test]
    public void An_archived_flag_is_gone_already() =>
        Assert.That(Told(Lively with { IsArchived = true, Type = FlagType.Boolean, ExpiresOn = new(2026, 1, 1) }, FlagUsage.None), Is.Empty);

    [TestCase("true", ExpectedResult = true)]
    [TestCase("expired", ExpectedResult = true)]
    [TestCase("never_evaluated", ExpectedResult = false)]
    public bool Is_found_by_its_reason_or_by_any(string filter) => new[] { StaleReason.Expired }.Meet(filter);

    [TestCase("true")]
    [TestCase("always_one_variant")]
    public void Nothing_is_found_where_there_is_no_reason(string filter) => Assert.That(Array.Empty<StaleReason>().Meet(filter), Is.False);

    [TestCase("true", ExpectedResult = true)]
    [TestCase("fully_rolled_out", ExpectedResult = true)]
    [TestCase("false", ExpectedResult = false)]
    [TestCase("Expired", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool Knows_its_filters(string text) => StaleReasons.IsFilter(text);

    private static string Told(Flag flag, FlagUsage usage) =>
        string.Join(' ', FlagStaleness.Of(FlagLife.Of(flag), usage, Now).Select(reason => reason.Name()));
}
