using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Flags;

internal sealed class PromoteFlagTests() : OnDatabase(StoreKind.Sqlite)
{
    private int _flags;

    [OneTimeSetUp]
    public async Task AddEnvironments()
    {
        await Store.SendAsync(new CreateEnvironment("staging", "Staging"));
        await Store.SendAsync(new CreateEnvironment("production", "Production", IsProtected: true));
    }

    [Test]
    public async Task Creates_the_flag_where_it_is_not()
    {
        var key = await CreateInStagingAsync();
        var promoted = (await PromoteAsync(key)).Value;

        Assert.That((promoted.IsApplied, promoted.Flag.EnvironmentKey, promoted.Flag.Version), Is.EqualTo((true, "production", 1)));
        Assert.That(await LastAsync(), Does.StartWith($"{key} production create {{\"key\":{{\"old\":null,\"new\":\"{key}\"}}"));
    }

    [Test]
    public async Task Copies_everything_but_the_place()
    {
        var key = await CreateInStagingAsync(new()
        {
            Name = "Named", Description = "Why", IsEnabled = true, FlagType = "percentage", RolloutPercentage = 12.5m, Salt = "pepper", Tags = new(["ui"]), Owner = "ann",
            Purpose = "permission", ExpiresOn = new DateOnly(2027, 1, 2),
        });
        await CreateAsync("production", key);
        await PromoteAsync(key);

        Assert.That((await Store.SendAsync(new CompareFlag(key))).Value.Differences, Is.Empty);
    }

    [Test]
    public async Task Tells_old_and_new_of_what_differs_and_so_does_the_history()
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        await CreateAsync("production", key);
        var promoted = (await PromoteAsync(key)).Value;

        Assert.That(promoted.Changes.ToJsonString(), Is.EqualTo("""{"is_enabled":{"old":false,"new":true}}"""));
        Assert.That(await LastAsync(), Is.EqualTo($"{key} production update {promoted.Changes.ToJsonString()}"));
    }

    [Test]
    public async Task Keeps_the_target_s_identity_and_is_its_next_version()
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        await CreateAsync("production", key);
        var before = (await Store.SendAsync(new GetFlag("production", key))).Value;
        await PromoteAsync(key);
        var after = (await Store.SendAsync(new GetFlag("production", key))).Value;

        Assert.That((after.Id, after.CreatedAt, after.Version), Is.EqualTo((before.Id, before.CreatedAt, 2)));
    }

    [Test]
    public async Task Does_nothing_where_nothing_differs()
    {
        var key = await CreateInStagingAsync();
        await PromoteAsync(key);
        Promotion? again = null;

        Assert.That(await Store.EntriesOfAsync(async () => again = (await PromoteAsync(key)).Value), Is.Zero);
        Assert.That((again!.IsApplied, again.Changes.Count, again.Flag.Version), Is.EqualTo((false, 0, 1)));
    }

    [Test]
    public async Task Leaves_the_source_as_it_is()
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        var version = (await Store.SendAsync(new GetEnvironment("staging"))).Value.Version;
        await PromoteAsync(key);

        Assert.That((await Store.SendAsync(new GetEnvironment("staging"))).Value.Version, Is.EqualTo(version));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Writes_nothing_in_a_dry_run(bool isThere)
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        if (isThere)
        {
            await CreateAsync("production", key);
        }

        var before = await StateAsync(key);
        Promotion? dry = null;

        Assert.That(await Store.EntriesOfAsync(async () => dry = (await PromoteAsync(key, dryRun: true)).Value), Is.Zero);
        Assert.That(await StateAsync(key), Is.EqualTo(before));
        Assert.That((dry!.IsApplied, dry.Changes["is_enabled"]!["new"]!.GetValue<bool>()), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Says_in_a_dry_run_what_the_promotion_says()
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        await CreateAsync("production", key);
        var dry = (await PromoteAsync(key, dryRun: true)).Value;

        Assert.That(dry.Changes.ToJsonString(), Is.EqualTo((await PromoteAsync(key)).Value.Changes.ToJsonString()));
    }

    [TestCase(1, null)]
    [TestCase(2, ErrorKind.VersionMismatch)]
    public async Task Takes_the_version_of_the_target(long expected, ErrorKind? error)
    {
        var key = await CreateInStagingAsync(new() { IsEnabled = true });
        await CreateAsync("production", key);

        Assert.That((await PromoteAsync(key, expected: expected)).Error?.Kind, Is.EqualTo(error));
    }

    [Test]
    public async Task Refuses_a_version_of_a_flag_that_is_not_there()
    {
        var key = await CreateInStagingAsync();

        Assert.That((await PromoteAsync(key, expected: 1)).Error!.Detail, Does.Contain("Leave If-Match out"));
    }

    [Test]
    public async Task Refuses_one_environment_as_both()
    {
        var key = await CreateInStagingAsync();

        Assert.That((await Store.SendAsync(new PromoteFlag(key, "staging", "staging", false, null))).Error!.Fields.Keys, Is.EqualTo(new[] { "from" }));
    }

    [TestCase("nowhere", "production")]
    [TestCase("staging", "nowhere")]
    [TestCase("production", "staging", Description = "The flag is not there.")]
    public async Task Finds_only_what_there_is(string from, string to)
    {
        var key = await CreateInStagingAsync();

        Assert.That((await Store.SendAsync(new PromoteFlag(key, from, to, false, null))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Names_the_segments_and_flags_that_are_missing_there(bool dryRun)
    {
        await Store.SendAsync(new CreateSegment { Key = "testers", Name = "Testers", EnvironmentKey = "staging" });
        await CreateAsync("staging", "needed");
        var key = await CreateInStagingAsync(new() { Prerequisites = new([new("needed")]), Rules = new([Rule(InTesters)]) });

        var error = (await PromoteAsync(key, dryRun)).Error!;

        Assert.That(error.Fields.Keys, Is.EquivalentTo(new[] { "prerequisites[0].flag_key", "rules[0].when.values[0]" }));
        Assert.That(error.Detail, Does.Contain("flag \"needed\"").And.Contain("segment \"testers\"").And.Contain("create there first"));
        Assert.That((await Store.SendAsync(new GetFlag("production", key))).IsOk, Is.False);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Refuses_what_would_make_a_circle_there(bool dryRun)
    {
        var key = await CreateInStagingAsync();
        var other = await CreateInStagingAsync();
        await PromoteAsync(key);
        await Store.SendAsync(new CreateFlag { Key = other, Name = "Any", EnvironmentKey = "production", Prerequisites = new([new(key)]) });
        await Store.SendAsync(new UpdateFlag("staging", key, new() { Prerequisites = new([new(other)]) }, null));

        Assert.That((await PromoteAsync(key, dryRun)).Error!.Fields["prerequisites[0].flag_key"].Single(), Does.Contain("circle"));
    }

    [Test]
    public async Task Copies_what_evaluation_needs_and_guards_what_it_looks_into()
    {
        await Store.SendAsync(new CreateSegment { Key = "both", Name = "Both", EnvironmentKey = "staging" });
        await Store.SendAsync(new CreateSegment { Key = "both", Name = "Both", EnvironmentKey = "production" });
        var key = await CreateInStagingAsync(new()
        {
            FlagType = "multivariate", ValueType = "string", OffVariant = "a", BucketBy = "account", ClientVisible = true,
            Variants = new([new("a", new("\"1\""), 40_000), new("b", new("\"2\""), 60_000)]), Targets = new([new("b", ["ann"])]),
            Rules = new([new TargetingRule { Id = "kept", When = new() { Operator = "in_segment", Values = [new("\"both\"")] }, Serve = Serve.Always("b") }]),
            DefaultServe = Serve.Always("a"),
        });
        Assert.That((await PromoteAsync(key)).Error, Is.Null);

        Assert.That((await Store.SendAsync(new CompareFlag(key))).Value.Differences, Is.Empty);
        Assert.That((await Store.SendAsync(new DeleteSegment("production", "both", null))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", ErrorKind.Forbidden)]
    [TestCase("admin", null)]
    public async Task Into_a_protected_environment_only_admins_do_so_dry_or_not(string who, ErrorKind? expected)
    {
        var key = await CreateInStagingAsync();
        ErrorKind?[] answers =
        [
            (await Store.SendAsAsync(People.Named(who), new PromoteFlag(key, "staging", "production", true, null))).Error?.Kind,
            (await Store.SendAsAsync(People.Named(who), new PromoteFlag(key, "staging", "production", false, null))).Error?.Kind,
        ];

        Assert.That(answers, Is.All.EqualTo(expected));
    }

    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", null)]
    public async Task Out_of_a_protected_environment_developers_do_so(string who, ErrorKind? expected)
    {
        var key = $"flag-{++_flags}";
        await CreateAsync("production", key);

        Assert.That((await Store.SendAsAsync(People.Named(who), new PromoteFlag(key, "production", "staging", false, null))).Error?.Kind, Is.EqualTo(expected));
    }

    private static Condition InTesters => new() { Operator = "in_segment", Values = [new("\"testers\"")] };

    private static TargetingRule Rule(Condition when) => new() { When = when, Serve = Serve.Always("on") };

    private async Task<string> CreateInStagingAsync(FlagFields? fields = null)
    {
        var key = $"flag-{++_flags}";
        await CreateAsync("staging", key);
        Assert.That((await Store.SendAsync(new UpdateFlag("staging", key, fields ?? new(), null))).Error, Is.Null);
        return key;
    }

    private Task CreateAsync(string environment, string key) =>
        Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = environment });

    private Task<Result<Promotion>> PromoteAsync(string key, bool dryRun = false, long? expected = null) =>
        Store.SendAsync(new PromoteFlag(key, "staging", "production", dryRun, expected));

    /// <summary>What production says of itself and the flag.</summary>
    private async Task<string> StateAsync(string key)
    {
        var flag = await Store.SendAsync(new GetFlag("production", key));
        return $"{(await Store.SendAsync(new GetEnvironment("production"))).Value} {flag.Error?.Kind} {(flag.IsOk ? flag.Value.Version : 0)}";
    }

    private async Task<string> LastAsync()
    {
        var change = (await Store.HistoryAsync())[0].Change;
        return $"{change.EntityKey} {change.EnvironmentKey} {change.Action} {change.Fields.ToJsonString()}";
    }
}
