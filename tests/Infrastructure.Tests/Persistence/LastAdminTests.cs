using System.Data.Common;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>A server without an admin could only be saved by somebody at its console.</summary>
internal abstract class LastAdminTests(StoreKind kind) : OnDatabase(kind)
{
    [TestCase("UPDATE users SET role = 'viewer'")]
    [TestCase("UPDATE users SET is_active = (1 = 0)")]
    [TestCase("DELETE FROM users")]
    public async Task The_database_keeps_the_last_admin(string sql)
    {
        await OneAdminAsync();

        Assert.That(async () => await Store.ExecuteAsync(sql), Throws.InstanceOf<DbException>().With.Message.Contains("last_active_admin"));
    }

    [Test]
    public async Task One_of_several_admins_can_be_demoted()
    {
        var (ann, bob) = await TwoAdminsAsync();

        Assert.That((await Store.SendAsync(new ChangeUserRole(bob.Id, "viewer"), Actor.Of(ann))).IsOk, Is.True);
    }

    [Test]
    public async Task One_admin_stays_when_two_demote_each_other_at_once()
    {
        foreach (var round in Enumerable.Range(0, 30))
        {
            var (ann, bob) = await TwoAdminsAsync();
            await Task.WhenAll(
                Task.Run(() => Store.SendAsync(new ChangeUserRole(bob.Id, "developer"), Actor.Of(ann))),
                Task.Run(() => Store.SendAsync(new ChangeUserActivity(ann.Id, false), Actor.Of(bob))));

            Assert.That(await AdminsAsync(), Is.EqualTo(1), $"in round {round}");
        }
    }

    [Test]
    public async Task The_one_who_would_remove_the_last_admin_is_told_so()
    {
        var (ann, bob) = await TwoAdminsAsync();
        var results = await Task.WhenAll(
            Task.Run(() => Store.SendAsync(new ChangeUserRole(bob.Id, "developer"), Actor.Of(ann))),
            Task.Run(() => Store.SendAsync(new ChangeUserRole(ann.Id, "developer"), Actor.Of(bob))));

        Assert.That(results.Select(result => result.Error?.Kind), Is.EquivalentTo(new ErrorKind?[] { null, ErrorKind.Conflict }));
    }

    private async Task<(User Ann, User Bob)> TwoAdminsAsync()
    {
        var bob = await OneAdminAsync("bob");
        var ann = await Store.AddAsync(A.User($"ann-{bob.Id}@example.com") with { Role = Role.Admin });
        return (ann, bob);
    }

    /// <summary>All others are demoted, so that tests can follow each other.</summary>
    private async Task<User> OneAdminAsync(string name = "only")
    {
        var id = A.User().Id;
        var admin = await Store.AddAsync(A.User($"{name}-{id}@example.com") with { Id = id, Role = Role.Admin });
        await Store.ExecuteAsync("UPDATE users SET role = 'viewer' WHERE id <> @Id", new { Id = id });
        return admin;
    }

    private async Task<int> AdminsAsync() =>
        (await Store.QueryAsync<string>("SELECT id FROM users WHERE role = 'admin' AND is_active = (1 = 1)")).Count;
}

internal sealed class SqliteLastAdminTests() : LastAdminTests(StoreKind.Sqlite);

internal sealed class PostgresLastAdminTests() : LastAdminTests(StoreKind.Postgres)
{
    [Test]
    public void The_database_keeps_its_users_from_being_emptied_at_once() =>
        Assert.That(async () => await Store.ExecuteAsync("TRUNCATE users"), Throws.InstanceOf<DbException>());
}
