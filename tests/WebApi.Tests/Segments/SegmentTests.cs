using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Segments;

internal sealed class SegmentTests
{
    private HttpClient _admin = null!;
    private string _key = null!;

    [SetUp]
    public async Task Create()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _key = SharedServer.NewKey("segment");
        await CreateAsync(new { key = _key, name = "Testers", environment_key = "development", included = new[] { "ann", "bob" }, excluded = new[] { "eve" } });
    }

    [Test]
    public async Task Is_created_with_all_its_fields()
    {
        var key = SharedServer.NewKey();
        var created = await CreateAsync(new { key, name = "All", description = "Why", environment_key = "development", included = new[] { "ann" } });
        var segment = created.Json.AsObject();
        segment.Remove("id");
        segment.Remove("environment_id");
        segment.Remove("created_at");
        segment.Remove("updated_at");

        Assert.That(
            (created.Status, created.Header("Location"), created.Header("ETag"), segment.ToJsonString()),
            Is.EqualTo((201, $"/segments/{key}?environment_key=development", "\"1\"",
                $"{{\"included\":[\"ann\"],\"excluded\":[],\"when\":null,\"key\":\"{key}\",\"name\":\"All\",\"description\":\"Why\",\"environment_key\":\"development\",\"version\":1}}")));
    }

    [Test]
    public async Task Is_read_as_it_was_created() =>
        Assert.That((await GetAsync()).Json["included"]!.ToJsonString(), Is.EqualTo("""["ann","bob"]"""));

    [Test]
    public async Task Is_changed_in_the_named_fields_alone()
    {
        var changed = await UpdateAsync("""{"excluded":[]}""");

        Assert.That(
            (changed.Json["included"]!.ToJsonString(), changed.Json["excluded"]!.ToJsonString(), changed.Header("ETag")),
            Is.EqualTo(("""["ann","bob"]""", "[]", "\"2\"")));
    }

    [Test]
    public async Task Is_listed_with_how_many_but_not_who()
    {
        var listed = (await _admin.CallAsync("GET", $"/segments?environment_key=development&q={_key}")).Json.AsArray().Single()!.AsObject();

        Assert.That((listed["included_count"]!.ToJsonString(), listed["excluded_count"]!.ToJsonString(), listed["has_when"]!.ToJsonString()), Is.EqualTo(("2", "1", "false")));
        Assert.That(listed.ContainsKey("included"), Is.False);
    }

    [Test]
    public async Task Is_found_in_its_own_environment_alone() =>
        ProblemAssert.IsProblem(await _admin.CallAsync("GET", $"/segments/{_key}?environment_key=staging"), 404);

    [TestCase("PUT", "\"2\"", 412)]
    [TestCase("PUT", "\"1\"", 200)]
    [TestCase("DELETE", "\"2\"", 412)]
    [TestCase("DELETE", "\"1\"", 204)]
    public async Task Is_guarded_by_its_version(string method, string ifMatch, int status)
    {
        var answer = await _admin.CallAsync(method, Target, method == "PUT" ? """{"name":"Renamed"}""" : null, ("If-Match", ifMatch));

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
    }

    [Test]
    public async Task Is_gone_when_it_was_deleted()
    {
        await _admin.CallAsync("DELETE", Target);

        ProblemAssert.IsProblem(await GetAsync(), 404);
    }

    [Test]
    public async Task Has_a_key_of_its_own() =>
        ProblemAssert.IsProblem(await CreateAsync(new { key = _key, name = "Again", environment_key = "development" }), 409);

    [TestCase("""{"included":["ann","ann"]}""", "included[1]")]
    [TestCase("""{"included":[""]}""", "included[0]")]
    [TestCase("""{"excluded":["a\u0000b"]}""", "excluded[0]")]
    [TestCase("""{"included":[null]}""", "included[0]")]
    [TestCase("""{"included":null}""", "included")]
    [TestCase("""{"when":{"attribute":"country","operator":"no-such","values":[]}}""", "when.operator")]
    [TestCase("""{"key":"other"}""", "key")]
    [TestCase("""{"environment_key":"production"}""", "environment_key")]
    [TestCase("""{"name":" "}""", "name")]
    public async Task Is_told_where_it_is_wrong(string body, string field) => ProblemAssert.IsProblem(await UpdateAsync(body), 422, field);

    private string Target => $"/segments/{_key}?environment_key=development";

    private Task<Answer> CreateAsync(object body) => _admin.CallAsync("POST", "/segments", body);

    private Task<Answer> GetAsync() => _admin.CallAsync("GET", Target);

    private Task<Answer> UpdateAsync(string body) => _admin.CallAsync("PUT", Target, body);
}
