using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Accounts;

internal sealed class ChangeUserTests() : OnDatabase(StoreKind.Sqlite)
{
    private User _admin = null!;

    [OneTimeSetUp]
    public async Task AddAdmin() => _admin = await Store.AddUserAsync("boss@example.com", Role.Admin);

    [Test]
    public async Task A_role_is_told_old_and_new()
    {
        var user = await Store.AddUserAsync("role@example.com");
        await Store.SendAsync(new ChangeUserRole(user.Id, "developer"), Actor.Of(_admin));

        Assert.That(await LastAsync(), Is.EqualTo("""boss@example.com role@example.com {"role":{"old":"viewer","new":"developer"}}"""));
    }

    [Test]
    public async Task An_activity_is_told_old_and_new()
    {
        var user = await Store.AddUserAsync("activity@example.com");
        await Store.SendAsync(new ChangeUserActivity(user.Id, false), Actor.Of(_admin));

        Assert.That(await LastAsync(), Is.EqualTo("""boss@example.com activity@example.com {"is_active":{"old":true,"new":false}}"""));
    }

    [Test]
    public async Task The_console_makes_an_admin_of_whoever_it_names_and_enables_them()
    {
        var user = await Store.AddUserAsync("promoted@example.com");
        await Store.SendAsync(new ChangeUserActivity(user.Id, false));
        await Store.SendAsync(new MakeAdmin("PROMOTED@example.com"));

        Assert.That(await LastAsync(), Is.EqualTo(
            """system promoted@example.com {"role":{"old":"viewer","new":"admin"},"is_active":{"old":false,"new":true}}"""));
    }

    [Test]
    public async Task The_console_cannot_promote_whom_it_does_not_know() =>
        Assert.That((await Store.SendAsync(new MakeAdmin("nobody@example.com"))).Error?.Kind, Is.EqualTo(ErrorKind.NotFound));

    [Test]
    public async Task An_admin_cannot_demote_itself()
    {
        await Store.AddUserAsync("second@example.com", Role.Admin);

        Assert.That(
            (await Store.SendAsync(new ChangeUserRole(_admin.Id, "developer"), Actor.Of(_admin))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task An_admin_cannot_disable_itself() => Assert.That(
        (await Store.SendAsync(new ChangeUserActivity(_admin.Id, false), Actor.Of(_admin))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));

    [Test]
    public async Task Whoever_is_unknown_cannot_be_changed() => Assert.That(
        (await Store.SendAsync(new ChangeUserRole(A.User().Id, "admin"), Actor.Of(_admin))).Error?.Kind, Is.EqualTo(ErrorKind.NotFound));

    private async Task<string> LastAsync()
    {
        var entry = (await Store.HistoryAsync())[0];
        return $"{entry.UserEmail} {entry.Change.EntityKey} {entry.Change.Fields.ToJsonString()}";
    }
}
