using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Installation;
using FeatureFlag.Domain.Users;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Installation;

/// <summary>What the first start of a store makes, and later ones do not.</summary>
internal sealed class InstallationTests
{
    private TestStore _store = null!;

    [SetUp]
    public async Task CreateStore() => _store = await TestStore.CreateAsync(StoreKind.Sqlite);

    [TearDown]
    public async Task DropStore() => await _store.DisposeAsync();

    [Test]
    public async Task Makes_three_environments_the_last_one_protected()
    {
        await _store.SendAsync(new CreateDefaultEnvironments());

        Assert.That(
            (await _store.SendAsync(new ListEnvironments(new(10, null)))).Value.Items.Select(e => (e.Key, e.IsProtected)),
            Is.EqualTo(new[] { ("development", false), ("staging", false), ("production", true) }));
    }

    [Test]
    public async Task Each_of_them_is_in_the_history()
    {
        Assert.That(await _store.EntriesOfAsync(() => _store.SendAsync(new CreateDefaultEnvironments())), Is.EqualTo(3));
    }

    [Test]
    public async Task Does_not_bring_back_what_was_deleted_since()
    {
        await _store.SendAsync(new CreateDefaultEnvironments());
        await _store.SendAsync(new DeleteEnvironment("staging", false, null));
        await _store.SendAsync(new CreateDefaultEnvironments());

        Assert.That((await _store.SendAsync(new GetEnvironment("staging"))).IsOk, Is.False);
    }

    [Test]
    public async Task Makes_an_admin_with_a_password_that_works()
    {
        var made = (await _store.SendAsync(new CreateInitialAdmin(null, null))).Value!;
        var login = await _store.SendAsAsync(null, new Login(new(made.Email, made.GeneratedPassword!), "10.0.0.1"));

        Assert.That((login.Value.User.Email, login.Value.User.Role), Is.EqualTo(("admin@localhost", Role.Admin)));
    }

    [Test]
    public async Task Takes_the_configured_admin_and_repeats_no_password()
    {
        var made = (await _store.SendAsync(new CreateInitialAdmin("boss@example.com", "correct horse battery"))).Value!;

        Assert.That((made.Email, made.GeneratedPassword), Is.EqualTo(("boss@example.com", default(string))));
    }

    [Test]
    public async Task Makes_no_second_admin()
    {
        await _store.SendAsync(new CreateInitialAdmin(null, null));

        Assert.That((await _store.SendAsync(new CreateInitialAdmin("other@example.com", null))).Value, Is.Null);
    }

    [Test]
    public async Task Makes_no_admin_where_there_are_users()
    {
        await _store.AddUserAsync("first@example.com");

        Assert.That((await _store.SendAsync(new CreateInitialAdmin(null, null))).Value, Is.Null);
    }

    [Test]
    public async Task One_of_two_nodes_that_start_at_once_makes_the_admin()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _store.SendAsync(new CreateInitialAdmin(null, null)))));

        Assert.That(made.Count(result => result.Value is not null), Is.EqualTo(1));
    }
}
