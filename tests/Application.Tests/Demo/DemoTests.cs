using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Demo;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Installation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Demo;

internal sealed class DemoTests
{
    private TestStore _store = null!;

    [SetUp]
    public async Task CreateStore()
    {
        _store = await TestStore.CreateAsync(StoreKind.Sqlite);
        await _store.SendAsync(new CreateDefaultEnvironments());
    }

    [TearDown]
    public async Task DropStore() => await _store.DisposeAsync();

    [Test]
    public async Task Is_all_accepted()
    {
        var demo = await DemoAsync();

        Assert.That(demo.Failed.Select(failure => $"{failure.Item}: {failure.Detail}"), Is.Empty);
        Assert.That((demo.Added.Count(item => item.Type == "segment"), demo.Added.Count(item => item.Type == "flag")), Is.EqualTo((9, 45)));
    }

    [Test]
    public async Task Says_of_each_flag_what_it_teaches()
    {
        await DemoAsync();
        var flags = (await _store.SendAsync(new ListFlags(null, null, null, null, null, new(200, null)))).Value.Items;

        Assert.That(flags.Where(flag => flag.Description.Length < 40).Select(flag => flag.Key), Is.Empty);
    }

    [Test]
    public async Task Adds_nothing_the_second_time()
    {
        var first = await DemoAsync();
        DemoReport second = null!;

        Assert.That(await _store.EntriesOfAsync(async () => second = await DemoAsync()), Is.Zero);
        Assert.That(second.Added, Is.Empty);
        Assert.That(second.Existing, Is.EqualTo(first.Added));
        Assert.That(second.Users.Select(user => user.Password), Is.All.Null);
    }

    [Test]
    public async Task Completes_traffic_whose_writing_was_interrupted()
    {
        const string Events = "SELECT count(*) FROM metric_events";
        await DemoAsync();
        var whole = (await _store.QueryAsync<long>(Events))[0];
        await _store.ExecuteAsync("DELETE FROM flag_usage"); // it is written last
        await _store.ExecuteAsync("DELETE FROM metric_events WHERE unit < 'visitor-00010'");
        await _store.ExecuteAsync("DELETE FROM event_ids WHERE id NOT IN (SELECT id FROM metric_events)");

        var second = await DemoAsync();

        Assert.That(second.Added.Select(item => item.Type), Is.EqualTo(new[] { "traffic" }));
        Assert.That((await _store.QueryAsync<long>(Events))[0], Is.EqualTo(whole));
        Assert.That((await _store.QueryAsync<long>("SELECT count(*) FROM flag_usage"))[0], Is.Positive);
    }

    [Test]
    public async Task Says_which_setting_keeps_the_traffic_out()
    {
        await using var store = TestStore.Unmigrated(settings: new KeyValuePair<string, string?>("Events:RetentionDays", "20"));
        await store.MigrateAsync();
        await store.SendAsync(new CreateDefaultEnvironments());

        var demo = (await store.SendAsync(new CreateDemo(Visitors: 20), People.Admin)).Value;

        Assert.That(demo.Failed.Single().Detail, Does.Contain("Events__RetentionDays"));
    }

    [Test]
    public async Task Leaves_what_is_there_as_it_is()
    {
        await _store.SendAsync(new CreateFlag { Key = "new-checkout", Name = "Ours", EnvironmentKey = "production" });

        await DemoAsync();
        var ours = (await _store.SendAsync(new GetFlag("production", "new-checkout"))).Value;

        Assert.That((ours.Name, ours.Version, ours.Type), Is.EqualTo(("Ours", 1, FlagType.Boolean)));
    }

    [Test]
    public async Task Tells_what_could_not_be_made_and_makes_the_rest()
    {
        await _store.SendAsync(new DeleteEnvironment("staging", false, null));
        await _store.SendAsync(new CreateFlag
        {
            Key = "upload-limit-mb", Name = "Of another type", EnvironmentKey = "development", FlagType = "boolean",
        });

        var demo = await DemoAsync();

        Assert.That(
            demo.Failed.Select(failure => $"{failure.Item.Type} {failure.Item.Key} in {failure.Item.EnvironmentKey}"),
            Is.EqualTo(new[] { "environment staging in staging", "flag upload-limit-mb in production" }));
        Assert.That(demo.Added, Has.Count.EqualTo((2 * 18) - 2 + 13));
    }

    [Test]
    public async Task Adds_no_account_whose_password_it_cannot_tell()
    {
        await _store.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON users WHEN NEW.email = 'vera@example.com' BEGIN SELECT RAISE(ABORT, 'full'); END");
        await Assert.ThatAsync(DemoAsync, Throws.Exception);

        Assert.That(await _store.QueryAsync<string>("SELECT email FROM users"), Is.Empty);
    }

    [Test]
    public async Task Gives_passwords_that_work()
    {
        foreach (var user in (await DemoAsync()).Users)
        {
            var login = await _store.SendAsAsync(null, new Login(new(user.Email, user.Password!), "10.0.0.1"));

            Assert.That(login.Value.User.Role.Name(), Is.EqualTo(user.Role));
        }
    }

    [Test]
    public async Task Has_a_history_of_several_people()
    {
        await DemoAsync();

        var ramp = await _store.HistoryAsync(new(EntityType: "flag", EntityKey: "new-checkout"));

        Assert.That(
            ramp.Select(entry => $"{entry.UserEmail} {entry.Change.EnvironmentKey} {entry.Change.Fields["rollout_percentage"]!["new"]!.ToJsonString()}"),
            Is.EqualTo(new[] { "admin@example.com production 25", "admin@example.com production 10", "admin@example.com production 5", "dana@example.com staging 50", "dana@example.com development 100" }));
    }

    [Test]
    public async Task Goes_on_as_the_admin_when_its_developer_may_not_any_more()
    {
        await DemoAsync();
        await _store.ExecuteAsync("UPDATE users SET role = 'viewer' WHERE email = 'dana@example.com'");
        await _store.SendAsync(new DeleteFlag("development", "support-chat", null));

        Assert.That((await DemoAsync()).Added, Has.Count.EqualTo(1));
    }

    private async Task<DemoReport> DemoAsync() => (await _store.SendAsync(new CreateDemo(Visitors: 20), People.Admin)).Value;
}
