using System.Globalization;
using System.Text.Json.Nodes;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Events;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Experiments;

/// <summary>From a flag to what an experiment on it shows, over HTTP alone; only the clock is helped.</summary>
internal sealed class ResultsFlowTests(string store) : OnBothDatabases(store)
{
    private const double Tolerance = 1e-9;

    private static readonly string[] Metrics = [SentExperiment.Bought, SentExperiment.Revenue, SentExperiment.HomeViews];

    private HttpClient _admin = null!;
    private string _key = null!;
    private DateTimeOffset _start;
    private SentExperiment _sent = null!;

    /// <summary>It started three days ago, and its events came in two calls, which overlap.</summary>
    [SetUp]
    public async Task Start()
    {
        _admin = await Stage.App.As(Caller.Admin);
        (_key, _start) = (SharedServer.NewKey("experiment"), EventStage.At(-3 * 24 * 60));
        await CreateAsync();
        await Stage.ExecuteAsync(
            "UPDATE experiment_runs SET started_at = @at WHERE experiment_id = (SELECT id FROM experiments WHERE key = @_key)",
            new { at = _start.ToUnixTimeMilliseconds(), _key });
        _sent = new(_key, _start, EventStage.At(-60));
        var lines = _sent.OnTime.ToArray();
        new Random(5).Shuffle(lines);
        var first = lines[..(lines.Length * 2 / 3)];
        Assert.That((await Stage.PostAsync(first)).Body, Does.StartWith($"{{\"accepted\":{first.Length},\"duplicates\":0,\"rejected\":0"));
        new Random(6).Shuffle(lines);
        Assert.That((await Stage.PostAsync(lines)).Body, Does.StartWith($"{{\"accepted\":{lines.Length - first.Length},\"duplicates\":{first.Length},\"rejected\":0"));
    }

    [Test]
    public async Task Shows_what_was_acknowledged_as_of_any_instant()
    {
        var midnight = new DateTimeOffset(_start.UtcDateTime.Date.AddDays(2), TimeSpan.Zero);
        foreach (var asOf in new[] { EventStage.At(-90), midnight, _start.AddHours(30) })
        {
            AssertShows(await AsOfAsync(asOf), asOf);
        }

        var results = (await MustAsync("GET", "/results")).Json;
        AssertShows(results, (DateTimeOffset)results["as_of"]!);
        Assert.That((int)results["health"]!["multi_exposed"]!["units"]!, Is.GreaterThan(5));
    }

    [Test]
    public async Task Says_to_the_millisecond_from_when_on_there_are_results()
    {
        var answer = await _admin.GetAsync($"/experiments/{_key}/results?as_of={_start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"{_start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}, and not in the future"));
    }

    [Test]
    public async Task Counts_what_came_late_also_in_what_was_computed()
    {
        var midnight = new DateTimeOffset(_start.UtcDateTime.Date.AddDays(2), TimeSpan.Zero);
        var before = await AsOfAsync(midnight);
        await MustAsync("GET", "/results");
        var late = _sent.AddLate();
        Assert.That((await Stage.PostAsync(late)).Body, Does.StartWith($"{{\"accepted\":{late.Count},\"duplicates\":0,\"rejected\":0"));
        var outdated = (await MustAsync("GET", "/results")).Json;
        var after = await AsOfAsync(midnight);
        await Until.True(async () => !(Units((await MustAsync("GET", "/results")).Json) == Units(outdated)), TimeSpan.FromSeconds(30));
        var latest = (await MustAsync("GET", "/results")).Json;

        Assert.That((bool)outdated["out_of_date"]!, Is.True);
        Assert.That(Units(after), Is.GreaterThan(Units(before)));
        AssertShows(after, midnight);
        AssertShows(latest, (DateTimeOffset)latest["as_of"]!);
    }

    [Test]
    public async Task Is_computed_in_the_background_when_asked()
    {
        var asked = await _admin.CallAsync("POST", $"/experiments/{_key}/results");
        Assert.That((asked.Status, (string?)asked.Json["state"]), Is.EqualTo((202, "queued")).Or.EqualTo((202, "running")), asked.Body);
        await Until.True(
            async () => (await MustAsync("GET", "/results/progress")).Json is var progress && (string?)progress["state"] == "idle" && progress["finished_at"] is not null,
            TimeSpan.FromSeconds(30));

        var series = (await MustAsync("GET", $"/timeseries?metric={SentExperiment.Revenue}&treatment=blue")).Json;
        var points = series["points"]!.AsArray();
        Assert.That(points, Has.Count.EqualTo(4), "Three midnights and the latest.");
        foreach (var point in points)
        {
            var asOf = (DateTimeOffset)point!["as_of"]!;
            if (point["p"] is { } p)
            {
                Assert.That((double)p, Is.EqualTo(Expected(SentExperiment.Revenue, asOf).P).Within(Tolerance), $"{asOf:O}");
            }
        }

        Assert.That(points[^1]!["p"], Is.Not.Null);
        Assert.That(series["daily"]!.AsArray().Sum(day => day!["arms"]!.AsArray().Sum(arm => (int)arm!["units"]!)), Is.EqualTo(_sent.Units(EventStage.At(0)).Count));
    }

    [Test]
    public async Task Is_broken_down_by_what_units_were_when_they_came()
    {
        var breakdown = (await MustAsync("GET", $"/breakdown?dimension=country&metric={SentExperiment.HomeViews}")).Json;

        var asOf = (DateTimeOffset)breakdown["as_of"]!;
        var countries = _sent.Units(asOf).Values.CountBy(unit => unit.Country).OrderByDescending(country => country.Value);
        Assert.That(
            breakdown["rows"]!.AsArray().Select(row => $"{row!["value"]} {row["kind"]} {row["units"]}"),
            Is.EqualTo(countries.Select(country => $"{country.Key} value {country.Value}")));
        foreach (var row in breakdown["rows"]!.AsArray())
        {
            var metric = row!["metrics"]!.AsArray().Single()!;
            foreach (var arm in metric["arms"]!.AsArray())
            {
                AssertIs(arm!, _sent.Of(SentExperiment.HomeViews, (string)arm!["variant"]!, asOf, (string)row["value"]!));
            }
        }
    }

    [Test]
    public async Task Is_exported_with_the_same_numbers()
    {
        var results = (await MustAsync("GET", "/results")).Json;
        var json = await MustAsync("GET", "/export?format=json");
        var csv = await MustAsync("GET", "/export?format=csv");

        Assert.That(JsonNode.DeepEquals(json.Json["metrics"], results["metrics"]), Is.True);
        Assert.That((json.Header("Content-Disposition"), csv.Header("Content-Disposition")), Is.EqualTo(($"attachment; filename=\"{_key}-1.json\"", $"attachment; filename=\"{_key}-1.csv\"")));
        Assert.That(csv.ContentType, Does.StartWith("text/csv"));
        var rows = csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var arms = results["metrics"]!.AsArray().SelectMany(metric => metric!["arms"]!.AsArray().Select(arm => $"{metric["key"]} {arm!["variant"]} {arm["units"]} {arm["sum"]}"));
        Assert.That(
            rows.Skip(1).Select(row => $"{Cell(row, "metric")} {Cell(row, "variant")} {Cell(row, "units")} {Cell(row, "sum")}"),
            Is.EqualTo(arms));
        Assert.That(rows.SelectMany(row => row).Where(cell => cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal) && !double.TryParse(cell, CultureInfo.InvariantCulture, out _)), Is.Empty);

        string Cell(string[] row, string column) => row[Array.IndexOf(rows[0], column)];
    }

    [Test]
    public async Task Is_exported_as_of_the_instant_that_is_asked_for()
    {
        var asOf = EventStage.At(-10);

        var exported = (await MustAsync("GET", $"/export?format=json&as_of={asOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")).Json;

        Assert.That(JsonNode.DeepEquals(exported["metrics"], (await AsOfAsync(asOf))["metrics"]), Is.True);
        Assert.That((DateTimeOffset)exported["as_of"]!, Is.EqualTo(asOf));
    }

    [Test]
    public async Task Its_verdict_is_that_of_the_latest_stored_results_and_of_the_last_run()
    {
        var before = await VerdictsAsync();
        var results = (await MustAsync("GET", "/results")).Json;
        var stored = await VerdictsAsync();
        await MustAsync("PUT", "", """{"arms":[{"variant":"red","weight":20000},{"variant":"blue","weight":80000}]}""");

        var verdict = new JsonObject
        {
            ["recommendation"] = (string)results["decision"]!["recommendation"]!,
            ["variant"] = (string?)results["decision"]!["variant"],
            ["results_at"] = (string)results["computed_at"]!,
        };
        Assert.That(before, Is.EqualTo(new[] { "null", "null" }));
        Assert.That(stored, Is.EqualTo(Enumerable.Repeat(verdict.ToJsonString(), 2)));
        Assert.That(await VerdictsAsync(), Is.EqualTo(before), "Of another run.");

        async Task<string[]> VerdictsAsync() =>
        [
            Text((await MustAsync("GET", "")).Json["verdict"]),
            Text((await _admin.CallAsync("GET", $"/experiments?environment_key={Stage.Environment}")).Json.AsArray().Single()!["verdict"]),
        ];

        static string Text(JsonNode? verdict) => verdict?.ToJsonString() ?? "null";
    }

    [Test]
    public async Task Ends_with_everybody_getting_what_was_shipped()
    {
        var running = Units((await MustAsync("GET", "/results")).Json);
        var stopped = (await MustAsync("POST", "/stop", """{"ship_variant":"blue","conclusion":"Blue sells."}""")).Json;
        var served = await Stage.App.Anonymous.CallAsync("GET", $"/evaluate/{_key}?environment_key={Stage.Environment}&user_id=anybody");

        Assert.That(((string?)stopped["status"], (string?)stopped["shipped_variant"]), Is.EqualTo(("stopped", "blue")));
        Assert.That(((string?)served.Json["variant"], served.Json["experiment"]), Is.EqualTo(("blue", (JsonNode?)null)));
        Assert.That(Units((await MustAsync("GET", "/results")).Json), Is.EqualTo(running));
    }

    private async Task CreateAsync()
    {
        var environment = Stage.Environment;
        await PostAsync("/flags", $$"""
            {"key":"{{_key}}","name":"Any","environment_key":"{{environment}}","flag_type":"multivariate","value_type":"string","is_enabled":true,"off_variant":"red",
             "variants":[{"key":"red","value":"r"},{"key":"blue","value":"b"}],"default_serve":{"variant":"red"} }
            """);
        await PostAsync("/metric-definitions", $$"""{"key":"{{SentExperiment.Bought}}","name":"Any","environment_key":"{{environment}}","kind":"proportion","events":{"event":"buy"} }""");
        await PostAsync("/metric-definitions", $$"""
            {"key":"{{SentExperiment.Revenue}}","name":"Any","environment_key":"{{environment}}","kind":"sum","events":{"event":"buy"},"window":{"kind":"conversion","hours":20} }
            """);
        await PostAsync("/metric-definitions", $$"""
            {"key":"{{SentExperiment.HomeViews}}","name":"Any","environment_key":"{{environment}}","kind":"count",
             "events":{"event":"view","filters":[{"attribute":"page","operator":"equals","values":["home"]}]} }
            """);
        await PostAsync("/experiments", $$"""
            {"key":"{{_key}}","name":"Any","environment_key":"{{environment}}","flag_key":"{{_key}}","control":"red","dimensions":["country"],
             "arms":[{"variant":"red","weight":50000},{"variant":"blue","weight":50000}],
             "metrics":[{"metric":"{{Metrics[0]}}","role":"goal"},{"metric":"{{Metrics[1]}}","role":"goal"},{"metric":"{{Metrics[2]}}","role":"guardrail","margin":0.2}]}
            """);
        await MustAsync("POST", "/start");

        async Task PostAsync(string target, string body) => Assert.That((await _admin.CallAsync("POST", target, body)).Status, Is.EqualTo(201), target);
    }

    /// <param name="method">"GET".</param>
    /// <param name="target">Below the experiment.</param>
    /// <param name="body">Null: none.</param>
    private async Task<Answer> MustAsync(string method, string target, string? body = null)
    {
        var answer = await _admin.CallAsync(method, $"/experiments/{_key}{target}", body);
        return answer.Status == 200 ? answer : throw new AssertionException($"{target}: {answer}");
    }

    private async Task<JsonNode> AsOfAsync(DateTimeOffset asOf) => (await MustAsync("GET", $"/results?as_of={asOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}")).Json;

    private static long Units(JsonNode results) => (long)results["progress"]!["units"]!;

    private (double Diff, double Se, double Df, double P) Expected(string metric, DateTimeOffset asOf) =>
        SentExperiment.Welch(_sent.Of(metric, "red", asOf), _sent.Of(metric, "blue", asOf));

    private void AssertShows(JsonNode results, DateTimeOffset asOf)
    {
        Assert.That((DateTimeOffset)results["as_of"]!, Is.EqualTo(asOf));
        Assert.That(Units(results), Is.EqualTo(_sent.Units(asOf).Count));
        Assert.That(results["metrics"]!.AsArray().Select(metric => (string)metric!["key"]!), Is.EqualTo(Metrics));
        foreach (var metric in results["metrics"]!.AsArray())
        {
            var key = (string)metric!["key"]!;
            foreach (var arm in metric["arms"]!.AsArray())
            {
                AssertIs(arm!, _sent.Of(key, (string)arm!["variant"]!, asOf));
            }

            var (diff, se, df, p) = Expected(key, asOf);
            var comparison = metric["comparisons"]!.AsArray().Single()!;
            Assert.Multiple(() =>
            {
                Assert.That((double)comparison["absolute"]!["diff"]!, Is.EqualTo(diff).Within(Tolerance), key);
                Assert.That((double)comparison["absolute"]!["se"]!, Is.EqualTo(se).Within(Tolerance), key);
                Assert.That((double)comparison["absolute"]!["df"]!, Is.EqualTo(df).Within(Tolerance * df), key);
                Assert.That((double)comparison["p"]!, Is.EqualTo(p).Within(Tolerance), key);
            });
        }
    }

    private static void AssertIs(JsonNode arm, SentExperiment.Arm expected) => Assert.Multiple(() =>
    {
        Assert.That((int)arm["units"]!, Is.EqualTo(expected.Units));
        Assert.That((double)arm["sum"]!, Is.EqualTo(expected.Sum).Within(Tolerance * (1 + expected.Sum)));
        Assert.That((double)arm["mean"]!, Is.EqualTo(expected.Mean).Within(Tolerance));
    });
}
