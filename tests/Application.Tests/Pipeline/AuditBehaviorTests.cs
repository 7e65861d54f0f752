using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Evaluation;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using FeatureFlag.Tests.Stores;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Moq;

namespace FeatureFlag.Application.Tests.Pipeline;

/// <summary>No change without its entry, no entry without its change, and nothing visible before it is durable.</summary>
internal sealed class AuditBehaviorTests() : OnDatabase(StoreKind.Sqlite)
{
    private DeploymentEnvironment _environment = null!;

    [OneTimeSetUp]
    public async Task AddEnvironment() => _environment = (await Store.SendAsync(new CreateEnvironment("production", "Production"))).Value;

    [Test]
    public async Task Each_change_leaves_one_entry()
    {
        var user = await Store.AddUserAsync("one-entry@example.com");
        Func<Task>[] changes =
        [
            () => Store.SendAsync(new CreateEnvironment("one-entry", "Any")),
            () => Store.SendAsync(new DeleteEnvironment("one-entry", false, null)),
            () => CreateAsync("one-entry"),
            () => Store.SendAsync(new UpdateFlag("production", "one-entry", new() { IsEnabled = true, Name = "Other" }, null)),
            () => Store.SendAsync(new DeleteFlag("production", "one-entry", null)),
            () => Store.SendAsync(new AddUser("added@example.com", "Any", "hash", Role.Viewer)),
            () => Store.SendAsync(new ChangeUserRole(user.Id, "developer")),
            () => Store.SendAsync(new ChangeUserActivity(user.Id, false)),
            () => Store.SendAsync(new MakeAdmin(user.Email)),
        ];
        var entries = new List<int>();
        foreach (var change in changes)
        {
            entries.Add(await Store.EntriesOfAsync(change));
        }

        Assert.That(entries, Is.All.EqualTo(1));
    }

    [Test]
    public async Task What_fails_or_changes_nothing_leaves_none()
    {
        await CreateAsync("no-entry");
        var user = await Store.AddUserAsync("no-entry@example.com", Role.Admin);
        Func<Task>[] attempts =
        [
            () => CreateAsync("no-entry"),
            () => CreateAsync("NOT A KEY"),
            () => Store.SendAsync(new CreateEnvironment("production", "Any")),
            () => Store.SendAsync(new DeleteEnvironment("production", Force: false, null)),
            () => Store.SendAsync(new UpdateFlag("production", "no-entry", new() { Name = "Any", IsEnabled = false }, null)),
            () => Store.SendAsync(new UpdateFlag("production", "no-entry", new(), null)),
            () => Store.SendAsync(new UpdateFlag("production", "no-entry", new() { IsEnabled = true }, ExpectedVersion: 9)),
            () => Store.SendAsync(new UpdateFlag("production", "unknown", new() { IsEnabled = true }, null)),
            () => Store.SendAsync(new DeleteFlag("production", "no-entry", ExpectedVersion: 9)),
            () => Store.SendAsync(new ChangeUserRole(user.Id, "admin")),
            () => Store.SendAsync(new ChangeUserActivity(user.Id, true)),
            () => Store.SendAsync(new MakeAdmin(user.Email)),
            () => Store.SendAsync(new AddUser(user.Email, "Any", "hash", Role.Viewer)),
        ];
        var entries = new List<int>();
        foreach (var attempt in attempts)
        {
            entries.Add(await Store.EntriesOfAsync(attempt));
        }

        Assert.That(entries, Is.All.EqualTo(0));
    }

    [Test]
    public async Task A_change_that_changes_nothing_keeps_the_environments_version()
    {
        await CreateAsync("same");
        var before = await VersionAsync();
        await Store.SendAsync(new UpdateFlag("production", "same", new() { Name = "Any" }, null));

        Assert.That(await VersionAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_change_advances_the_environments_version_by_one()
    {
        var before = await VersionAsync();
        await CreateAsync("advancing");

        Assert.That(await VersionAsync(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Names_who_did_it_when_and_where()
    {
        await Store.SendAsync(new CreateFlag { Key = "named", Name = "Any", EnvironmentKey = "production" }, People.Developer);
        var entry = (await Store.HistoryAsync())[0];

        Assert.That(
            (entry.UserId, entry.UserEmail, entry.Change.EnvironmentKey, entry.Change.EntityKey, entry.Change.Action),
            Is.EqualTo((People.Developer.Id, "developer@example.com", "production", "named", Change.Create)));
    }

    [Test]
    public async Task A_change_whose_entry_cannot_be_written_is_undone()
    {
        var audit = new Mock<IAuditLog>();
        audit.Setup(log => log.AppendAsync(It.IsAny<IReadOnlyList<AuditEntry>>(), It.IsAny<CancellationToken>())).ThrowsAsync(new IOException("full"));
        await using var store = await TestStore.CreateAsync(StoreKind.Sqlite, services => services.Replace(ServiceDescriptor.Scoped(_ => audit.Object)));
        await Assert.ThatAsync(() => store.SendAsync(new CreateEnvironment("undone", "Any")), Throws.InstanceOf<IOException>());

        Assert.That(await store.QueryAsync<string>("SELECT key FROM environments"), Is.Empty);
    }

    [Test]
    public async Task A_change_that_waited_while_the_environment_was_protected_is_refused()
    {
        TestStore store = null!;
        var protecting = new InlineValidator<CreateFlag>(); // validated after it was authorised, before the environment is held
        protecting.RuleFor(flag => flag).Must(_ =>
        {
            store.ExecuteAsync("UPDATE environments SET is_protected = 1").GetAwaiter().GetResult();
            return true;
        });
        store = await TestStore.CreateAsync(StoreKind.Sqlite, services => services.AddSingleton<IValidator<CreateFlag>>(protecting));
        await using var disposal = store;
        await store.SendAsync(new CreateEnvironment("contested", "Any"));

        var answer = await store.SendAsync(new CreateFlag { Key = "late", Name = "Any", EnvironmentKey = "contested" }, People.Developer);

        Assert.That((answer.IsOk, answer.IsOk ? default : answer.Error.Kind), Is.EqualTo((false, ErrorKind.Forbidden)));
    }

    [Test]
    public async Task Evaluation_sees_a_change_at_once()
    {
        await Store.SendAsync(new CreateFlag { Key = "at-once", Name = "Any", EnvironmentKey = "production", IsEnabled = true });

        Assert.That(Store.Get<EvaluationService>().Evaluate("production", "at-once", new(null)).IsEnabled, Is.True);
    }

    [Test]
    public async Task Evaluation_forgets_what_was_deleted_at_once()
    {
        await Store.SendAsync(new CreateFlag { Key = "forgotten", Name = "Any", EnvironmentKey = "production", IsEnabled = true });
        await Store.SendAsync(new DeleteFlag("production", "forgotten", null));

        Assert.That(Store.Get<EvaluationService>().Evaluate("production", "forgotten", new(null)).Flag, Is.Null);
    }

    [Test]
    public async Task Publishes_after_the_commit()
    {
        TestStore store = null!;
        var seen = new List<string>();
        var publisher = new Mock<ISnapshotPublisher>();
        publisher.Setup(p => p.PublishAsync()).Returns(async () => seen.AddRange(await store.QueryAsync<string>("SELECT key FROM environments")));
        store = await TestStore.CreateAsync(StoreKind.Sqlite, services => services.Replace(ServiceDescriptor.Singleton(publisher.Object)));
        await using var disposal = store;
        await store.SendAsync(new CreateEnvironment("committed", "Any"));

        Assert.That(seen, Is.EqualTo(new[] { "committed" }));
    }

    [Test]
    public async Task Publishes_nothing_when_nothing_changed()
    {
        var publisher = new Mock<ISnapshotPublisher>();
        await using var store = await TestStore.CreateAsync(
            StoreKind.Sqlite, services => services.Replace(ServiceDescriptor.Singleton(publisher.Object)));
        await store.SendAsync(new CreateEnvironment("NOT A KEY", "Any"));

        Assert.That(publisher.Invocations, Is.Empty);
    }

    private Task<Result<Domain.Flags.Flag>> CreateAsync(string key) =>
        Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = _environment.Key });

    private async Task<long> VersionAsync() => (await Store.SendAsync(new GetEnvironment(_environment.Key))).Value.Version;
}
