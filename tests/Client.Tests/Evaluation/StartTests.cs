using System.Diagnostics;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Evaluation;

internal sealed class StartTests : WithServer
{
    [Test]
    public async Task Starts_at_once_and_gives_fallbacks_while_the_server_says_nothing()
    {
        Server.OnSnapshot = FakeServer.Hang;
        Server.OnStream = FakeServer.Hang;
        var watch = Stopwatch.StartNew();

        var evaluator = Start();
        var details = evaluator.BoolDetails(Some.FlagKey, new EvaluationContext("ann"), fallback: true);

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        Assert.That((details.Value, details.Reason, details.ErrorCode), Is.EqualTo((true, "ERROR", "PROVIDER_NOT_READY")));
        var waiting = evaluator.WaitUntilReadyAsync(TimeSpan.FromSeconds(5));
        await Until.True(() => Time.WaitsOf(5, 5).Count == 1);
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await waiting, Is.False);
        Assert.That(evaluator.Status, Has.Property("State").EqualTo(LocalEvaluatorState.Starting).And.Property("Version").Null);
    }

    [Test]
    public async Task Is_ready_when_the_server_has_answered()
    {
        var evaluator = Start();

        Assert.That(await evaluator.WaitUntilReadyAsync(Long), Is.True);
        Assert.That(evaluator.Bool(Some.FlagKey, new EvaluationContext("ann"), fallback: false), Is.True);
        Assert.That(
            evaluator.Status with { IsStreaming = true, StreamProblem = null },
            Is.EqualTo(new LocalEvaluatorStatus
            {
                State = LocalEvaluatorState.Ready, Since = TestTime.Beginning, ConfirmedAt = TestTime.Beginning, EnvironmentKey = "production", Version = 1, IsStreaming = true,
            }));
    }

    [Test]
    public async Task Sends_the_key_and_asks_for_the_events_after_its_own_version()
    {
        await StartReadyAsync();
        Server.EndStreams();
        await Until.True(() => AdvanceAndCount() >= 2);

        Assert.That(Server.Snapshots.Concat(Server.Streams).Select(asked => asked.Authorization), Is.All.EqualTo("Bearer " + Some.Key));
        Assert.That(Server.Streams.Last().LastEventId, Is.EqualTo("1"));
    }

    [Test]
    public async Task Begins_while_there_is_no_server_and_loads_when_there_is()
    {
        Server.OnSnapshot = FakeServer.Cut;
        Server.OnStream = FakeServer.Cut;
        var evaluator = Start();
        await Until.True(() => evaluator.Status.Problem is not null);
        Assert.That(evaluator.Status.State, Is.EqualTo(LocalEvaluatorState.Starting));
        Assert.That(evaluator.Status.Problem, Does.StartWith("The server cannot be reached: "));

        (Server.OnSnapshot, Server.OnStream) = (null, null);

        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return evaluator.Status is { State: LocalEvaluatorState.Ready, IsStreaming: true, Problem: null };
        });
    }

    [Test]
    public async Task Lives_with_an_address_where_nobody_listens()
    {
        await using var gone = await FakeServer.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();

        var evaluator = Start(Options(address: address));

        await Until.True(() => evaluator.Status.Problem is not null);
        Assert.That(evaluator.String("any", new EvaluationContext("ann"), "fallback"), Is.EqualTo("fallback"));
    }

    [TestCase("localhost:8000", Some.Key)]
    [TestCase("ftp://localhost/", Some.Key)]
    [TestCase("http://localhost/", "")]
    [TestCase("http://localhost/", "ffs_a\r\nHost: b")]
    public void Refuses_options_that_can_never_work(string address, string key) =>
        Assert.That(() => new LocalEvaluator(Options(address: new Uri(address, UriKind.RelativeOrAbsolute), key: key)), Throws.ArgumentException);

    [Test]
    public async Task Keeps_the_path_of_an_address()
    {
        var evaluator = Start(Options(address: new Uri(Server.Address, "under/a/path")));

        await Until.True(() => evaluator.Status.Problem?.Contains("404", StringComparison.Ordinal) == true);
        Assert.That(Server.Snapshots, Is.Empty);
    }

    private int AdvanceAndCount()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        return Server.Streams.Count;
    }
}
