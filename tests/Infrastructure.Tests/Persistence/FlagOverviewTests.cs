using FeatureFlag.Application;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>What the table of all flags shows, all on the same few flags.</summary>
internal sealed class FlagOverviewTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly PageRequest Everything = new(1000, null);

    private static readonly Flag Rich = A.Flag("rich") with
    {
        Name = "Rich",
        Description = "Has everything.",
        Tags = ["a", "b"],
        Owner = "team",
        Purpose = "operational",
        ExpiresOn = new(2026, 2, 3),
        Version = 7,
        Rules = [Rule("one"), Rule("two")],
        Targets = [new("on", ["ann", "bob"]), new("off", ["eve"])],
        Prerequisites = [new("plain", []), new("half", ["on"])],
        DefaultServe = Serve.Always("off"),
    };

    [OneTimeSetUp]
    public async Task AddFlags()
    {
        // By key the younger environment comes first; the table has the older one first.
        var older = await AddAsync(A.Environment("production"));
        var younger = await AddAsync(A.Environment("development") with { Id = Guid.CreateVersion7(A.Moment.AddDays(1)) });
        await Store.AddAsync(Rich.In(older));
        await Store.AddAsync((A.PercentageFlag("rich", 12.5m) with { UpdatedAt = A.Moment.AddHours(-1) }).In(younger));
        await Store.AddAsync(A.Flag("half").In(older) with { IsArchived = true });
        await Store.AddAsync(A.Flag("half").In(younger));
        await Store.AddAsync(A.Flag("gone").In(older) with { IsArchived = true });
        await Store.AddAsync(A.Flag("plain").In(younger) with { DefaultServe = Serve.Split(new VariantWeight("on", 1000), new VariantWeight("off", 99_000)) });
    }

    [Test]
    public async Task Shows_what_people_read() => Assert.That(
        (await ListAsync(false, Everything)).Single(flag => flag is { Key: "rich", EnvironmentKey: "production" }).About with { Tags = Rich.Tags },
        Is.EqualTo(new FlagDescription("Rich", "Has everything.", FlagType.Boolean, FlagValueType.Boolean, Rich.Tags, "team", "operational", new(2026, 2, 3))));

    [TestCase("rich", "production", ExpectedResult = "on=True 2 rules 3 targets 2 prerequisites serves off at  v7")]
    [TestCase("rich", "development", ExpectedResult = "on=True 0 rules 0 targets 0 prerequisites serves  at 12.5 v1")]
    [TestCase("plain", "development", ExpectedResult = "on=True 0 rules 0 targets 0 prerequisites serves a split at  v1")]
    public async Task<string> Counts_in_the_definition(string key, string environmentKey)
    {
        var flag = (await ListAsync(false, Everything)).Single(flag => flag.Key == key && flag.EnvironmentKey == environmentKey);
        return $"on={flag.IsEnabled} {flag.RuleCount} rules {flag.TargetCount} targets {flag.PrerequisiteCount} prerequisites serves {(flag.HasDefaultSplit ? "a split" : flag.DefaultVariant)} at {flag.Rollout} v{flag.Version}";
    }

    [Test]
    public async Task Takes_a_definition_that_says_nothing()
    {
        await Store.ExecuteAsync("UPDATE flags SET definition = '{}' WHERE key = 'plain'");

        var flag = (await ListAsync(false, Everything)).Single(flag => flag.Key == "plain");

        Assert.That(
            (flag.RuleCount, flag.TargetCount, flag.PrerequisiteCount, flag.DefaultVariant, flag.HasDefaultSplit),
            Is.EqualTo((0, 0, 0, default(string), false)));
    }

    [Test]
    public async Task Lists_by_key_then_the_age_of_the_environment() => Assert.That(
        (await ListAsync(false, Everything)).Select(flag => $"{flag.Key} {flag.EnvironmentKey}"),
        Is.EqualTo(new[] { "half production", "half development", "plain development", "rich production", "rich development" }));

    [Test]
    public async Task Takes_a_flag_for_archived_only_if_it_is_so_everywhere() =>
        Assert.That((await ListAsync(true, Everything)).Select(flag => flag.Key), Is.EqualTo(new[] { "gone" }));

    [Test]
    public async Task Shows_of_a_flag_what_was_written_last() => Assert.That((await SendAsync(Everything)).Items.Single(flag => flag.Latest.Key == "rich").Latest.EnvironmentKey, Is.EqualTo("production"));

    [TestCase(1, "half|plain|rich")]
    [TestCase(2, "half,plain|rich")]
    [TestCase(3, "half,plain,rich")]
    public async Task Pages_hold_whole_flags_and_each_once(int limit, string pages)
    {
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await SendAsync(new(limit, cursor is null ? null : Position.Parse(cursor)));
            read.Add(string.Join(',', page.Items.Select(flag => flag.Latest.Key)));
            Assert.That(page.Items.Where(flag => flag.Latest.Key != "plain").Select(flag => flag.Environments.Count), Is.All.EqualTo(2));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.That(string.Join('|', read), Is.EqualTo(pages));
    }

    private static TargetingRule Rule(string id) => new() { Id = id, When = new() { All = [] }, Serve = Serve.Always("on") };

    private async Task<DeploymentEnvironment> AddAsync(DeploymentEnvironment environment)
    {
        await Store.WithAsync<Application.Environments.IEnvironmentRepository, bool>(environments => environments.AddAsync(environment, default));
        return environment;
    }

    private Task<IReadOnlyList<FlagSummary>> ListAsync(bool isArchived, PageRequest page) =>
        Store.WithAsync<IFlagRepository, IReadOnlyList<FlagSummary>>(flags => flags.ListOverviewAsync(isArchived, page, default));

    private async Task<Page<FlagOverview>> SendAsync(PageRequest page) => (await Store.SendAsync(new ListOverview(false, page))).Value;
}
