using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.TestKit;
using Microsoft.AspNetCore.Http;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class TroubleTests : WithServer
{
    private static IEnumerable<TestCaseData> Snapshots =>
    [
        .. new[] { 301, 400, 404, 408, 429, 500, 503 }.Select(status => Case($"{status}", FakeServer.Status(status))),
        Case("cut", FakeServer.Cut),
        Case("no JSON", FakeServer.Json("<html>")),
        Case("half of a JSON", FakeServer.Json(Some.Json(Some.Configuration(3))[..^20])),
        Case("cut in the body", CutInBody),
        Case("nothing", FakeServer.Json("")),
        Case("null", FakeServer.Json("null")),
        Case("an empty object", FakeServer.Json("{}")),
        Case("a list", FakeServer.Json("[]")),
        Case("a null flag", FakeServer.Json(Some.Json(Some.Configuration(3)).Replace("\"flags\":[", "\"flags\":[null,", StringComparison.Ordinal))),
        Case("an unknown flag type", FakeServer.Json(Some.Json(Some.Configuration(3)).Replace("\"boolean\"", "\"quantum\"", StringComparison.Ordinal))),
        Case("changes to nothing", FakeServer.Json(Some.Json(Some.Configuration(3) with { Since = 2 }))),
    ];

    [TestCaseSource(nameof(Snapshots))]
    public async Task Keeps_what_it_has_when_a_snapshot_cannot_be_had_and_recovers(Func<HttpContext, Task> answer)
    {
        var evaluator = await StartReadyAsync();
        Server.OnSnapshot = answer;
        Server.Publish(Some.Configuration(3));
        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Stale, Problem: not null });

        Assert.That(VersionOf(evaluator), Is.EqualTo(1));
        Assert.That(evaluator.Status.ConfirmedAt, Is.EqualTo(TestTime.Beginning));

        Server.OnSnapshot = null;
        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return evaluator.Status is { State: LocalEvaluatorState.Ready, Version: 3, Problem: null };
        });
    }

    [TestCase(400)]
    [TestCase(404)]
    [TestCase(408)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task Opens_the_stream_again_after_an_error(int status)
    {
        Server.OnStream = FakeServer.Status(status);
        var evaluator = Start();
        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Ready, Problem: not null });
        Assert.That(evaluator.Status.Problem, Does.Contain($"{status}"));

        Server.OnStream = null;
        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return evaluator.Status is { IsStreaming: true, Problem: null };
        });
    }

    [Test]
    public async Task Gives_up_a_snapshot_that_does_not_come()
    {
        var evaluator = await StartReadyAsync();
        var before = Server.Snapshots.Count;
        Server.OnSnapshot = FakeServer.Hang;
        Server.Send(FakeServer.Event(2));
        await Until.True(() => Server.Snapshots.Count == before + 1);

        Time.Advance(TimeSpan.FromSeconds(40));

        await Until.True(() => evaluator.Status.Problem == "The server did not answer in time.");
        Assert.That(evaluator.Status.State, Is.EqualTo(LocalEvaluatorState.Stale));
    }

    [Test]
    public async Task Finds_out_that_the_server_is_away_when_the_stream_cannot_be_opened_again()
    {
        var evaluator = await StartReadyAsync();
        Server.OnSnapshot = FakeServer.Cut;
        Server.OnStream = FakeServer.Cut;
        Server.EndStreams();
        await Until.True(() => !evaluator.Status.IsStreaming);
        Assert.That(evaluator.Status.State, Is.EqualTo(LocalEvaluatorState.Ready), "only the stream has ended so far");

        Time.Advance(TimeSpan.FromSeconds(2));

        await Until.True(() => evaluator.Status.State == LocalEvaluatorState.Stale);
        Assert.That(evaluator.Status.Since, Is.EqualTo(TestTime.Beginning.AddSeconds(2)));
        Assert.That(VersionOf(evaluator), Is.EqualTo(1));
    }

    [Test]
    public async Task Asks_at_once_when_the_stream_is_back_unless_told_to_wait()
    {
        Server.OnStream = FakeServer.Status(503, "7");
        Server.OnSnapshot = FakeServer.Status(500);
        var evaluator = Start();
        await Until.True(() => Time.WaitsOf(7, 14).Count >= 1);
        for (var attempt = 0; attempt < 6; attempt++)
        {
            Time.Advance(TimeSpan.FromSeconds(1)); // the snapshot's waits grow
        }

        (Server.OnStream, Server.OnSnapshot) = (null, null);
        Time.Advance(TimeSpan.FromSeconds(8));

        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Ready, IsStreaming: true });
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task Keeps_what_it_has_when_the_key_is_refused_and_tries_again_slowly(int status)
    {
        var evaluator = await StartReadyAsync();
        Server.OnSnapshot = FakeServer.Status(status);
        Server.OnStream = FakeServer.Status(status);
        Server.EndStreams();
        await Until.True(() => Time.WaitsOf(0, 1).Count >= 1);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Until.True(() => evaluator.Status.State == LocalEvaluatorState.Unauthorized);
        await Until.True(() => Time.WaitsOf(90, 110).Count == 2, because: "snapshot and stream");

        Assert.That(evaluator.Status.Problem, Does.Contain("refuses the SDK key"));
        Assert.That(VersionOf(evaluator), Is.EqualTo(1));
        var (snapshots, streams) = (Server.Snapshots.Count, Server.Streams.Count);
        Time.Advance(TimeSpan.FromSeconds(89));
        Assert.That((Server.Snapshots.Count, Server.Streams.Count), Is.EqualTo((snapshots, streams)));

        (Server.OnSnapshot, Server.OnStream) = (null, null);
        Time.Advance(TimeSpan.FromSeconds(21));
        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Ready, IsStreaming: true, Problem: null });
    }

    [Test]
    public async Task Says_at_once_that_a_key_is_refused_from_the_start()
    {
        Server.OnSnapshot = FakeServer.Status(401);
        Server.OnStream = FakeServer.Status(401);
        var evaluator = Start();

        Assert.That(await evaluator.WaitUntilReadyAsync(Long), Is.False);
        Assert.That(evaluator.Status.State, Is.EqualTo(LocalEvaluatorState.Unauthorized));
    }

    private static TestCaseData Case(string name, Func<HttpContext, Task> answer) => new TestCaseData(answer).SetArgDisplayNames(name);

    private static async Task CutInBody(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"environment_id\":");
        context.Abort();
    }
}
