using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Lists;

internal sealed class AuditFilterTests
{
    private HttpClient _admin = null!;
    private string _environment = null!;
    private string _flag = null!;

    [OneTimeSetUp]
    public async Task MakeHistory()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        var developer = await SharedServer.App.As(Caller.Developer);
        (_environment, _flag) = (SharedServer.NewKey("audited"), SharedServer.NewKey("audited"));
        await _admin.CallAsync("POST", "/environments", new { key = _environment, name = "Audited" });
        await developer.CallAsync("POST", "/flags", new { key = _flag, name = "One", environment_key = _environment });
        await developer.CallAsync("PUT", $"/flags/{_flag}?environment_key={_environment}", new { is_enabled = true, name = "One" });
        await _admin.CallAsync("DELETE", $"/environments/{_environment}?force=true");
    }

    [TestCase("", "delete environment,delete flag,update flag,create flag,create environment")]
    [TestCase("&action=create", "create flag,create environment")]
    [TestCase("&action=update", "update flag")]
    [TestCase("&actor=developer@example.com", "update flag,create flag")]
    [TestCase("&actor=DEVELOPER@example.com&action=create", "create flag")]
    [TestCase("&entity_type=flag", "delete flag,update flag,create flag")]
    [TestCase("&entity_type=segment", "")]
    [TestCase("&entity_type=environment&entity_key=ENVIRONMENT", "delete environment,create environment")]
    [TestCase("&entity_type=flag&entity_key=ENVIRONMENT", "")]
    [TestCase("&actor=nobody@example.com", "")]
    [TestCase("&from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z", "")]
    [TestCase("&from=2000-01-01T00:00:00Z", "delete environment,delete flag,update flag,create flag,create environment")]
    [TestCase("&to=2000-01-01T02:00:00%2B02:00", "")]
    public async Task Shows_what_fits(string filter, string entries)
    {
        var answer = await _admin.CallAsync("GET", $"/audit?environment_key={_environment}{filter.Replace("ENVIRONMENT", _environment, StringComparison.Ordinal)}");

        Assert.That(string.Join(',', answer.Json.AsArray().Select(entry => $"{entry!["action"]} {entry["entity_type"]}")), Is.EqualTo(entries));
    }

    [TestCase("2026-01-01")]
    [TestCase("2026-01-01T00:00:00")]
    [TestCase("01/02/2026")]
    [TestCase("10:00")]
    [TestCase("1767225600")]
    [TestCase("yesterday")]
    public async Task Refuses_a_time_that_would_have_to_be_guessed(string time)
    {
        var answer = await _admin.CallAsync("GET", $"/audit?from={Uri.EscapeDataString(time)}");

        ProblemAssert.IsProblem(answer, 422);
        Assert.That(answer.Json["errors"]!["from"], Is.Not.Null);
    }

    [Test]
    public async Task Shows_one_flags_history_though_it_is_gone()
    {
        var answer = await _admin.CallAsync("GET", $"/audit/flag/{_flag}");

        Assert.That(answer.Json.AsArray().Select(entry => (string?)entry!["action"]), Is.EqualTo(new[] { "delete", "update", "create" }));
    }

    [Test]
    public async Task Shows_what_one_person_did_by_their_id()
    {
        var me = await (await SharedServer.App.As(Caller.Developer)).CallAsync("GET", "/auth/me");

        var answer = await _admin.CallAsync("GET", $"/audit?environment_key={_environment}&actor={me.Json["id"]}");

        Assert.That(answer.Json.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Counts_characters_as_it_writes_them()
    {
        var key = SharedServer.NewKey("words");
        var values = Enumerable.Range(0, 300).Select(i => $"{i} {new string('ж', 20)}");
        await _admin.CallAsync("POST", "/segments", new { key, name = "Words", environment_key = "staging", included = values });

        var listed = (await _admin.CallAsync("GET", $"/audit?entity_type=segment&entity_key={key}")).Json[0]!["changes"]!["included"]!["new"]!;

        Assert.That(listed.GetValueKind(), Is.EqualTo(System.Text.Json.JsonValueKind.Array));
    }

    [TestCase(3_000, false)]
    [TestCase(6_000, true)]
    public async Task Leaves_long_values_to_the_entry_itself(int ids, bool isLong)
    {
        var key = SharedServer.NewKey("long");
        await _admin.CallAsync("POST", "/segments", new { key, name = "Long", environment_key = "staging", included = Enumerable.Range(0, ids).Select(i => $"{i}") });

        var listed = (await _admin.CallAsync("GET", $"/audit?entity_type=segment&entity_key={key}")).Json[0]!;
        var whole = (await _admin.CallAsync("GET", $"/audit/{listed["id"]}")).Json["changes"]!["included"]!["new"]!;

        Assert.That(whole.AsArray(), Has.Count.EqualTo(ids));
        Assert.That(
            listed["changes"]!["included"]!["new"]!.ToJsonString(),
            Is.EqualTo(isLong ? $$"""{"truncated":true,"length":{{whole.ToJsonString().Length}}}""" : whole.ToJsonString()));
    }

    [Test]
    public async Task Knows_no_entry_that_is_not_there() =>
        ProblemAssert.IsProblem(await _admin.CallAsync("GET", "/audit/0198c0de-7000-7000-8000-000000000001"), 404);

    [Test]
    public async Task Shows_old_and_new_of_the_changed_fields_alone()
    {
        var answer = await _admin.CallAsync("GET", $"/audit?environment_key={_environment}&action=update");

        Assert.That(answer.Json[0]!["changes"]!.ToJsonString(), Is.EqualTo("""{"is_enabled":{"old":false,"new":true}}"""));
    }
}
