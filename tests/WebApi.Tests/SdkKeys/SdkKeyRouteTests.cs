using FeatureFlag.WebApi.Tests.Hosting;
using FeatureFlag.WebApi.Tests.Ofrep;
using FeatureFlag.WebApi.Tests.Permissions;

namespace FeatureFlag.WebApi.Tests.SdkKeys;

internal sealed class SdkKeyRouteTests
{
    private Stage _stage = null!;
    private string _keys = null!;

    [SetUp]
    public async Task Create()
    {
        var stage = new Stage(SharedServer.App, await SharedServer.App.As(Caller.Admin), "none", IsProtected: false);
        _stage = stage with { Environment = await stage.NewEnvironmentAsync() };
        _keys = $"/environments/{_stage.Environment}/sdk-keys";
    }

    [TestCase("server", "ffs_")]
    [TestCase("client", "ffc_")]
    public async Task A_new_key_shows_its_secret(string kind, string prefix)
    {
        var answer = await _stage.Admin.CallAsync("POST", _keys, new { name = "Web shop", kind, expires_at = "2099-01-01T00:00:00+02:00", plain_bulk = true });
        var secret = (string)answer.Json["secret"]!;

        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(201));
            Assert.That(secret, Does.StartWith(prefix).And.EndWith((string)answer.Json["hint"]!));
            Assert.That((string?)answer.Json["expires_at"], Is.EqualTo("2098-12-31T22:00:00.000Z"));
            Assert.That((string?)answer.Json["kind"], Is.EqualTo(kind));
            Assert.That((bool?)answer.Json["plain_bulk"], Is.True);
        });
    }

    [Test]
    public async Task No_other_answer_shows_a_secret_or_a_hash()
    {
        var (id, secret) = await _stage.NewSdkKeyAsync();
        var list = await _stage.Admin.CallAsync("GET", _keys);
        var audit = await _stage.Admin.CallAsync("GET", $"/audit?environment_key={_stage.Environment}&limit=200");
        var hash = Domain.SdkKeys.SdkKeySecret.Hash(secret);

        Assert.That(list.Json.AsArray().Select(key => (Guid)key!["id"]!), Is.EqualTo(new[] { id }));
        Assert.That(
            list.Json[0]!.AsObject().Select(field => field.Key),
            Is.EqualTo(new[] { "id", "name", "kind", "hint", "plain_bulk", "expires_at", "last_used_at", "created_at" }));
        Assert.That(list.Body + audit.Body, Does.Not.Contain(secret).And.Not.Contain(hash).And.Not.Contain(secret[4..]));
        Assert.That(audit.Body, Does.Contain("sdk_key"));
    }

    [TestCase("""{"name":"Any"}""", "kind")]
    [TestCase("""{"name":"Any","kind":"admin"}""", "kind")]
    [TestCase("""{"name":" ","kind":"server"}""", "name")]
    [TestCase("""{"name":"Any","kind":"server","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [TestCase("""{"name":"Any","kind":"server","secret":"ffs_mine"}""", "secret")]
    [TestCase("""{"name":"Any","kind":"server","id":"0198c0de-7000-7000-8000-000000000001"}""", "id")]
    public async Task Wrong_fields_are_named(string body, string field) => ProblemAssert.IsProblem(await _stage.Admin.CallAsync("POST", _keys, body), 422, field);

    [TestCase("2099-01-01T00:00:00")]
    [TestCase("2099-01-01")]
    [TestCase("tomorrow")]
    public async Task A_time_says_its_offset(string time) => ProblemAssert.IsProblem(
        await _stage.Admin.CallAsync("POST", _keys, $$"""{"name":"Any","kind":"server","expires_at":"{{time}}"}"""), 400);

    [Test]
    public async Task A_key_works_at_once_and_stops_at_once()
    {
        var (id, secret) = await _stage.NewSdkKeyAsync();
        var before = await UseAsync(secret);
        Assert.That((await _stage.Admin.CallAsync("DELETE", $"{_keys}/{id}")).Status, Is.EqualTo(204));

        Assert.That((before, await UseAsync(secret)), Is.EqualTo((200, 401)));
        ProblemAssert.IsProblem(await _stage.Admin.CallAsync("DELETE", $"{_keys}/{id}"), 404);
    }

    [TestCase(3600, 200)]
    [TestCase(0, 401)]
    public async Task A_rotated_key_works_for_the_overlap(int overlap, int status)
    {
        var (id, secret) = await _stage.NewSdkKeyAsync();
        var answer = await _stage.Admin.CallAsync("POST", $"{_keys}/{id}/rotate", new { overlap_seconds = overlap });

        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        Assert.That((await UseAsync(secret), await UseAsync((string)answer.Json["secret"]!)), Is.EqualTo((status, 200)));
    }

    [Test]
    public async Task A_key_of_a_deleted_environment_stops_at_once()
    {
        var (_, secret) = await _stage.NewSdkKeyAsync();
        Assert.That((await _stage.Admin.CallAsync("DELETE", $"/environments/{_stage.Environment}")).Status, Is.EqualTo(204));

        Assert.That(await UseAsync(secret), Is.EqualTo(401));
    }

    [Test]
    public async Task A_key_advances_the_version_of_its_environment_and_using_it_does_not()
    {
        var before = await VersionAsync();
        var (_, secret) = await _stage.NewSdkKeyAsync();
        await UseAsync(secret);

        Assert.That(await VersionAsync(), Is.EqualTo(before + 1));
    }

    [TestCase("development", "DELETE", "")]
    [TestCase("development", "POST", "/rotate")]
    public async Task A_developer_does_not_reach_a_protected_key_through_another_environment(string through, string method, string action)
    {
        var production = _stage with { Environment = "production" };
        var (id, secret) = await production.NewSdkKeyAsync();
        var developer = await SharedServer.App.As(Caller.Developer);
        var body = method == "POST" ? "{}" : null;

        ProblemAssert.IsProblem(await developer.CallAsync(method, $"/environments/production/sdk-keys/{id}{action}", body), 403);
        ProblemAssert.IsProblem(await developer.CallAsync(method, $"/environments/{through}/sdk-keys/{id}{action}", body), 404);
        ProblemAssert.IsProblem(await developer.CallAsync(method, $"/environments/{through}/sdk-keys/{id}{action}?environment_key=development", body), 404);
        Assert.That(await UseAsync(secret), Is.EqualTo(200));
        Assert.That((await production.Admin.CallAsync("DELETE", $"/environments/production/sdk-keys/{id}")).Status, Is.EqualTo(204));
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.ForPeople))]
    public async Task A_key_opens_no_route_for_people(object route)
    {
        var operation = (Operation)route;
        var (_, secret) = await _stage.NewSdkKeyAsync();
        using var client = SharedServer.App.NewClient(secret);

        var answer = await client.CallAsync(operation.Method, operation.Target, operation.HasBody ? "{}" : null, ("X-API-Key", secret));

        ProblemAssert.IsProblem(answer, 401);
    }

    private static async Task<int> UseAsync(string secret) =>
        (await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.All, "{}", ("Authorization", $"Bearer {secret}"))).Status;

    private async Task<long> VersionAsync() => (long)(await _stage.Admin.CallAsync("GET", $"/environments/{_stage.Environment}")).Json["version"]!;
}
