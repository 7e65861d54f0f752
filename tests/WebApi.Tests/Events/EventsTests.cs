using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Events;

internal sealed class EventsTests(string store) : OnBothDatabases(store)
{
    [Test]
    public async Task Keeps_what_it_accepts()
    {
        var at = EventStage.At(-3);

        var answer = await Stage.PostAsync(
            EventStage.Metric(unit: "ä \\u00e9", ts: $"{at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", more: ""","value":-1.5e2,"attributes":{"plan" : "pro", "n":1.50, "no":null, "yes":true}"""),
            EventStage.Metric(unit: "bob", name: "visit", ts: $"{at.ToOffset(TimeSpan.FromHours(5.5)):yyyy-MM-dd'T'HH:mm:ss.fff}999+05:30"));

        Assert.Multiple(async () =>
        {
            Assert.That((answer.Status, answer.Body), Is.EqualTo((202, """{"accepted":2,"duplicates":0,"rejected":0,"errors":[]}""")));
            Assert.That(await Stage.MetricsAsync(), Is.EqualTo(new[]
            {
                $$"""purchase ä é {{at.ToUnixTimeMilliseconds()}} -150{{(IsSqlite ? ".0" : "")}} {"plan":"pro","n":1.5,"yes":true}""",
                $"visit bob {at.ToUnixTimeMilliseconds()} - -",
            }));
        });
    }

    [Test]
    public async Task Takes_an_array()
    {
        var answer = await Stage.PostBytesAsync(Encoding.UTF8.GetBytes($"[{EventStage.Metric()},\n {EventStage.Metric()}, 7, {{\"type\":\"other\",\"x\":[{{}}]}}, {EventStage.Metric()}]"), "application/json; charset=utf-8", Stage.Client);

        Assert.That(Summary(answer), Is.EqualTo("202 3 0 2: 3 An event must be a JSON object. 4 type must be \"exposure\" or \"metric\"."));
    }

    [Test]
    public async Task Takes_milliseconds_and_cuts_what_is_finer()
    {
        var at = EventStage.At(-3).ToUnixTimeMilliseconds();

        await Stage.PostAsync(With("ts", $"{at}.9"), With("ts", $"{at + 1}"));

        Assert.That((await Stage.MetricsAsync()).Select(row => row.Split(' ')[2]), Is.EqualTo(new[] { $"{at}", $"{at + 1}" }));
    }

    [TestCase("")]
    [TestCase("\n \r\n")]
    public async Task Takes_nothing(string body) =>
        Assert.That(Summary(await Stage.PostBytesAsync(Encoding.UTF8.GetBytes(body))), Is.EqualTo("202 0 0 0:"));

    [TestCase("id", "\"\"", "id must be")]
    [TestCase("id", "7", "id must be")]
    [TestCase("unit", "\"\"", "unit must be")]
    [TestCase("unit", "null", "unit must be")]
    [TestCase("unit", "\"a\\u0000b\"", "unit must be")]
    [TestCase("unit", "\"\\ud800\"", "broken Unicode")]
    [TestCase("event", "\"a\\nb\"", "event must be")]
    [TestCase("event", "\"\"", "event must be")]
    [TestCase("ts", "\"2026-03-29\"", "ts must be a time")]
    [TestCase("ts", "\"2026-03-29T10:00:00\"", "ts must be a time")]
    [TestCase("ts", "\"2001-03-29T10:00:00Z\"", "older than the 90 days")]
    [TestCase("ts", "99999999999999", "24 hours ahead of the server's clock, which says 2")]
    [TestCase("ts", "1e400", "ts must be")]
    [TestCase("value", "\"7\"", "value must be a number")]
    [TestCase("value", "1e400", "value must be a number")]
    [TestCase("attributes", "[]", "attributes must be an object")]
    [TestCase("attributes", "{\"a\":{}}", "\"a\" must be a text")]
    [TestCase("attributes", "{\"a\":[1]}", "\"a\" must be a text")]
    [TestCase("attributes", "{\"a\":1,\"a\":2}", "\"a\" stands there more than once")]
    [TestCase("attributes", "{\"\":1}", "names must be")]
    [TestCase("attributes", "{\"a\":\"\\u0000\"}", "\"a\" must be a text")]
    [TestCase("environment", "\"another\"", "environment differs from")]
    [TestCase("variant", "\"on\"", "variant is not a field of a metric event")]
    [TestCase("typo", "1", "\"typo\" is not a field of an event")]
    [TestCase("type", "\"metrics\"", "type must be")]
    public async Task Says_what_is_wrong_with_a_line_and_keeps_the_others(string field, string value, string detail)
    {
        var answer = await Stage.PostAsync(EventStage.Metric(), With(field, value), EventStage.Metric());

        Assert.Multiple(() =>
        {
            Assert.That(Summary(answer), Does.StartWith("202 2 0 1: 2 "));
            Assert.That((string?)answer.Json["errors"]![0]!["detail"], Does.Contain(detail));
        });
    }

    [TestCase("id", 100)]
    [TestCase("unit", 512)]
    [TestCase("event", 100)]
    public async Task Limits_texts_by_their_characters(string field, int length)
    {
        var answer = await Stage.PostAsync(With(field, $"\"{new string('ü', length)}\""), With(field, $"\"{new string('u', length + 1)}\""));

        Assert.That(Summary(answer), Does.StartWith("202 1 0 1: 2 "));
    }

    [Test]
    public async Task Limits_attributes()
    {
        string Attributes(int count, int length) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a{i}\":\"{new string('x', length)}\""))}}}";

        var answer = await Stage.PostAsync(With("attributes", Attributes(32, 256)), With("attributes", Attributes(33, 1)), With("attributes", Attributes(1, 257)));

        Assert.That(Summary(answer), Does.StartWith("202 1 0 2: 2 "));
    }

    [TestCase("{", "This is not one JSON object")]
    [TestCase("{} {}", "is required")]
    [TestCase("nothing", "This is not one JSON object")]
    [TestCase("[]", "An event must be a JSON object")]
    [TestCase("{\"id\":\"1\",\"id\":\"2\"}", "id stands there more than once")]
    public async Task A_broken_line_costs_only_itself(string line, string detail)
    {
        var answer = await Stage.PostAsync(line, "", EventStage.Metric());

        Assert.Multiple(() =>
        {
            Assert.That(Summary(answer), Does.StartWith("202 1 0 1: 1 "));
            Assert.That((string?)answer.Json["errors"]![0]!["detail"], Does.Contain(detail));
        });
    }

    [TestCase("[{\"type\":\"metric\"},\n {]", "line 2, byte 3")]
    [TestCase("{}", "must be a JSON array")]
    [TestCase("[] []", "line 1, byte 4")]
    public async Task A_broken_array_is_refused_as_a_whole(string body, string detail)
    {
        var answer = await Stage.PostBytesAsync(Encoding.UTF8.GetBytes(body), "application/json");

        ProblemAssert.IsProblem(answer, 400);
        Assert.That((string?)answer.Json["detail"], Does.Contain(detail));
    }

    [Test]
    public async Task An_event_with_a_known_id_is_the_same_event()
    {
        var (once, twice) = (EventStage.NewId(), EventStage.NewId());
        var first = await Stage.PostAsync(EventStage.Metric(once), EventStage.Metric(twice), EventStage.Metric(twice, unit: "other"));
        var second = await Stage.PostAsync(EventStage.Metric(twice, name: "visit"), EventStage.Metric());
        var settled = await Stage.MetricsAsync();
        var third = await Stage.PostAsync(EventStage.Metric(once), EventStage.Metric(twice));

        Assert.Multiple(async () =>
        {
            Assert.That(new[] { first, second, third }.Select(Summary), Is.EqualTo(new[] { "202 2 1 0:", "202 1 1 0:", "202 0 2 0:" }));
            Assert.That(await Stage.MetricsAsync(), Is.EqualTo(settled).And.Exactly(3).Items.And.None.Contains("other"));
        });
    }

    [Test]
    public async Task The_same_id_in_another_environment_is_another_event()
    {
        var (id, other) = (EventStage.NewId(), await EventStage.CreateAsync(Stage.App, Postgres));

        Assert.That(
            new[] { await Stage.PostAsync(EventStage.Metric(id)), await other.PostAsync(EventStage.Metric(id)) }.Select(Summary), Is.All.EqualTo("202 1 0 0:"));
    }

    [Test]
    public async Task Concurrent_calls_with_the_same_ids_keep_each_once()
    {
        var lines = Enumerable.Range(0, 500).Select(_ => EventStage.Metric()).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() => Stage.PostAsync(lines.OrderBy(line => (line.GetHashCode(StringComparison.Ordinal) * 31) ^ seed)))));

        Assert.Multiple(async () =>
        {
            Assert.That(answers.Sum(answer => (int)answer.Json["accepted"]!), Is.EqualTo(500));
            Assert.That(answers.Sum(answer => (int)answer.Json["duplicates"]!), Is.EqualTo(7 * 500));
            Assert.That(await Stage.MetricsAsync(), Has.Count.EqualTo(500));
        });
    }

    [Test]
    public async Task More_than_ten_thousand_events_are_refused()
    {
        var answer = await Stage.PostAsync(Enumerable.Repeat(EventStage.Metric(), 10_001));

        ProblemAssert.IsProblem(answer, 413);
        Assert.That(await Stage.MetricsAsync(), Is.Empty);
    }

    [Test]
    public async Task More_than_five_megabytes_are_refused()
    {
        var answer = await RawHttp.SendAsync(
            Stage.App.Address, "POST /events HTTP/1.1", [$"X-API-Key: {Stage.Server}", "Content-Type: application/x-ndjson", $"Content-Length: {(5 * 1024 * 1024) + 1}"]);

        ProblemAssert.IsProblem(answer, 413);
        Assert.That((string?)answer.Json["detail"], Does.EndWith("at most 5 MB."));
    }

    [Test]
    public async Task Takes_five_megabytes_of_any_shape()
    {
        var line = Encoding.UTF8.GetBytes(EventStage.Metric());
        byte[] body = [.. line, .. Enumerable.Repeat((byte)' ', (5 * 1024 * 1024) - line.Length)];

        Assert.That(Summary(await Stage.PostBytesAsync(body)), Is.EqualTo("202 1 0 0:"));
    }

    [Test]
    public async Task Errors_are_listed_up_to_a_thousand_and_counted_beyond()
    {
        var answer = await Stage.PostAsync(Enumerable.Repeat("{}", 1001));

        Assert.That(((int)answer.Json["rejected"]!, answer.Json["errors"]!.AsArray().Count), Is.EqualTo((1001, 1000)));
    }

    [Test]
    public async Task Needs_an_SDK_key()
    {
        var answer = await Stage.PostBytesAsync([], key: "none");

        ProblemAssert.IsProblem(answer, 401);
    }

    [Test]
    public async Task Takes_no_compressed_body()
    {
        var body = new ByteArrayContent([0x1f, 0x8b, 8, 0]) { Headers = { { "Content-Type", "application/x-ndjson" }, { "Content-Encoding", "gzip" } } };

        var answer = await Stage.App.Anonymous.CallAsync("POST", "/events", body, ("X-API-Key", Stage.Server));

        ProblemAssert.IsProblem(answer, 415);
        Assert.That((string?)answer.Json["detail"], Does.Contain("uncompressed"));
    }

    [Test]
    public async Task Takes_no_other_content_type()
    {
        var answer = await Stage.PostBytesAsync([], "text/plain");

        ProblemAssert.IsProblem(answer, 415);
        Assert.That((string?)answer.Json["detail"], Does.Contain("application/x-ndjson"));
    }

    [Test]
    public async Task Browsers_may_post()
    {
        var asked = await Stage.App.Anonymous.CallAsync("OPTIONS", "/events", null, ("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST"));
        var answer = await Stage.PostAsync(EventStage.Metric());

        Assert.Multiple(() =>
        {
            Assert.That((asked.Status, asked.Header("Access-Control-Allow-Methods")), Is.EqualTo((204, "GET, POST")));
            Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo("*"));
        });
    }

    [Test]
    public async Task Remembers_which_names_there_are_and_since_when()
    {
        var (early, late) = (EventStage.At(-50), EventStage.At(-10));
        await Stage.PostAsync(EventStage.Metric(name: "n", ts: EventStage.Now(-20)), EventStage.Metric(name: "n", ts: $"{late:O}"));
        await Stage.PostAsync(EventStage.Metric(name: "n", ts: $"{early:O}"));

        Assert.That(
            await Stage.QueryAsync<string>("SELECT name || ' ' || CAST(first_at AS text) || ' ' || CAST(last_at AS text) FROM event_names WHERE environment_id = @id", new { id = Stage.EnvironmentId.ToString() }),
            Is.EqualTo(new[] { string.Create(CultureInfo.InvariantCulture, $"n {early.ToUnixTimeMilliseconds()} {late.ToUnixTimeMilliseconds()}") }));
    }

    [Test]
    public async Task Notes_how_far_back_the_events_of_a_minute_went()
    {
        await Stage.PostAsync(EventStage.Metric(), EventStage.Metric(ts: EventStage.Now(-600)));
        await Stage.PostAsync(EventStage.Metric(ts: EventStage.Now(-1)));

        Assert.That(
            (await Stage.QueryAsync<long>("SELECT min(earliest_at) FROM event_arrivals WHERE environment_id = @id", new { id = Stage.EnvironmentId.ToString() })).Single(),
            Is.EqualTo(EventStage.At(-600).ToUnixTimeMilliseconds()).Within(60_000));
    }

    [Test]
    public async Task An_environment_has_at_most_ten_thousand_names()
    {
        await Stage.PostAsync(Enumerable.Range(0, 9_999).Select(i => EventStage.Metric(name: $"name-{i}")));
        var answer = await Stage.PostAsync(EventStage.Metric(name: "last"), EventStage.Metric(name: "one-too-many"), EventStage.Metric(name: "name-7"));

        Assert.That(Summary(answer), Does.StartWith("202 2 0 1: 2 event: this environment has 10000 different names"));
    }

    private static string With(string field, string value)
    {
        var line = JsonNode.Parse(EventStage.Metric())!.AsObject();
        line.Remove(field);
        return $"{line.ToJsonString()[..^1]},\"{field}\":{value}}}";
    }

    private static string Summary(Answer answer) =>
        $"{answer.Status} {answer.Json["accepted"]} {answer.Json["duplicates"]} {answer.Json["rejected"]}: {string.Join(' ', answer.Json["errors"]!.AsArray().Select(error => $"{error!["line"]} {error["detail"]}"))}".TrimEnd();
}
