using System.IO.Compression;
using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Lists;

internal sealed class OverviewTests
{
    private HttpClient _viewer = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task SignIn() => (_viewer, _admin) = (await SharedServer.App.As(Caller.Viewer), await SharedServer.App.As(Caller.Admin));

    [Test]
    public async Task Shows_a_flag_in_all_its_environments()
    {
        var key = await CreateAsync("development", "\"flag_type\":\"percentage\",\"rollout_percentage\":0.5,\"tags\":[\"x\"]");
        await CreateAsync("production", "\"default_serve\":{\"variant\":\"on\"}", key);

        var shown = await FindAsync(key);

        Assert.That((string?)shown["name"], Is.EqualTo("In production"), "written last");
        Assert.That(
            shown["environments"]!.AsArray().Select(place => $"{place!["environment_key"]} {place["rollout_percentage"]?.ToJsonString() ?? "null"} {place["serves"]?.ToJsonString() ?? "null"}"),
            Is.EqualTo(new[] { "development 0.5 null", "production null \"on\"" }));
    }

    [Test]
    public async Task Tells_of_prerequisites_and_of_a_split_that_holds_instead_of_the_percentage()
    {
        var needed = await CreateAsync("development", "\"is_enabled\":true");
        var key = await CreateAsync(
            "development",
            $$"""
            "flag_type":"percentage","rollout_percentage":10,"prerequisites":[{"flag_key":"{{needed}}","variants":["on"]}],
            "default_serve":{"rollout":[{"variant":"on","weight":50000},{"variant":"off","weight":50000}]}
            """);

        var place = (await FindAsync(key))["environments"]![0]!;

        Assert.That(((int)place["prerequisite_count"]!, (bool)place["default_split"]!, place["serves"]), Is.EqualTo((1, true, default(JsonNode))));
    }

    [Test]
    public async Task Is_not_sent_again_while_nothing_has_changed()
    {
        var tag = (await _viewer.CallAsync("GET", "/overview")).Header("ETag")!;

        var again = await _viewer.CallAsync("GET", "/overview", null, ("If-None-Match", tag));

        Assert.That((again.Status, again.Body, again.Header("ETag")), Is.EqualTo((304, "", tag)));
    }

    [Test]
    public async Task Is_sent_again_after_a_change_and_after_a_new_environment()
    {
        var first = (await _viewer.CallAsync("GET", "/overview")).Header("ETag")!;
        await CreateAsync("staging", "\"is_enabled\":true");
        var second = await _viewer.CallAsync("GET", "/overview", null, ("If-None-Match", first));
        await _admin.CallAsync("POST", "/environments", new { key = SharedServer.NewKey("seen"), name = "New" });
        var third = await _viewer.CallAsync("GET", "/overview", null, ("If-None-Match", second.Header("ETag")!));

        Assert.That((second.Status, third.Status), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task Leads_from_page_to_page()
    {
        await CreateAsync("development", "\"is_enabled\":true");
        await CreateAsync("development", "\"is_enabled\":true");

        var first = await _viewer.CallAsync("GET", "/overview?limit=1");
        var second = await _viewer.CallAsync("GET", first.Header("Link")!.Split('<', '>')[1]);

        Assert.That(first.Json.AsArray(), Has.Count.EqualTo(1));
        Assert.That(StringComparer.Ordinal.Compare((string?)first.Json[0]!["key"], (string?)second.Json[0]!["key"]), Is.LessThan(0));
    }

    [Test]
    public async Task Leaves_out_what_is_archived_unless_asked_for()
    {
        var key = await CreateAsync("development", "\"is_archived\":true");

        Assert.That((await _viewer.CallAsync("GET", "/overview")).Body, Does.Not.Contain($"\"{key}\""));
        Assert.That((bool?)(await FindAsync(key, "?archived=true"))["is_archived"], Is.True);
    }

    [TestCase("gzip")]
    [TestCase("br")]
    public async Task Is_compressed_for_who_reads_that(string encoding)
    {
        await CreateAsync("development", "\"is_enabled\":true");
        var plain = await _viewer.CallAsync("GET", "/overview");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/overview") { Headers = { { "Accept-Encoding", encoding } } };
        using var response = await _viewer.SendAsync(request);
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream content = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(content);

        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { encoding }));
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo(plain.Body));
    }

    [Test]
    public async Task Is_compressed_unlike_answers_with_secrets()
    {
        var me = await _viewer.CallAsync("GET", "/auth/me", null, ("Accept-Encoding", "gzip"));

        Assert.That(me.Header("Content-Encoding"), Is.Null);
    }

    [TestCase("limit=0", "limit")]
    [TestCase("limit=1001", "limit")]
    [TestCase("cursor=%21", "cursor")]
    [TestCase("archived=maybe", "archived")]
    public async Task Refuses_a_query_that_cannot_be(string query, string field) =>
        ProblemAssert.IsProblem(await _viewer.CallAsync("GET", $"/overview?{query}"), 422, field);

    private async Task<string> CreateAsync(string environment, string fields, string? key = null)
    {
        key ??= SharedServer.NewKey("overview");
        var body = JsonNode.Parse($"{{{fields}}}")!;
        (body["key"], body["environment_key"], body["name"]) = (key, environment, $"In {environment}");
        var answer = await _admin.CallAsync("POST", "/flags", body.ToJsonString());
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        return key;
    }

    private async Task<JsonNode> FindAsync(string key, string query = "") =>
        (await _viewer.CallAsync("GET", $"/overview{query}")).Json.AsArray().Single(flag => (string?)flag!["key"] == key)!;
}
