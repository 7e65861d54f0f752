using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Segments;

/// <summary>As many ids as a segment may have, in a server of its own.</summary>
internal sealed class LargeSegmentTests
{
    private const int MaxIds = 100_000;

    private TestServerApp _app = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync();
        _admin = await _app.As(Caller.Admin);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Is_created_changed_read_listed_and_deleted()
    {
        string[] ids = Ids(MaxIds, "created");
        var created = await _admin.CallAsync("POST", "/segments", new { key = "large", name = "Large", environment_key = "development", included = ids });
        var changed = await _admin.CallAsync("PUT", "/segments/large?environment_key=development", new { included = ids.Skip(1) });
        var read = await _admin.CallAsync("GET", "/segments/large?environment_key=development");
        var listed = await _admin.CallAsync("GET", "/segments?environment_key=development");
        var deleted = await _admin.CallAsync("DELETE", "/segments/large?environment_key=development");

        Assert.That(new[] { created.Status, changed.Status, read.Status, listed.Status, deleted.Status }, Is.EqualTo(new[] { 201, 200, 200, 200, 204 }));
        Assert.That(read.Json["included"]!.AsArray(), Has.Count.EqualTo(MaxIds - 1));
        Assert.That(listed.Body.Length, Is.LessThan(1000));
    }

    [Test]
    public async Task Leaves_a_small_row_in_the_history_when_one_goes()
    {
        string[] ids = Ids(MaxIds, "history");
        await _admin.CallAsync("POST", "/segments", new { key = "history", name = "History", environment_key = "staging", included = ids });
        await _admin.CallAsync("PUT", "/segments/history?environment_key=staging", new { included = ids.Skip(1) });

        var entry = (await _admin.CallAsync("GET", "/audit?limit=1&environment_key=staging")).Json[0]!;

        Assert.That(
            entry["changes"]!["included"]!.ToJsonString(),
            Is.EqualTo($"{{\"old\":{{\"count\":100000,\"removed\":[\"{ids[0]}\"]}},\"new\":{{\"count\":99999,\"added\":[]}}}}"));
    }

    [Test]
    public async Task Decides_the_very_next_evaluation()
    {
        string[] ids = Ids(MaxIds, "evaluated");
        await _admin.CallAsync("POST", "/segments", new { key = "evaluated", name = "Evaluated", environment_key = "development", included = ids });
        await _admin.CallAsync("POST", "/flags", """
            {"key":"members-only","name":"Members only","environment_key":"development","is_enabled":true,"default_serve":{"variant":"off"},
             "rules":[{"when":{"operator":"in_segment","values":["evaluated"]},"serve":{"variant":"on"}}]}
            """);
        string[] before = [await VariantAsync(ids[0]), await VariantAsync(ids[^1]), await VariantAsync("stranger")];
        await _admin.CallAsync("PUT", "/segments/evaluated?environment_key=development", new { included = ids.Skip(1).Append("stranger") });
        string[] after = [await VariantAsync(ids[0]), await VariantAsync(ids[^1]), await VariantAsync("stranger")];

        Assert.That((before, after), Is.EqualTo((new[] { "on", "on", "off" }, new[] { "off", "on", "on" })));
    }

    [Test]
    public async Task Must_not_have_one_more() => ProblemAssert.IsProblem(
        await _admin.CallAsync("POST", "/segments", new { key = "too-large", name = "Large", environment_key = "development", included = Ids(MaxIds + 1, "more") }),
        422, "included");

    [Test]
    public async Task May_have_8_MB()
    {
        var padding = new string(' ', (8 * 1024 * 1024) - 1000);

        var answer = await _admin.CallAsync("POST", "/segments", $$"""{{{padding}}"key":"wide","name":"Wide","environment_key":"development"}""");

        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
    }

    private static string[] Ids(int count, string prefix) => [.. Enumerable.Range(0, count).Select(i => $"{prefix}-0198c0de-7000-7000-8000-{i:000000000000}")];

    private async Task<string> VariantAsync(string userId) =>
        (string)(await _admin.CallAsync("GET", $"/evaluate/members-only?environment_key=development&user_id={userId}")).Json["variant"]!;
}
