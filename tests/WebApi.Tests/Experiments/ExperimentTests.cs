using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Events;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Experiments;

/// <summary>An experiment over HTTP, and what evaluation makes of it.</summary>
internal sealed class ExperimentTests
{
    private HttpClient _admin = null!;
    private string _flag = null!;
    private string _metric = null!;
    private string _key = null!;

    [SetUp]
    public async Task Create()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        (_flag, _metric, _key) = (SharedServer.NewKey("flag"), SharedServer.NewKey("metric"), SharedServer.NewKey("experiment"));
        await MustAsync("POST", "/flags", $$"""
            {"key":"{{_flag}}","name":"Any","environment_key":"development","flag_type":"multivariate","value_type":"string","is_enabled":true,"off_variant":"red",
             "variants":[{"key":"red","value":"r"},{"key":"green","value":"g"},{"key":"blue","value":"b"}],"default_serve":{"variant":"red"} }
            """);
        await MustAsync("POST", "/metric-definitions", $$"""{"key":"{{_metric}}","name":"Any","environment_key":"development","kind":"proportion","events":{"event":"buy"} }""");
        await MustAsync("POST", "/experiments", $$"""
            {"key":"{{_key}}","name":"Any","environment_key":"development","flag_key":"{{_flag}}","control":"green",
             "arms":[{"variant":"green","weight":50000},{"variant":"blue","weight":50000}],"metrics":[{"metric":"{{_metric}}","role":"goal"}]}
            """);
    }

    [Test]
    public async Task Is_created_with_all_its_fields()
    {
        var key = SharedServer.NewKey();
        var created = await _admin.CallAsync("POST", "/experiments", $$"""{"key":"{{key}}","name":"Any","environment_key":"development","flag_key":"{{_flag}}"}""");
        var body = created.Json.AsObject();
        foreach (var varying in new[] { "id", "environment_id", "created_at", "updated_at" })
        {
            body.Remove(varying);
        }

        Assert.That((created.Status, created.Header("Location"), created.Header("ETag")), Is.EqualTo((201, $"/experiments/{key}", "\"1\"")));
        Assert.That(JsonNode.DeepEquals(body, JsonNode.Parse($$"""
            {"key":"{{key}}","environment_key":"development","flag_key":"{{_flag}}","name":"Any","hypothesis":"","description":"","status":"draft","arms":[],"control":"",
             "traffic_percentage":100,"when":null,"salt":null,"layer":null,"holdout":null,"dimensions":[],"metrics":[],"mode":"hybrid","alpha":0.05,
             "correction":"holm","planned_units":null,"planned_end":null,"multi_exposed":"exclude","prior_sd":null,"runs":[],"verdict":null,"shipped_variant":null,
             "conclusion":"","version":1}
            """)), body.ToJsonString());
    }

    [TestCase("""{"mode":"guess"}""", "mode")]
    [TestCase("""{"metrics":[{"metric":"m","role":"main"}]}""", "metrics[0].role")]
    [TestCase("""{"traffic_percentage":100.1}""", "traffic_percentage")]
    [TestCase("""{"alpha":1e400}""", "alpha")]
    [TestCase("""{"status":"running"}""", "status")]
    [TestCase("""{"when":{"attribute":"plan","operator":"is"}}""", "when.operator")]
    public async Task What_is_wrong_is_said_at_its_field(string body, string field)
    {
        var answer = await _admin.CallAsync("PUT", $"/experiments/{_key}", body);

        ProblemAssert.IsProblem(answer, 422);
        Assert.That(answer.Json["errors"]!.AsObject().Select(error => error.Key), Is.EqualTo(new[] { field }));
    }

    [TestCase("""{"mode":1}""", "mode: expected a string")]
    [TestCase("""{"planned_units":"many"}""", "planned_units: expected a whole number")]
    [TestCase("""{"arms":[{"variant":"green","weight":0.5}]}""", "arms[0].weight: expected a whole number")]
    public async Task What_cannot_be_read_is_said_too(string body, string detail)
    {
        var answer = await _admin.CallAsync("PUT", $"/experiments/{_key}", body);

        ProblemAssert.IsProblem(answer, 400);
        Assert.That((string?)answer.Json["detail"], Does.StartWith(detail));
    }

    [Test]
    public async Task Is_found_by_its_words()
    {
        var found = await _admin.CallAsync("GET", $"/experiments?environment_key=development&status=draft&flag_key={_flag}&q={_key.ToUpperInvariant()}");

        Assert.That(found.Json.AsArray().Select(experiment => (string?)experiment!["key"]), Is.EqualTo(new[] { _key }));
        ProblemAssert.IsProblem(await _admin.CallAsync("GET", "/experiments?status=alive"), 422);
    }

    [Test]
    public async Task A_stale_version_is_refused() =>
        ProblemAssert.IsProblem(await _admin.CallAsync("POST", $"/experiments/{_key}/start", null, ("If-Match", "\"7\"")), 412);

    [Test]
    public async Task Deals_arms_from_the_start_and_none_after_the_stop()
    {
        Assert.That(await ServedAsync(), Is.EquivalentTo(new[] { "red" }));
        var started = await MustAsync("POST", $"/experiments/{_key}/start");
        Assert.That(await ServedAsync(), Is.EquivalentTo(new[] { "green", "blue" }));
        Assert.That(((string?)started.Json["status"], (string?)started.Json["runs"]![0]!["salt"], started.Header("ETag")), Is.EqualTo(("running", $"{_key}-1", "\"2\"")));
        await MustAsync("POST", $"/experiments/{_key}/stop", "{}");

        Assert.That(await ServedAsync(), Is.EquivalentTo(new[] { "red" }));
    }

    [Test]
    public async Task Serves_what_was_shipped_to_everybody()
    {
        await MustAsync("POST", $"/experiments/{_key}/start");
        var stopped = await MustAsync("POST", $"/experiments/{_key}/stop", """{"ship_variant":"blue","conclusion":"Blue it is."}""");

        Assert.That(((string?)stopped.Json["shipped_variant"], (string?)stopped.Json["conclusion"]), Is.EqualTo(("blue", "Blue it is.")));
        Assert.That(await ServedAsync(), Is.EquivalentTo(new[] { "blue" }));
    }

    [Test]
    public async Task A_holdout_keeps_its_units_out_also_of_what_was_shipped()
    {
        var holdout = SharedServer.NewKey("holdout");
        await MustAsync("POST", "/holdouts", $$"""{"key":"{{holdout}}","name":"Any","environment_key":"development","percentage":30}""");
        await MustAsync("PUT", $"/experiments/{_key}", $$"""{"holdout":"{{holdout}}"}""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var heldOut = await WhoGetsAsync("red");
        await MustAsync("POST", $"/experiments/{_key}/stop", """{"ship_variant":"blue"}""");

        Assert.That(heldOut, Has.Count.InRange(30, 90), "About 30 % of 200.");
        Assert.That(await WhoGetsAsync("red"), Is.EqualTo(heldOut));
        Assert.That((await _admin.CallAsync("GET", $"/holdouts/{holdout}?environment_key=development")).Json["flags"]!.ToJsonString(), Is.EqualTo($"[\"{_flag}\"]"));
    }

    [Test]
    public async Task A_holdout_neither_takes_nor_frees_a_flag_while_an_experiment_runs_on_it()
    {
        var (other, own) = (SharedServer.NewKey("holdout"), SharedServer.NewKey("holdout"));
        await MustAsync("POST", "/holdouts", $$"""{"key":"{{other}}","name":"Any","environment_key":"development","percentage":10}""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var taken = await _admin.CallAsync("PUT", $"/holdouts/{other}?environment_key=development", $$"""{"flags":["{{_flag}}"]}""");
        var (flag, key) = (_flag, _key);
        await Create();
        await MustAsync("POST", "/holdouts", $$"""{"key":"{{own}}","name":"Any","environment_key":"development","percentage":10,"flags":["{{_flag}}"]}""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var freed = await _admin.CallAsync("PUT", $"/holdouts/{own}?environment_key=development", """{"flags":[]}""");

        ProblemAssert.IsProblem(taken, 409);
        ProblemAssert.IsProblem(freed, 409);
        Assert.That((string?)taken.Json["detail"], Does.Contain($"\"{key}\"").And.Contain($"\"{flag}\""));
    }

    [Test]
    public async Task A_segment_that_decides_who_takes_part_is_named_when_it_is_changed_during_the_run()
    {
        var (outer, inner) = (SharedServer.NewKey("segment"), SharedServer.NewKey("segment"));
        await MustAsync("POST", "/segments", $$"""{"key":"{{inner}}","name":"Any","environment_key":"development"}""");
        await MustAsync("POST", "/segments", $$"""
            {"key":"{{outer}}","name":"Any","environment_key":"development","when":{"operator":"in_segment","values":["{{inner}}"]} }
            """);
        await MustAsync("PUT", $"/experiments/{_key}", $$"""{"when":{"operator":"in_segment","values":["{{outer}}"]} }""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var before = await MustAsync("GET", $"/experiments/{_key}/results");
        await MustAsync("PUT", $"/segments/{inner}?environment_key=development", """{"included":["user-1"]}""");
        var after = await MustAsync("GET", $"/experiments/{_key}/results?as_of={EventStage.Now(0)}");

        Assert.That(Changed(before), Is.Empty);
        Assert.That(Changed(after).Select(warning => (string)warning!["message"]!), Has.One.StartsWith($"The segment \"{inner}\""));

        static IEnumerable<JsonNode?> Changed(Answer answer) =>
            answer.Json["health"]!["warnings"]!.AsArray().Where(warning => (string?)warning!["code"] == "segment_changed");
    }

    [Test]
    public async Task Experiments_of_one_layer_never_meet()
    {
        var layer = SharedServer.NewKey("layer");
        await MustAsync("POST", "/layers", $$"""{"key":"{{layer}}","name":"Any","environment_key":"development"}""");
        await MustAsync("PUT", $"/experiments/{_key}", $$"""{"layer":"{{layer}}","traffic_percentage":40}""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var first = await WhoGetsAsync("green", "blue");
        var firstKey = _key;
        await Create();
        await MustAsync("PUT", $"/experiments/{_key}", $$"""{"layer":"{{layer}}","traffic_percentage":60}""");
        await MustAsync("POST", $"/experiments/{_key}/start");
        var second = await WhoGetsAsync("green", "blue");
        var shown = await _admin.CallAsync("GET", $"/layers/{layer}?environment_key=development");

        Assert.That(first.Intersect(second), Is.Empty);
        Assert.That(first.Count + second.Count, Is.EqualTo(200));
        Assert.That(shown.Json["owners"]!.AsArray().Select(owner => $"{owner!["experiment_key"]} {owner["percentage"]}"), Is.EqualTo(new[] { $"{firstKey} 40", $"{_key} 60" }));
        Assert.That(shown.Json["free_percentage"]!.ToJsonString(), Is.EqualTo("0"));
    }

    [Test]
    public async Task A_metric_in_use_says_by_whom()
    {
        await MustAsync("POST", $"/experiments/{_key}/start");
        var refused = await _admin.CallAsync("PUT", $"/metric-definitions/{_metric}?environment_key=development", """{"kind":"count"}""");

        ProblemAssert.IsProblem(refused, 409);
        Assert.That((string?)refused.Json["detail"], Does.Contain($"\"{_key}\""));
    }

    [Test]
    public async Task A_metric_says_what_is_wrong_with_it()
    {
        var refused = await _admin.CallAsync("POST", "/metric-definitions", """
            {"key":"bad","name":"Bad","environment_key":"development","kind":"retention","direction":"up","cuped_days":7,
             "events":{"event":"","filters":[{"attribute":"a","operator":"is","values":[]}]}}
            """);

        ProblemAssert.IsProblem(refused, 422);
        Assert.That(
            refused.Json["errors"]!.AsObject().Select(error => error.Key),
            Is.EquivalentTo(new[] { "direction", "events.event", "events.filters[0].operator", "window.kind", "cuped_days" }));
    }

    [Test]
    public async Task Many_starts_at_once_begin_one_run()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _admin.CallAsync("POST", $"/experiments/{_key}/start")));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(409, 7).Prepend(200)));
        Assert.That((await _admin.CallAsync("GET", $"/experiments/{_key}")).Json["runs"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Is_told_in_the_history()
    {
        await MustAsync("POST", $"/experiments/{_key}/start");
        var history = (await _admin.CallAsync("GET", $"/audit?entity_type=experiment&entity_key={_key}")).Json.AsArray();

        Assert.That(history.Select(entry => (string?)entry!["action"]), Is.EqualTo(new[] { "update", "create" }));
    }

    private async Task<Answer> MustAsync(string method, string target, object? body = null)
    {
        var answer = await _admin.CallAsync(method, target, body);
        Assert.That(answer.Status, Is.AnyOf(200, 201), answer.Body);
        return answer;
    }

    private async Task<IEnumerable<string>> ServedAsync() => (await AnswersAsync()).Values.Distinct();

    private async Task<List<int>> WhoGetsAsync(params string[] variants) =>
        [.. from answer in await AnswersAsync() where variants.Contains(answer.Value) orderby answer.Key select answer.Key];

    /// <summary>What each of 200 users gets.</summary>
    private async Task<IReadOnlyDictionary<int, string>> AnswersAsync()
    {
        var answers = new Dictionary<int, string>();
        for (var user = 0; user < 200; user++)
        {
            answers[user] = (string)(await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{_flag}?environment_key=development&user_id=user-{user}")).Json["variant"]!;
        }

        return answers;
    }
}
