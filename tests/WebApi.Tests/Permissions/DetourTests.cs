using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Permissions;

/// <summary>A developer who tries to change production by the ways round the front door.</summary>
internal sealed class DetourTests
{
    private Stage _stage = null!;
    private HttpClient _developer = null!;
    private string _productionFlag = null!;
    private string _productionSegment = null!;
    private string _developmentFlag = null!;
    private Guid _productionId;
    private string _before = null!;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        var app = SharedServer.App;
        var admin = await app.As(Caller.Admin);
        _stage = new Stage(app, admin, "production", IsProtected: true);
        _developer = await app.As(Caller.Developer);
        _productionFlag = await _stage.NewFlagAsync();
        _productionSegment = await _stage.NewSegmentAsync();
        _developmentFlag = await (_stage with { Environment = "development" }).NewFlagAsync();
        _productionId = (Guid)(await admin.CallAsync("GET", "/environments/production")).Json["id"]!;
    }

    [SetUp]
    public async Task Remember() => _before = await _stage.StateAsync();

    [TearDown]
    public async Task Changed_nothing() => Assert.That(await _stage.StateAsync(), Is.EqualTo(_before));

    [TestCase("D", 403)]
    [TestCase("N", 400)]
    [TestCase("B", 400)]
    [TestCase("P", 400)]
    [TestCase("X", 400)]
    public async Task Cannot_create_by_a_spelling_of_the_id(string format, int status)
    {
        var id = _productionId.ToString(format);

        ProblemAssert.IsProblem(await CreateAsync($"\"environment_id\":\"{id}\""), status);
        Assert.That((await CreateAsync($"\"environment_id\":\"{id.ToUpperInvariant()}\"")).Status, Is.EqualTo(status));
        Assert.That((await CreateAsync($"\"environment_id\":\" {id} \"")).Status, Is.EqualTo(400));
    }

    [TestCase("\"environment_key\":\"development\",\"environment_key\":\"production\"", 400)]
    [TestCase("\"environment_key\":\"production\",\"environment_key\":\"development\"", 400)]
    [TestCase("\"environment_key\":\"development\",\"environment\\u005fkey\":\"production\"", 400)]
    [TestCase("\"environment_key\":\"development\",\"Environment_Key\":\"production\"", 422)]
    [TestCase("\"environment_key\":\"development\",\"environmentKey\":\"production\"", 422)]
    [TestCase("\"environment_key\":\"development\",\"ENVIRONMENT_KEY\":\"production\"", 422)]
    [TestCase("\"environment_key\":\"development\",\"environment_id\":\"$ID\"", 422)]
    [TestCase("\"environment_key\":\"staging\",\"environment_id\":\"$ID\"", 422)]
    [TestCase("\"environment_key\":\"\",\"environment_id\":\"$ID\"", 422)]
    [TestCase("\"environment_key\":null,\"environment_id\":\"$ID\"", 403)]
    [TestCase("\"environment_key\":\"production\"", 403)]
    [TestCase("\"environment_key\":[\"development\",\"production\"]", 400)]
    [TestCase("\"environment_key\":{\"key\":\"production\"}", 400)]
    [TestCase("\"environment_key\":\"development\",\"environment\":{\"is_protected\":false}", 422)]
    [TestCase("\"environment_key\":\"production\",\"is_protected\":false", 422)]
    public async Task Cannot_create_by_an_ambiguous_body(string fields, int status) =>
        ProblemAssert.IsProblem(await CreateAsync(fields.Replace("$ID", $"{_productionId}", StringComparison.Ordinal)), status);

    [TestCaseSource(nameof(Spellings))]
    public async Task Cannot_update_by_a_spelling_of_the_environment(string query)
    {
        foreach (var method in new[] { "PUT", "DELETE" })
        {
            var line = $"{method} /flags/{_productionFlag}?{query} HTTP/1.1";
            byte[] body = """{"is_enabled":true}"""u8.ToArray();

            var answer = await RawHttp.SendAsync(_stage.App.Address, line, [Authorization, "Content-Type: application/json", $"Content-Length: {body.Length}"], body);

            Assert.That(answer.Status, Is.AnyOf(400, 403, 404, 422), answer.Body);
        }
    }

    [TestCase("production", 403)]
    [TestCase("produ%63tion", 403)]
    [TestCase("PRODUCTION", 404)]
    [TestCase("production%20", 404)]
    [TestCase("%ef%bd%90roduction", 404)]
    [TestCase("development/../production", 403)]
    [TestCase("development%2f..%2fproduction", 404)]
    public async Task Cannot_make_an_SDK_key_by_a_spelling_of_the_environment(string environment, int status)
    {
        byte[] body = """{"name":"Mine","kind":"server"}"""u8.ToArray();

        var answer = await RawHttp.SendAsync(
            _stage.App.Address, $"POST /environments/{environment}/sdk-keys HTTP/1.1", [Authorization, "Content-Type: application/json", $"Content-Length: {body.Length}"], body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
    }

    [TestCase("environment_key", "\"production\"")]
    [TestCase("environment_id", "\"0198c0de-7000-7000-8000-000000000001\"")]
    [TestCase("environment", "\"production\"")]
    [TestCase("key", "\"other\"")]
    [TestCase("id", "\"0198c0de-7000-7000-8000-000000000001\"")]
    [TestCase("version", "99")]
    [TestCase("created_at", "\"2020-01-01T00:00:00Z\"")]
    [TestCase("value_type", "\"string\"")]
    public async Task Cannot_move_a_flag_by_a_field_that_is_not_theirs(string field, string value)
    {
        var answer = await _developer.CallAsync("PUT", $"/flags/{_developmentFlag}?environment_key=development", $"{{\"{field}\":{value}}}");

        ProblemAssert.IsProblem(answer, 422, field);
    }

    [TestCaseSource(nameof(Spellings))]
    public async Task Cannot_touch_a_segment_by_a_spelling_of_the_environment(string query)
    {
        foreach (var method in new[] { "PUT", "DELETE" })
        {
            var line = $"{method} /segments/{_productionSegment}?{query} HTTP/1.1";
            byte[] body = """{"included":["mallory"]}"""u8.ToArray();

            var answer = await RawHttp.SendAsync(_stage.App.Address, line, [Authorization, "Content-Type: application/json", $"Content-Length: {body.Length}"], body);

            Assert.That(answer.Status, Is.AnyOf(400, 403, 404, 422), answer.Body);
        }
    }

    [TestCase("\"environment_key\":\"production\"", 403)]
    [TestCase("\"environment_id\":\"$ID\"", 403)]
    [TestCase("\"environment_key\":null,\"environment_id\":\"$ID\"", 403)]
    [TestCase("\"environment_key\":\"development\",\"environment_id\":\"$ID\"", 422)]
    [TestCase("\"environment_key\":\"development\",\"environment_key\":\"production\"", 400)]
    [TestCase("\"environment_key\":\"development\",\"Environment_Key\":\"production\"", 422)]
    public async Task Cannot_create_a_segment_there(string fields, int status) => ProblemAssert.IsProblem(
        await _developer.CallAsync(
            "POST", "/segments", $"{{\"key\":\"detour\",\"name\":\"Detour\",{fields.Replace("$ID", $"{_productionId}", StringComparison.Ordinal)}}}"),
        status);

    [TestCase("\"to\":\"production\"", 403)]
    [TestCase("\"to\":\"production\",\"dry_run\":true", 403)]
    [TestCase("\"to\":\"produ\\u0063tion\"", 403)]
    [TestCase("\"to\":\"Production\"", 404)]
    [TestCase("\"to\":\"PRODUCTION\"", 404)]
    [TestCase("\"to\":\"production \"", 404)]
    [TestCase("\"to\":\" production\"", 404)]
    [TestCase("\"to\":\"production\\u0000\"", 404)]
    [TestCase("\"to\":\"production\\n\"", 404)]
    [TestCase("\"to\":\"pr\\u043eduction\"", 404)]
    [TestCase("\"to\":\"\\uff50roduction\"", 404)]
    [TestCase("\"to\":\"production\\u200b\"", 404)]
    [TestCase("\"to\":\"$ID\"", 404)]
    [TestCase("\"to\":\"staging\",\"to\":\"production\"", 400)]
    [TestCase("\"to\":\"production\",\"to\":\"staging\"", 400)]
    [TestCase("\"to\":\"staging\",\"To\":\"production\"", 422)]
    [TestCase("\"to\":\"staging\",\"environment_key\":\"production\"", 422)]
    [TestCase("\"to\":[\"staging\",\"production\"]", 400)]
    [TestCase("\"to\":null", 400)]
    public async Task Cannot_promote_a_flag_into_it(string to, int status)
    {
        var fields = to.Replace("$ID", $"{_productionId}", StringComparison.Ordinal);

        ProblemAssert.IsProblem(await _developer.CallAsync("POST", $"/flags/{_developmentFlag}/promote", $"{{\"from\":\"development\",{fields}}}"), status);
    }

    [TestCase("?to=production")]
    [TestCase("?environment_key=production")]
    public async Task Cannot_promote_a_flag_into_it_by_the_address(string query) => ProblemAssert.IsProblem(
        await _developer.CallAsync("POST", $"/flags/{_developmentFlag}/promote{query}", """{"from":"development"}"""), 422, "to");

    [TestCase("X-HTTP-Method-Override")]
    [TestCase("X-HTTP-Method")]
    [TestCase("X-Method-Override")]
    public async Task Cannot_override_the_method(string header)
    {
        var target = $"/flags/{_developmentFlag}?environment_key=development&_method=DELETE";

        Assert.That((await _developer.CallAsync("GET", target, null, (header, "DELETE"))).Status, Is.EqualTo(200));
        ProblemAssert.IsProblem(await _developer.CallAsync("POST", target, "{}", (header, "DELETE")), 405);
    }

    [TestCase("DELETE", "/environments/production?force=true", "{}", 403)]
    [TestCase("POST", "/environments", """{"key":"production","name":"Mine","is_protected":false}""", 403)]
    [TestCase("PUT", "/environments/production", """{"name":"Mine","is_protected":false}""", 403)]
    [TestCase("PUT", "/environments/production/", """{"is_protected":false}""", 403)]
    [TestCase("PATCH", "/environments/production", """{"is_protected":false}""", 405)]
    public async Task Cannot_unprotect_replace_or_delete_the_environment(string method, string target, string body, int status) =>
        ProblemAssert.IsProblem(await _developer.CallAsync(method, target, body), status);

    [TestCase("production", 409)]
    [TestCase("Production", 422)]
    [TestCase("production ", 422)]
    [TestCase("production\\n", 422)]
    [TestCase("pr\\u043eduction", 422)] // a Cyrillic o
    [TestCase("\\uff50roduction", 422)] // a full-width p
    [TestCase("production\\u200b", 422)] // a space of no width
    [TestCase("production.", 422)]
    [TestCase("", 422)]
    public async Task Cannot_even_as_an_admin_make_an_environment_that_looks_like_it(string key, int status) =>
        ProblemAssert.IsProblem(await _stage.Admin.CallAsync("POST", "/environments", $"{{\"key\":\"{key}\",\"name\":\"Imitation\"}}"), status);

    private static IEnumerable<string> Spellings() =>
    [
        "environment_key=production", "environment_key=produ%63tion", "environment_key=%70%72%6fduction", "environment_key=Production",
        "environment_key=PRODUCTION", "environment_key=production%20", "environment_key=%20production", "environment_key=+production",
        "environment_key=production%00", "environment_key=production%0a", "environment_key=production%2f", "environment_key=./production",
        "environment_key=pr%d0%beduction", "environment_key=%ef%bd%90roduction", "environment_key=production%e2%80%8b",
        "environment_key=pro%c2%adduction", "environment_key=%ff", "environment_key=production;", "environment_key=production,development",
        "environment_key=production&environment_key=development", "environment_key=development&environment_key=production",
        "environment_key=development&Environment_Key=production", "environment_key=development&environment%5Fkey=production",
        "environment_key[]=production", "environment_key[0]=production", "environmentKey=production", "environment_id=production",
        "environment_key=", "environment_key", "", "environment_key=%2570roduction", "environment_key='production'",
    ];

    private string Authorization => $"Authorization: {_developer.DefaultRequestHeaders.Authorization}";

    private Task<Answer> CreateAsync(string fields) => _developer.CallAsync("POST", "/flags", $"{{\"key\":\"detour\",\"name\":\"Detour\",{fields}}}");
}
