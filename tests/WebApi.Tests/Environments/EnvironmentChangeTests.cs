using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Environments;

internal sealed class EnvironmentChangeTests
{
    private HttpClient _admin = null!;
    private HttpClient _developer = null!;
    private string _key = null!;

    [SetUp]
    public async Task CreateEnvironment()
    {
        (_admin, _developer) = (await SharedServer.App.As(Caller.Admin), await SharedServer.App.As(Caller.Developer));
        _key = SharedServer.NewKey("changed");
        await _admin.CallAsync("POST", "/environments", new { key = _key, name = "Before", description = "As it was" });
    }

    [Test]
    public async Task Changes_the_named_fields_alone()
    {
        var answer = await ChangeAsync("""{"name":"After"}""");

        Assert.That(((string?)answer.Json["name"], (string?)answer.Json["description"], (bool)answer.Json["is_protected"]!), Is.EqualTo(("After", "As it was", false)));
    }

    [TestCase("""{"name":"After"}""", "\"2\"")]
    [TestCase("""{"description":null}""", "\"2\"")]
    [TestCase("""{"name":"Before"}""", "\"1\"")]
    [TestCase("{}", "\"1\"")]
    public async Task Answers_with_the_tag_that_a_read_gives(string body, string tag)
    {
        var changed = await ChangeAsync(body);
        var read = await _admin.CallAsync("GET", $"/environments/{_key}");

        Assert.That((changed.Header("ETag"), changed.Body), Is.EqualTo((tag, read.Body)));
    }

    [Test]
    public async Task Protects_from_the_next_request_on()
    {
        Assert.That((await CreateFlagAsync()).Status, Is.EqualTo(201));
        await ChangeAsync("""{"is_protected":true}""");
        ProblemAssert.IsProblem(await CreateFlagAsync(), 403);
        await ChangeAsync("""{"is_protected":false}""");

        Assert.That((await CreateFlagAsync()).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Is_in_the_history_old_and_new()
    {
        await ChangeAsync("""{"is_protected":true,"name":"Before"}""");

        var entry = (await _admin.CallAsync("GET", $"/audit?environment_key={_key}")).Json[0]!;

        Assert.That($"{entry["action"]} {entry["entity_type"]} {entry["changes"]!.ToJsonString()}", Is.EqualTo("""update environment {"is_protected":{"old":false,"new":true}}"""));
    }

    [TestCase("\"1\"", 200)]
    [TestCase("\"2\"", 412)]
    public async Task Is_guarded_by_the_version(string ifMatch, int status) =>
        Assert.That((await _admin.CallAsync("PUT", $"/environments/{_key}", """{"name":"After"}""", ("If-Match", ifMatch))).Status, Is.EqualTo(status));

    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"name":null}""", "name")]
    [TestCase("""{"description":"\u0007"}""", "description")]
    [TestCase("""{"key":"other"}""", "key")]
    public async Task Refuses_what_cannot_be(string body, string field) => ProblemAssert.IsProblem(await ChangeAsync(body), 422, field);

    [Test]
    public async Task Of_an_unknown_one_is_not_found() =>
        ProblemAssert.IsProblem(await _admin.CallAsync("PUT", "/environments/no-such", """{"name":"After"}"""), 404);

    private Task<Answer> ChangeAsync(string body) => _admin.CallAsync("PUT", $"/environments/{_key}", body);

    private Task<Answer> CreateFlagAsync() => _developer.CallAsync("POST", "/flags", new { key = SharedServer.NewKey(), name = "Some", environment_key = _key });
}
