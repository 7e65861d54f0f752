using System.Globalization;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Following;

/// <summary>How soon, and how soon not, it comes back.</summary>
internal sealed class PaceTests : WithServer
{
    [Test]
    public async Task Waits_up_to_twice_as_long_after_each_failure_and_at_random()
    {
        Server.OnStream = FakeServer.Status(500);
        Start();
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            await Until.True(() => Time.WaitsOf(0, 30).Count == attempt);
            waits.Add(Time.WaitsOf(0, 30)[^1]);
            Time.Advance(waits[^1]);
            await Until.True(() => Server.Streams.Count == attempt + 1);
        }

        var limits = waits.Select((_, i) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, i)))).ToList();
        Assert.That(waits.Zip(limits).Where(pair => pair.First > pair.Second), Is.Empty);
        Assert.That(waits.Distinct().Count(), Is.GreaterThan(10), "no two clients in step");
        Assert.That(waits.Skip(5).Max(), Is.GreaterThan(TimeSpan.FromSeconds(4)), "it does grow");
    }

    [Test]
    public async Task Is_not_back_before_the_server_wants_it_on_either_route([Values(429, 503)] int status)
    {
        Server.OnSnapshot = FakeServer.Status(status, "50");
        Server.OnStream = FakeServer.Status(status, "50");
        Start();
        await Until.True(() => Time.WaitsOf(50, 100).Count >= 2, because: "two routes, each with the server's time and some more");
        var before = (Server.Snapshots.Count, Server.Streams.Count);
        Assert.That(before, Is.EqualTo((1, 1)));

        Time.Advance(TimeSpan.FromSeconds(49.9));
        Assert.That((Server.Snapshots.Count, Server.Streams.Count), Is.EqualTo(before));

        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Server.Snapshots.Count > 1 && Server.Streams.Count > 1;
        });
    }

    [Test]
    public async Task Understands_a_date_to_come_back_at()
    {
        Server.OnSnapshot = FakeServer.Hang;
        Server.OnStream = FakeServer.Status(503, TestTime.Beginning.AddSeconds(200).ToString("R", CultureInfo.InvariantCulture));
        Start();

        await Until.True(() => Time.WaitsOf(200, 400).Count == 1);
    }

    [Test]
    public async Task Does_not_stay_away_for_a_day_because_a_proxy_says_so()
    {
        Server.OnSnapshot = FakeServer.Hang;
        Server.OnStream = FakeServer.Status(503, "86400");
        Start();

        await Until.True(() => Time.WaitsOf(300, 600).Count == 1);
    }

    [Test]
    public async Task Waits_at_least_as_long_as_the_stream_said_when_it_has_ended()
    {
        Server.Greeting = "retry: 5000\n\n";
        await StartReadyAsync();

        Server.EndStreams();

        await Until.True(() => Time.WaitsOf(5, 10).Count == 1);
        Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(Server.Streams, Has.Count.EqualTo(1));
        Time.Advance(TimeSpan.FromSeconds(5.1));
        await Until.True(() => Server.Streams.Count == 2);
    }

    [Test]
    public async Task Waits_longer_and_longer_when_it_is_always_cut_off_at_once()
    {
        Server.OnStream = context =>
        {
            context.Response.ContentType = "text/event-stream";
            return Task.CompletedTask;
        };
        Start();
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await Until.True(() => Time.WaitsOf(0, 30).Count == attempt);
            Time.Advance(Time.WaitsOf(0, 30)[^1]);
        }

        Assert.That(Time.WaitsOf(0, 30).Max(), Is.GreaterThan(TimeSpan.FromSeconds(4)));
    }

    [Test]
    public async Task Comes_back_soon_after_a_long_life()
    {
        Server.OnStream = FakeServer.Status(500);
        var evaluator = Start();
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await Until.True(() => Time.WaitsOf(0, 30).Count == attempt);
            Server.OnStream = attempt == 8 ? null : Server.OnStream;
            Time.Advance(Time.WaitsOf(0, 30)[^1]);
        }

        await Until.True(() => Server.OpenStreams == 1 && evaluator.Status.IsStreaming);
        var waits = Time.WaitsOf(0, 30).Count;
        Time.Advance(TimeSpan.FromSeconds(31));
        Server.EndStreams();

        await Until.True(() => Time.WaitsOf(0, 30).Count > waits);
        Assert.That(Time.WaitsOf(0, 30)[^1], Is.LessThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task Opens_a_stream_anew_on_which_nothing_comes_any_more()
    {
        var evaluator = await StartReadyAsync();

        Time.Advance(TimeSpan.FromSeconds(44));
        Assert.That(evaluator.Status.IsStreaming, Is.True);
        Time.Advance(TimeSpan.FromSeconds(2));

        await Until.True(() => Statuses.Any(status => !status.IsStreaming && status.Problem?.Contains("silent", StringComparison.Ordinal) == true));
        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Server.Streams.Count == 2 && evaluator.Status.IsStreaming;
        });
    }

    [Test]
    public async Task Stays_with_a_stream_on_which_heartbeats_come()
    {
        var evaluator = await StartReadyAsync();
        for (var beat = 2; beat <= 7; beat++)
        {
            Time.Advance(TimeSpan.FromSeconds(30));
            Server.Send(":\n\n");
            Server.Publish(Some.Configuration(beat)); // shows that the heartbeat before it has arrived
            await UntilVersion(evaluator, beat);
        }

        Assert.That(Server.Streams, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Polls_at_its_interval_and_a_little_at_random()
    {
        await StartReadyAsync();
        var before = Server.Snapshots.Count;
        var first = Time.WaitsOf(900, 1100)[^1];

        Time.Advance(first - TimeSpan.FromMilliseconds(1));
        Assert.That(Server.Snapshots, Has.Count.EqualTo(before));
        Time.Advance(TimeSpan.FromMilliseconds(1));

        await Until.True(() => Server.Snapshots.Count > before);
    }
}
