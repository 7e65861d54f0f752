using System.Text.Json.Nodes;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using FeatureFlag.WebApi.Tests.Ofrep;

namespace FeatureFlag.WebApi.Tests.Flags;

/// <summary>A flag on which an experiment runs, as clients and people see it.</summary>
internal sealed class RandomisedFlagTests
{
    private const string Targeted = "vip";

    private static readonly FlagExperiment Experiment = A.FlagExperiment("checkout-test") with { Traffic = A.Percentage(50) };

    private OfrepStage _stage = null!;
    private HttpClient _admin = null!;
    private string _in = "";
    private string _out = "";

    [OneTimeSetUp]
    public async Task Create()
    {
        (_stage, _admin) = (await OfrepStage.CreateAsync(SharedServer.App), await SharedServer.App.As(Caller.Admin));

        // Who does not take part is split too, so that only the experiment tells the answers apart.
        var flag = A.Flag("tested") with
        {
            IsClientVisible = true,
            Experiment = Experiment with { Arms = [new("on", 100_000), new("off", 0)] },
            DefaultServe = Serve.Split(new VariantWeight("on", 100_000)),
            Targets = [new("off", [Targeted])],
        };
        await _stage.AddAsync(flag, A.Flag("held") with { Holdout = A.FlagHoldout(50) });
        foreach (var user in Enumerable.Range(0, 50).Select(n => $"user-{n}"))
        {
            if ((await EvaluateAsync(user))["experiment"] is null)
            {
                _out = user;
            }
            else
            {
                _in = user;
            }
        }
    }

    [Test]
    public async Task Evaluating_names_the_experiment_where_it_chose() => Assert.That(
        (Told(await EvaluateAsync(_in)), Told(await EvaluateAsync(_out)), Told(await EvaluateAsync(Targeted))),
        Is.EqualTo(("on SPLIT checkout-test", "on SPLIT ", "off TARGETING_MATCH ")));

    [Test]
    public async Task Evaluating_all_names_it_too()
    {
        var all = (await SharedServer.App.Anonymous.CallAsync("POST", "/evaluate", new { environment_key = _stage.Environment, user_id = _in })).Json.AsArray();

        Assert.That(all.Where(flag => flag!["experiment"] is not null).Select(flag => (string?)flag!["flag_key"]), Is.EqualTo(new[] { "tested" }));
    }

    [Test]
    public async Task OFREP_names_it_in_the_metadata_whatever_was_asked_before()
    {
        List<string?> named = [];
        foreach (var user in new[] { _out, _in, _out, Targeted, _in })
        {
            named.Add((string?)(await _stage.OneAsync("tested", OfrepStage.Of(user), _stage.Client)).Json["metadata"]!["experiment"]);
        }

        Assert.That(named, Is.EqualTo(new[] { null, "checkout-test", null, null, "checkout-test" }));
    }

    [Test]
    public async Task OFREP_names_it_in_bulk_and_its_tag_says_so()
    {
        var (isIn, isOut) = (await _stage.AllAsync(OfrepStage.Of(_in), _stage.Client), await _stage.AllAsync(OfrepStage.Of(_out), _stage.Client));

        Assert.That(
            isIn.Json["flags"]!.AsArray().Where(flag => flag!["metadata"]!["experiment"] is not null).Select(flag => (string?)flag!["key"]), Is.EqualTo(new[] { "tested" }));
        Assert.That((await _stage.AllAsync(OfrepStage.Of(_out), _stage.Client, ("If-None-Match", isIn.Header("ETag")!))).Status, Is.EqualTo(200));
        Assert.That(isOut.Body, Does.Not.Contain("checkout-test"));
    }

    [Test]
    public async Task The_SDK_s_snapshot_carries_it() => Assert.That(
        (await SharedServer.App.Anonymous.CallAsync("GET", "/sdk/snapshot", null, ("X-API-Key", _stage.Server))).Body, Does.Contain("\"salt\":\"checkout-test-1\""));

    [Test]
    public async Task Explaining_shows_how_the_user_got_in()
    {
        var trace = (await ExplainAsync("tested", _in))["trace"]!;
        var entry = trace["experiment"]!["entry"]!;

        Assert.That((string?)trace["decided_by"], Is.EqualTo("experiment"));
        Assert.That(((bool)trace["experiment"]!["takes_part"]!, (string?)entry["hashed"]), Is.EqualTo((true, $"checkout-test-1.traffic:{_in}")));
        Assert.That(entry["ranges"]!.ToJsonString(), Is.EqualTo("""[{"name":"in","from":0,"to":49999},{"name":"out","from":50000,"to":99999}]"""));
        Assert.That((string?)trace["experiment"]!["arms"]!["rollout"]!["hashed"], Is.EqualTo($"checkout-test-1:{_in}"));
    }

    [Test]
    public async Task Explaining_shows_who_stays_outside()
    {
        var trace = (await ExplainAsync("tested", _out))["trace"]!;

        Assert.That(((string?)trace["decided_by"], (bool)trace["experiment"]!["takes_part"]!), Is.EqualTo(("default", false)));
    }

    [Test]
    public async Task Explaining_shows_the_holdout()
    {
        var held = (await ExplainAsync("held", "user-1"))["trace"]!;
        var buckets = held["holdout"]!["buckets"]!;

        Assert.That((string?)held["decided_by"], Is.EqualTo((int)buckets["bucket"]! < 50_000 ? "holdout" : "default"));
        Assert.That(buckets["ranges"]!.ToJsonString(), Is.EqualTo("""[{"name":"held_out","from":0,"to":49999},{"name":"measured","from":50000,"to":99999}]"""));
    }

    [Test]
    public async Task The_flag_shows_what_runs_on_it_without_what_is_ours() => Assert.That(
        (await FlagAsync())["experiment"]!.ToJsonString(),
        Is.EqualTo("""{"key":"checkout-test","arms":[{"variant":"on","weight":100000},{"variant":"off","weight":0}],"traffic_percentage":50,"layer":null}"""));

    [TestCase("""{"rules":[{"when":{"all":[]},"serve":{"variant":"on"}}]}""", 409)]
    [TestCase("""{"is_archived":true}""", 409)]
    [TestCase("""{"description":"Anything"}""", 200)]
    public async Task Only_what_spoils_no_result_can_be_changed(string body, int status)
    {
        var answer = await _admin.CallAsync("PUT", $"/flags/tested?environment_key={_stage.Environment}", body);

        Assert.That((answer.Status, answer.Body.Contains("checkout-test/stop", StringComparison.Ordinal)), Is.EqualTo((status, status == 409)));
    }

    [Test]
    public async Task It_cannot_be_deleted() =>
        Assert.That((await _admin.CallAsync("DELETE", $"/flags/tested?environment_key={_stage.Environment}")).Status, Is.EqualTo(409));

    [Test]
    public async Task Nothing_can_be_promoted_over_it()
    {
        var other = await OfrepStage.CreateAsync(SharedServer.App);
        await other.AddAsync(A.Flag("tested") with { Rules = [new TargetingRule { Id = "r", When = new() { All = [] }, Serve = Serve.Always("off") }] });

        Assert.That((await _admin.CallAsync("POST", "/flags/tested/promote", new { from = other.Environment, to = _stage.Environment })).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task Promoting_it_takes_the_experiment_nowhere()
    {
        var other = await OfrepStage.CreateAsync(SharedServer.App);
        var promoted = (await _admin.CallAsync("POST", "/flags/tested/promote", new { from = _stage.Environment, to = other.Environment })).Json;
        var compared = (await _admin.CallAsync("GET", "/flags/tested/compare")).Json;

        Assert.That((promoted["flag"]!["experiment"], promoted["flag"]!["holdout"]), Is.EqualTo((default(JsonNode), default(JsonNode))));
        Assert.That(compared["differences"]!.AsObject().Select(field => field.Key), Has.None.EqualTo("experiment").And.None.EqualTo("holdout"));
    }

    [Test]
    public async Task Its_exposures_have_every_day()
    {
        var shown = (await _admin.CallAsync("GET", $"/flags/tested/exposures?environment_key={_stage.Environment}&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z")).Json;

        Assert.That(((string?)shown["interval"], shown["totals"]!.AsArray().Count, shown["series"]!.AsArray().Count), Is.EqualTo(("day", 0, 2)));
        Assert.That((string?)shown["series"]![1]!["at"], Is.EqualTo("2026-03-02T00:00:00.000Z"));
    }

    [TestCase("from=2026-03-01", 422)]
    [TestCase("interval=week", 422)]
    [TestCase("from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&interval=hour", 422)]
    public async Task Its_exposures_want_a_range_that_can_be_shown(string query, int status)
    {
        var answer = await _admin.CallAsync("GET", $"/flags/tested/exposures?environment_key={_stage.Environment}&{query}");

        Assert.That((answer.Status, answer.Json["errors"]!.AsObject().Count), Is.EqualTo((status, 1)));
    }

    [TestCase("/flags?stale=old")]
    [TestCase("/overview?stale=false")]
    public async Task There_is_no_other_reason(string route) => Assert.That((await _admin.CallAsync("GET", route)).Json["errors"]!["stale"], Is.Not.Null);

    private static string Told(JsonNode answer) => $"{answer["variant"]} {answer["reason_code"]} {answer["experiment"]}";

    private async Task<JsonNode> EvaluateAsync(string user) =>
        (await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/tested?environment_key={_stage.Environment}&user_id={user}")).Json;

    private async Task<JsonNode> ExplainAsync(string flag, string user) =>
        (await _admin.CallAsync("POST", $"/evaluate/{flag}/explain", new { environment_key = _stage.Environment, user_id = user })).Json;

    private async Task<JsonNode> FlagAsync() => (await _admin.CallAsync("GET", $"/flags/tested?environment_key={_stage.Environment}")).Json;
}
