using System.Text.Json;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class FlagRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private DeploymentEnvironment _environment = null!;

    [OneTimeSetUp]
    public async Task AddEnvironment() => _environment = await Store.AddEnvironmentAsync("production");

    [Test]
    public async Task Brings_back_every_field()
    {
        var flag = await AddAsync(Everything("every-field"));

        Assert.That(Text(await FindAsync(flag.Key)), Is.EqualTo(Text(flag)));
    }

    [Test]
    public async Task Brings_back_what_was_left_out()
    {
        var flag = await AddAsync(A.Flag("left-out"));

        Assert.That(Text(await FindAsync(flag.Key)), Is.EqualTo(Text(flag)));
    }

    [Test]
    public async Task Finds_nothing_under_a_key_of_another_environment()
    {
        var other = await Store.AddEnvironmentAsync("elsewhere");
        await AddAsync(A.Flag("only-here"));

        Assert.That(await With(flags => flags.FindAsync(other.Id, "only-here", default)), Is.Null);
    }

    [Test]
    public async Task Refuses_a_key_that_the_environment_has()
    {
        await AddAsync(A.Flag("taken"));

        Assert.That(await With(flags => flags.AddAsync(A.Flag("taken").In(_environment), default)), Is.False);
    }

    [Test]
    public async Task Takes_a_key_that_another_environment_has()
    {
        var other = await Store.AddEnvironmentAsync("neighbour");
        await AddAsync(A.Flag("in-both"));

        Assert.That(await With(flags => flags.AddAsync(A.Flag("in-both").In(other), default)), Is.True);
    }

    [Test]
    public async Task Writes_every_field_of_the_next_version()
    {
        var before = await AddAsync(A.Flag("changed"));
        var after = Everything("changed").In(_environment) with { Id = before.Id, CreatedAt = before.CreatedAt, Version = 2 };
        await With(flags => flags.UpdateAsync(after, default));

        Assert.That(Text(await FindAsync("changed")), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task Refuses_a_stale_version()
    {
        var flag = await AddAsync(A.Flag("moved-on") with { Version = 3 });

        Assert.That(await With(flags => flags.UpdateAsync(flag with { Name = "Late", Version = 3 }, default)), Is.False);
    }

    [Test]
    public async Task Keeps_the_newer_version_when_a_stale_one_comes()
    {
        var flag = await AddAsync(A.Flag("stays") with { Version = 3 });
        await With(flags => flags.UpdateAsync(flag with { Name = "Late", Version = 3 }, default));

        Assert.That((await FindAsync("stays"))!.Name, Is.EqualTo(flag.Name));
    }

    [Test]
    public async Task Deletes_the_version_it_was_given()
    {
        var flag = await AddAsync(A.Flag("deleted"));
        await With(flags => flags.DeleteAsync(flag, default));

        Assert.That(await FindAsync("deleted"), Is.Null);
    }

    [Test]
    public async Task Does_not_delete_another_version()
    {
        var flag = await AddAsync(A.Flag("newer") with { Version = 2 });

        Assert.That(await With(flags => flags.DeleteAsync(flag with { Version = 1 }, default)), Is.False);
    }

    [Test]
    public async Task A_deleted_key_can_be_used_again()
    {
        var flag = await AddAsync(A.Flag("again"));
        await With(flags => flags.DeleteAsync(flag, default));

        Assert.That(await With(flags => flags.AddAsync(A.Flag("again").In(_environment), default)), Is.True);
    }

    [Test]
    public async Task Lists_all_of_one_environment_archived_ones_too()
    {
        var own = await Store.AddEnvironmentAsync("all-of-it");
        await Store.AddAsync(A.Flag("b-flag").In(own) with { IsArchived = true });
        await Store.AddAsync(A.Flag("a-flag").In(own));
        await AddAsync(A.Flag("of-another-environment"));

        Assert.That(
            (await With(flags => flags.ListAllAsync(own.Id, default))).Select(flag => flag.Key), Is.EqualTo(new[] { "a-flag", "b-flag" }));
    }

    private static Flag Everything(string key) => A.PercentageFlag(key, percent: 12.345m) with
    {
        Name = "Ünï 🚀 'quoted' \"twice\"",
        Description = "Line one\nline\ttwo; DROP TABLE flags; --",
        IsEnabled = false,
        Salt = "other-salt",
        Tags = ["z", "a", "ü, \"x\"", "\\"],
        Owner = "team@example.com",
        Purpose = "experiment",
        ExpiresOn = new DateOnly(2027, 2, 28),
        IsArchived = true,
        CreatedAt = A.Moment.AddMilliseconds(123),
        UpdatedAt = A.Moment.AddYears(5).AddMilliseconds(999),
    };

    /// <summary>Records compare their lists by reference.</summary>
    private static string Text(Flag? flag) => JsonSerializer.Serialize(flag);

    private Task<Flag> AddAsync(Flag flag) => Store.AddAsync(flag.In(_environment));

    private Task<Flag?> FindAsync(string key) => With(flags => flags.FindAsync(_environment.Id, key, default));

    private Task<T> With<T>(Func<IFlagRepository, Task<T>> use) => Store.WithAsync(use);
}
