using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class UserRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    [Test]
    public async Task Brings_back_every_field()
    {
        var user = await Store.AddAsync(A.User("Every.Field@Example.com") with { Name = "Ännchen 🚀", IsActive = false, Role = Role.Developer });

        Assert.That(await With(users => users.FindAsync(user.Id, default)), Is.EqualTo(user));
    }

    [TestCase("Mixed.Case@Example.com")]
    [TestCase("mixed.case@example.com")]
    [TestCase("MIXED.CASE@EXAMPLE.COM")]
    public async Task Finds_an_address_in_any_case(string spelling)
    {
        await Store.AddAsync(A.User("Mixed.Case@Example.com"));

        Assert.That((await With(users => users.FindByEmailAsync(spelling, default)))?.Email, Is.EqualTo("Mixed.Case@Example.com"));
    }

    [Test]
    public async Task Finds_nobody_by_an_unknown_address() =>
        Assert.That(await With(users => users.FindByEmailAsync("nobody@example.com", default)), Is.Null);

    [Test]
    public async Task Refuses_an_address_that_is_taken_in_another_case()
    {
        await Store.AddAsync(A.User("taken@example.com"));

        Assert.That(await With(users => users.AddAsync(A.User("TAKEN@example.com"), default)), Is.False);
    }

    [Test]
    public async Task Writes_role_activity_hash_and_when_that_was_changed()
    {
        var user = await Store.AddAsync(A.User("written@example.com"));
        var changed = user with { Role = Role.Developer, IsActive = false, PasswordHash = "another", PasswordChangedAt = A.Moment.AddDays(1) };
        await With(users => users.UpdateAsync(changed, default));

        Assert.That(await With(users => users.FindAsync(user.Id, default)), Is.EqualTo(changed));
    }

    [Test]
    public async Task Replaces_the_hash_it_expects()
    {
        var user = await Store.AddAsync(A.User("rehashed@example.com") with { PasswordHash = "old" });
        await Store.WithAsync<IUserRepository>(users => users.ReplacePasswordHashAsync(user.Id, "old", "new", default));

        Assert.That((await With(users => users.FindAsync(user.Id, default)))!.PasswordHash, Is.EqualTo("new"));
    }

    [Test]
    public async Task Does_not_replace_a_hash_that_was_changed_meanwhile()
    {
        var user = await Store.AddAsync(A.User("changed-meanwhile@example.com") with { PasswordHash = "newer" });
        await Store.WithAsync<IUserRepository>(users => users.ReplacePasswordHashAsync(user.Id, "old", "new", default));

        Assert.That((await With(users => users.FindAsync(user.Id, default)))!.PasswordHash, Is.EqualTo("newer"));
    }

    [Test]
    public async Task Finds_for_update_within_a_transaction()
    {
        var user = await Store.AddAsync(A.User("held@example.com"));

        Assert.That(await With(users => users.FindForUpdateAsync(user.Id, default)), Is.EqualTo(user));
    }

    [Test]
    public async Task Pages_hold_everybody_once()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            await Store.AddAsync(A.User($"page-{number}@example.com"));
        }

        var paged = await Pages.ReadAsync(
            page => With(users => users.ListAsync(page, default)), limit: 3, last => new(last.Id.ToString("D")));

        Assert.That(paged, Is.EqualTo(await With(users => users.ListAsync(new(1000, null), default))));
    }

    [Test]
    public async Task Knows_that_there_is_nobody_yet()
    {
        await using var empty = await TestStore.CreateAsync(Kind);

        Assert.That(await empty.WithAsync<IUserRepository, bool>(users => users.AnyAsync(default)), Is.False);
    }

    [Test]
    public async Task Knows_that_there_is_somebody()
    {
        await Store.AddAsync(A.User("somebody@example.com"));

        Assert.That(await With(users => users.AnyAsync(default)), Is.True);
    }

    private Task<T> With<T>(Func<IUserRepository, Task<T>> use) => Store.WithAsync(use);
}
