using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using MediatR;

namespace FeatureFlag.Application.Tests.Pipeline;

/// <summary>The matrix of roles and environments. Requests go against keys that do not exist where it does not matter.</summary>
internal sealed class AuthorizationTests() : OnDatabase(StoreKind.Sqlite)
{
    private static readonly PageRequest Page = new(10, null);

    private DeploymentEnvironment _open = null!;
    private DeploymentEnvironment _protected = null!;

    [OneTimeSetUp]
    public async Task AddEnvironments()
    {
        _open = (await Store.SendAsync(new CreateEnvironment("open", "Open"))).Value;
        _protected = (await Store.SendAsync(new CreateEnvironment("protected", "Protected", IsProtected: true))).Value;
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", null)]
    [TestCase("developer", null)]
    [TestCase("admin", null)]
    public async Task Whoever_is_signed_in_reads(string who, ErrorKind? expected)
    {
        ErrorKind?[] answers =
        [
            await KindAsync(who, new ListEnvironments(Page)),
            await KindAsync(who, new GetEnvironment("protected")),
            await KindAsync(who, new ListFlags("protected", null, null, null, null, Page)),
            await KindAsync(who, new ListSegments("protected", null, Page)),
            await KindAsync(who, new ListAudit(new(), Page)),
        ];

        Assert.That(answers, Is.All.EqualTo(expected));
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", null)]
    [TestCase("admin", null)]
    public async Task Developers_create_and_change_flags(string who, ErrorKind? expected)
    {
        var created = await KindAsync(who, new CreateFlag { Key = $"by-{who}", Name = "Any", EnvironmentKey = "open" });
        await Store.SendAsync(new CreateFlag { Key = $"by-{who}", Name = "Any", EnvironmentKey = "open" });
        var updated = await KindAsync(who, new UpdateFlag("open", $"by-{who}", new() { IsEnabled = true }, null));

        Assert.That((created, updated), Is.EqualTo((expected, expected)));
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", ErrorKind.Forbidden)]
    [TestCase("admin", null)]
    public async Task Only_admins_do_so_in_a_protected_environment(string who, ErrorKind? expected)
    {
        var byKey = await KindAsync(who, new CreateFlag { Key = $"by-key-{who}", Name = "Any", EnvironmentKey = "protected" });
        var byId = await KindAsync(who, new CreateFlag { Key = $"by-id-{who}", Name = "Any", EnvironmentId = _protected.Id });
        await Store.SendAsync(new CreateFlag { Key = $"by-key-{who}", Name = "Any", EnvironmentKey = "protected" });
        var updated = await KindAsync(who, new UpdateFlag("protected", $"by-key-{who}", new() { IsEnabled = true }, null));

        Assert.That((byKey, byId, updated), Is.EqualTo((expected, expected, expected)));
    }

    [TestCase("anonymous", "open", ErrorKind.Unauthenticated)]
    [TestCase("viewer", "open", ErrorKind.Forbidden)]
    [TestCase("developer", "open", null)]
    [TestCase("admin", "open", null)]
    [TestCase("anonymous", "protected", ErrorKind.Unauthenticated)]
    [TestCase("viewer", "protected", ErrorKind.Forbidden)]
    [TestCase("developer", "protected", ErrorKind.Forbidden)]
    [TestCase("admin", "protected", null)]
    public async Task Segments_are_created_and_changed_by_whoever_may_do_so_with_flags(string who, string environment, ErrorKind? expected)
    {
        var created = await KindAsync(who, new CreateSegment { Key = $"by-{who}", Name = "Any", EnvironmentKey = environment });
        await Store.SendAsync(new CreateSegment { Key = $"by-{who}", Name = "Any", EnvironmentKey = environment });
        var updated = await KindAsync(who, new UpdateSegment(environment, $"by-{who}", new() { Included = new(["ann"]) }, null));

        Assert.That((created, updated), Is.EqualTo((expected, expected)));
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", ErrorKind.Forbidden)]
    [TestCase("admin", ErrorKind.NotFound)]
    public async Task Only_admins_delete_and_manage(string who, ErrorKind? expected)
    {
        ErrorKind?[] answers =
        [
            await KindAsync(who, new DeleteFlag("open", "no-such-flag", null)),
            await KindAsync(who, new DeleteSegment("open", "no-such-segment", null)),
            await KindAsync(who, new DeleteEnvironment("no-such-environment", true, null)),
            await KindAsync(who, new ChangeUserRole(A.User().Id, "admin")),
            await KindAsync(who, new ChangeUserActivity(A.User().Id, false)),
            await KindAsync(who, new MakeAdmin("nobody@example.com")),
        ];

        Assert.That(answers, Is.All.EqualTo(expected));
    }

    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", ErrorKind.Forbidden)]
    [TestCase("admin", null)]
    public async Task Only_admins_create_environments_and_see_users(string who, ErrorKind? expected)
    {
        var created = await KindAsync(who, new CreateEnvironment($"by-{who}", "Any"));
        var listed = await KindAsync(who, new ListUsers(Page));

        Assert.That((created, listed), Is.EqualTo((expected, expected)));
    }

    [Test]
    public async Task A_key_and_an_id_of_different_environments_are_refused()
    {
        var answer = await Store.SendAsync(
            new CreateFlag { Key = "mismatch", Name = "Any", EnvironmentKey = "open", EnvironmentId = _protected.Id }, People.Developer);

        Assert.That(answer.Error!.Fields.Keys, Is.EqualTo(new[] { "environment_key" }));
    }

    [Test]
    public async Task A_key_and_an_id_of_one_environment_are_accepted()
    {
        var answer = await Store.SendAsync(
            new CreateFlag { Key = "match", Name = "Any", EnvironmentKey = "open", EnvironmentId = _open.Id }, People.Developer);

        Assert.That(answer.IsOk, Is.True);
    }

    [Test]
    public async Task A_change_that_names_no_environment_is_told_to()
    {
        var answer = await Store.SendAsync(new CreateFlag { Key = "nowhere", Name = "Any" }, People.Admin);

        Assert.That(answer.Error!.Fields.Keys, Is.EqualTo(new[] { "environment_key" }));
    }

    [TestCase("PROTECTED")]
    [TestCase("protected ")]
    [TestCase("protected\n")]
    [TestCase("protecteḋ")]
    public async Task A_spelling_that_looks_like_an_environment_is_none(string key) => Assert.That(
        await KindAsync("developer", new CreateFlag { Key = "look-alike", Name = "Any", EnvironmentKey = key }), Is.EqualTo(ErrorKind.NotFound));

    [Test]
    public async Task Who_may_not_is_told_so_before_what_is_wrong_with_the_request() => Assert.That(
        await KindAsync("viewer", new CreateFlag { Key = "NOT A KEY", Name = "", EnvironmentKey = "open" }), Is.EqualTo(ErrorKind.Forbidden));

    [Test]
    public async Task A_refused_attempt_leaves_no_entry() => Assert.That(
        await Store.EntriesOfAsync(() => KindAsync("viewer", new CreateEnvironment("refused", "Any"))), Is.Zero);

    private async Task<ErrorKind?> KindAsync<T>(string who, IRequest<Result<T>> request) =>
        (await Store.SendAsAsync(People.Named(who), request)).Error?.Kind;
}
