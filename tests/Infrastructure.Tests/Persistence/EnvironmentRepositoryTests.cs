using FeatureFlag.Application;
using FeatureFlag.Application.Environments;
using FeatureFlag.Domain.Environments;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class EnvironmentRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly PageRequest First = new(100, null);

    [Test]
    public async Task Finds_what_was_added_by_its_id()
    {
        var added = await AddAsync(A.Environment("by-id") with { Description = "Zwei\nZeilen: ÄÖ 🚀", IsProtected = true, Version = 7 });

        Assert.That(await With(environments => environments.FindAsync(added.Id, default)), Is.EqualTo(added));
    }

    [Test]
    public async Task Finds_what_was_added_by_its_key()
    {
        var added = await AddAsync(A.Environment("by-key"));

        Assert.That(await With(environments => environments.FindAsync("by-key", default)), Is.EqualTo(added));
    }

    [Test]
    public async Task Finds_nothing_by_an_unknown_id() =>
        Assert.That(await With(environments => environments.FindAsync(A.Environment().Id, default)), Is.Null);

    [Test]
    public async Task Finds_nothing_by_a_key_in_another_case()
    {
        await AddAsync(A.Environment("lower"));

        Assert.That(await With(environments => environments.FindAsync("LOWER", default)), Is.Null);
    }

    [Test]
    public async Task Refuses_a_key_that_is_taken()
    {
        await AddAsync(A.Environment("taken"));

        Assert.That(await With(environments => environments.AddAsync(A.Environment("taken"), default)), Is.False);
    }

    [Test]
    public async Task Keeps_the_environment_whose_key_another_one_wanted()
    {
        var first = await AddAsync(A.Environment("contested"));
        await With(environments => environments.AddAsync(A.Environment("contested"), default));

        Assert.That(await With(environments => environments.FindAsync("contested", default)), Is.EqualTo(first));
    }

    [Test]
    public async Task Writes_name_description_and_protection()
    {
        var added = await AddAsync(A.Environment("written"));
        var changed = added with { Name = "Ändered", Description = "New", IsProtected = true };
        await Store.WithAsync<IEnvironmentRepository>(environments => environments.UpdateAsync(changed, default));

        Assert.That(await With(environments => environments.FindAsync(added.Id, default)), Is.EqualTo(changed));
    }

    [Test]
    public async Task Advances_the_version_by_one()
    {
        var added = await AddAsync(A.Environment("advanced"));
        var held = await With(environments => environments.AdvanceVersionAsync(added.Id, default));

        Assert.That(held, Is.EqualTo(added with { Version = added.Version + 1 }));
        Assert.That((await With(environments => environments.FindAsync(added.Id, default)))?.Version, Is.EqualTo(added.Version + 1));
    }

    [Test]
    public async Task Says_that_an_environment_to_advance_is_gone() =>
        Assert.That(await With(environments => environments.AdvanceVersionAsync(A.Environment().Id, default)), Is.Null);

    [Test]
    public async Task Deletes_with_all_flags()
    {
        var environment = await AddAsync(A.Environment("doomed"));
        await Store.AddAsync(A.Flag() with { EnvironmentId = environment.Id });
        await Store.WithAsync<IEnvironmentRepository>(environments => environments.DeleteAsync(environment.Id, default));

        Assert.That(
            await Store.QueryAsync<string>("SELECT key FROM flags WHERE environment_id = @Id", new { environment.Id }), Is.Empty);
    }

    [Test]
    public async Task A_deleted_key_can_be_used_again()
    {
        var former = await AddAsync(A.Environment("phoenix"));
        await Store.WithAsync<IEnvironmentRepository>(environments => environments.DeleteAsync(former.Id, default));

        Assert.That(await With(environments => environments.AddAsync(A.Environment("phoenix"), default)), Is.True);
    }

    [Test]
    public async Task Lists_the_oldest_first()
    {
        var younger = await AddAsync(A.Environment("aa-younger") with { Id = Guid.CreateVersion7(A.Moment.AddDays(2)) });
        var older = await AddAsync(A.Environment("zz-older") with { Id = Guid.CreateVersion7(A.Moment.AddDays(1)) });
        var listed = await With(environments => environments.ListAsync(First, default));

        Assert.That(listed.Where(e => e == older || e == younger), Is.EqualTo(new[] { older, younger }));
    }

    [Test]
    public async Task Lists_one_more_than_the_limit_to_tell_that_there_is_another_page()
    {
        foreach (var key in new[] { "limit-1", "limit-2", "limit-3" })
        {
            await AddAsync(A.Environment(key));
        }

        Assert.That(await With(environments => environments.ListAsync(new(2, null), default)), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Pages_hold_everything_once()
    {
        foreach (var number in Enumerable.Range(1, 7))
        {
            await AddAsync(A.Environment($"page-{number}"));
        }

        var all = await With(environments => environments.ListAsync(new(1000, null), default));
        var paged = await Pages.ReadAsync(
            page => With(environments => environments.ListAsync(page, default)), limit: 3, last => new(last.Id.ToString("D")));

        Assert.That(paged, Is.EqualTo(all));
    }

    private async Task<DeploymentEnvironment> AddAsync(DeploymentEnvironment environment)
    {
        await With(environments => environments.AddAsync(environment, default));
        return environment;
    }

    private Task<T> With<T>(Func<IEnvironmentRepository, Task<T>> use) => Store.WithAsync(use);
}
