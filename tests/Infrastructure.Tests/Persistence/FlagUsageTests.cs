using FeatureFlag.Application;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>What lists and the chart of a flag show of its usage.</summary>
internal sealed class FlagUsageTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly DateTimeOffset LongAgo = Now.AddDays(-100);
    private static readonly PageRequest Everything = new(1000, null);

    private DeploymentEnvironment _production = null!;
    private DeploymentEnvironment _staging = null!;

    [OneTimeSetUp]
    public async Task AddFlags()
    {
        (_production, _staging) = (await Store.AddEnvironmentAsync("production"), await Store.AddEnvironmentAsync("staging"));
        foreach (var flag in new[]
        {
            A.PercentageFlag("charted"), A.PercentageFlag("expired") with { ExpiresOn = new(2026, 1, 1) }, A.PercentageFlag("lively"), A.PercentageFlag("never"),
            A.PercentageFlag("one-variant"), A.Flag("rolled-out"),
        })
        {
            await Store.AddAsync(flag.In(_production) with { CreatedAt = LongAgo, UpdatedAt = LongAgo });
        }

        await Store.AddAsync(A.PercentageFlag("lively").In(_staging) with { CreatedAt = LongAgo, UpdatedAt = LongAgo });
        await Store.AddAsync(A.PercentageFlag("young").In(_staging) with { CreatedAt = Now.AddDays(-1), UpdatedAt = Now.AddDays(-1) });

        await CountAsync("charted", "on", Day.AddHours(1), 3, 1);
        await CountAsync("charted", "on", Day.AddHours(23), 5, 0);
        await CountAsync("charted", "off", Day.AddHours(23), 2, 2);
        await CountAsync("charted", "gone", Day.AddDays(2), 1, 0);
        await CountAsync("charted", "on", Now.AddMinutes(-5), 1, 0);
        await CountAsync("charted", "off", Now.AddMinutes(-5), 1, 0);
        foreach (var key in new[] { "lively", "expired", "rolled-out" })
        {
            await CountAsync(key, "on", Now.AddDays(-2), 1, 0);
            await CountAsync(key, "off", Now.AddDays(-3), 1, 0);
        }

        await CountAsync("one-variant", "off", Now.AddDays(-40), 1, 0);
        await CountAsync("one-variant", "on", Now.AddDays(-40), 1, 0);
        await CountAsync("one-variant", "on", Now.AddDays(-1), 0, 9);
    }

    [Test]
    public async Task Sums_days_of_UTC_and_fills_in_zeros() => Assert.That(
        Told(await ExposuresAsync(new("production", "charted", Day, Day.AddDays(4), "day"))),
        Is.EqualTo(new[]
        {
            "03-01 00:00 on 8+1 off 2+2 gone 0+0", "03-02 00:00 on 0+0 off 0+0 gone 0+0", "03-03 00:00 on 0+0 off 0+0 gone 1+0", "03-04 00:00 on 0+0 off 0+0 gone 0+0",
        }));

    [Test]
    public async Task Totals_what_was_served_the_flag_s_variants_first() => Assert.That(
        (await ExposuresAsync(new("production", "charted", Day, Day.AddDays(4), null))).Totals,
        Is.EqualTo(new VariantExposures[] { new("on", 8, 1), new("off", 2, 2), new("gone", 1, 0) }));

    [Test]
    public async Task Sums_hours_from_the_one_that_holds_the_beginning() => Assert.That(
        Told(await ExposuresAsync(new("production", "charted", Day.AddHours(22.5), Day.AddHours(24), "hour"))),
        Is.EqualTo(new[] { "03-01 22:00 on 0+0 off 0+0", "03-01 23:00 on 5+0 off 2+2" }));

    [Test]
    public async Task Takes_times_for_what_they_are_wherever_they_were_written() => Assert.That(
        Told(await ExposuresAsync(new("production", "charted", new(2026, 3, 1, 3, 0, 0, TimeSpan.FromHours(2)), new(2026, 3, 1, 4, 0, 0, TimeSpan.FromHours(2)), "hour"))),
        Is.EqualTo(new[] { "03-01 01:00 on 3+1" }));

    [Test]
    public async Task Shows_thirty_days_up_to_now_when_nobody_says_otherwise()
    {
        var shown = await ExposuresAsync(new("production", "charted", null, null, null));

        Assert.That((shown.Interval, shown.Series.Count, shown.Series[^1].At), Is.EqualTo(("day", 30, new DateTimeOffset(shown.To.Date, TimeSpan.Zero))));
        Assert.That(shown.Series.Sum(at => at.Variants.Sum(variant => variant.Single)), Is.EqualTo(2));
    }

    [Test]
    public async Task Shows_thirty_days_of_hours_too() =>
        Assert.That((await ExposuresAsync(new("production", "charted", null, null, "hour"))).Series, Has.Count.InRange(697, 698));

    [Test]
    public async Task Tells_when_it_was_evaluated_last_whatever_the_range() => Assert.That(
        (await ExposuresAsync(new("production", "charted", Day, Day.AddDays(1), null))).LastEvaluatedAt, Is.EqualTo(Now.AddMinutes(-5)).Within(TimeSpan.FromMilliseconds(1)));

    [Test]
    public async Task Tells_why_a_flag_is_stale() => Assert.That(
        (await ExposuresAsync(new("production", "one-variant", null, null, null))).StaleReasons, Is.EqualTo(new[] { StaleReason.AlwaysOneVariant }));

    [TestCase("2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "hour", "to")]
    [TestCase("2026-03-01T00:00:00Z", "2026-04-01T00:00:01Z", "hour", "from")]
    [TestCase("2024-01-01T00:00:00Z", "2026-03-02T00:00:00Z", "day", "from")]
    [TestCase("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "week", "interval")]
    public async Task Refuses_ranges_that_nobody_can_look_at(string from, string to, string interval, string field)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var result = await Store.SendAsync(new GetFlagExposures("production", "charted", DateTimeOffset.Parse(from, culture), DateTimeOffset.Parse(to, culture), interval));

        Assert.That((result.Error!.Kind, string.Join(' ', result.Error!.Fields.Keys)), Is.EqualTo((ErrorKind.Invalid, field)));
    }

    [TestCase("0001-01-01T00:00:00Z", ExpectedResult = false)]
    [TestCase("0001-01-02T00:00:00Z", ExpectedResult = true)]
    [TestCase("9999-12-31T23:59:59Z", ExpectedResult = true)]
    public async Task<bool> Goes_to_the_ends_of_time(string to) => (await Store.SendAsync(
        new GetFlagExposures("production", "charted", null, DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture), null))).IsOk;

    [Test]
    public async Task Knows_no_flag_that_is_not_there() =>
        Assert.That((await Store.SendAsync(new GetFlagExposures("staging", "charted", null, null, null))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));

    [TestCase("true", "expired,never,one-variant,rolled-out")]
    [TestCase("never_evaluated", "never")]
    [TestCase("always_one_variant", "one-variant")]
    [TestCase("fully_rolled_out", "rolled-out")]
    [TestCase("expired", "expired")]
    public async Task Lists_the_stale_flags_of_an_environment(string filter, string keys) => Assert.That(
        string.Join(',', (await Store.SendAsync(new ListFlags("production", null, null, null, null, Everything, filter))).Value.Items.Select(flag => flag.Key)), Is.EqualTo(keys));

    [Test]
    public async Task Lists_the_stale_flags_of_all_environments() => Assert.That(
        string.Join(' ', (await Store.SendAsync(new ListFlags(null, null, null, null, null, Everything, "never_evaluated"))).Value.Items.Select(flag => $"{flag.Key}@{flag.EnvironmentKey}")),
        Is.EqualTo("lively@staging never@production"));

    [Test]
    public async Task Finds_flags_that_are_stale_somewhere_in_the_overview() => Assert.That(
        string.Join(',', (await Store.SendAsync(new ListOverview(false, Everything, "never_evaluated"))).Value.Items.Select(flag => flag.Latest.Key)), Is.EqualTo("lively,never"));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Pages_of_stale_flags_hold_each_once(int limit)
    {
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await Store.SendAsync(new ListOverview(false, new(limit, cursor is null ? null : Position.Parse(cursor)), "true"))).Value;
            Assert.That(page.Items, Has.Count.LessThanOrEqualTo(limit));
            read.AddRange(page.Items.Select(flag => flag.Latest.Key));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.That(string.Join(',', read), Is.EqualTo("expired,lively,never,one-variant,rolled-out"));
    }

    [Test]
    public async Task The_overview_tells_usage_by_environment()
    {
        var places = (await Store.SendAsync(new ListOverview(false, Everything))).Value.Items.Single(flag => flag.Latest.Key == "lively").Environments;

        Assert.That(
            places.ToDictionary(place => place.EnvironmentKey, place => $"{place.LastEvaluatedAt is not null} {string.Join(' ', place.StaleReasons)}"),
            Is.EquivalentTo(new Dictionary<string, string> { ["production"] = "True ", ["staging"] = "False NeverEvaluated" }));
    }

    [Test]
    public async Task Refuses_a_reason_that_there_is_not() => Assert.That(
        (await Store.SendAsync(new ListOverview(false, Everything, "old"))).Error!.Fields.Keys, Is.EqualTo(new[] { "stale" }));

    private static IEnumerable<string> Told(FlagExposures exposures) => exposures.Series.Select(at =>
        $"{at.At.ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} {string.Join(' ', at.Variants.Select(variant => $"{variant.Variant} {variant.Single}+{variant.Bulk}"))}");

    private async Task<FlagExposures> ExposuresAsync(GetFlagExposures request) => (await Store.SendAsync(request)).Value;

    private Task CountAsync(string key, string variant, DateTimeOffset at, long single, long bulk) => Store.ExecuteAsync(
        $"""
        INSERT INTO flag_usage (environment_id, flag_key, hour, variant, single_count, bulk_count, last_at)
        VALUES ('{_production.Id:D}', '{key}', {at.ToUnixTimeSeconds() / 3600}, '{variant}', {single}, {bulk}, {at.ToUnixTimeMilliseconds()})
        """);
}
