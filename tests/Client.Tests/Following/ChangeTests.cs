using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class ChangeTests : WithServer
{
    [Test]
    public async Task Answers_with_a_change_when_the_stream_tells_of_it()
    {
        var evaluator = await StartReadyAsync();
        Assert.That(evaluator.Bool(Some.FlagKey, new EvaluationContext("ann"), fallback: false), Is.True);

        Server.Publish(Some.Configuration(2));

        await UntilVersion(evaluator, 2);
        Assert.That(evaluator.Bool(Some.FlagKey, new EvaluationContext("ann"), fallback: true), Is.False);
        await Until.True(() => Statuses.Last().Version == 2);
    }

    [Test]
    public async Task Asks_by_the_tag_of_what_it_has()
    {
        var evaluator = await StartReadyAsync();

        Server.Publish(Some.Configuration(2));
        await UntilVersion(evaluator, 2);

        var tag = $"\"{Server.Configuration.EnvironmentId}-1\"";
        Assert.That(Server.Snapshots.Select(asked => asked.IfNoneMatch), Is.EqualTo(new[] { null, tag, tag }));
    }

    [Test]
    public async Task Does_not_ask_for_what_it_has_nor_for_what_it_does_not_understand()
    {
        Server.Configuration = Some.Configuration(5);
        var evaluator = await StartReadyAsync();
        var before = Server.Snapshots.Count;

        Server.Send(FakeServer.Event(5) + FakeServer.Event(4));
        Server.Send("data: {\"type\":\"party\",\"version\":9}\n\n");
        Server.Send("event: party\ndata: {\"type\":\"changed\",\"version\":\n\n");
        Server.Send("data\n\ndata: \n\ndata: nonsense\n\ndata: null\n\ndata: [1]\n\ndata: {\"type\":\"changed\",\"version\":\"x\"}\n\nid: 77\n\nfoo: bar\n\n");
        Server.Publish(Some.Configuration(6));
        await UntilVersion(evaluator, 6);

        Assert.That(Server.Snapshots, Has.Count.EqualTo(before + 1), "the events were read in order, so the last one shows that the others are over");
        Assert.That(evaluator.Status, Has.Property("IsStreaming").True.And.Property("Problem").Null);
    }

    [Test]
    public async Task Asks_once_for_many_changes_that_come_while_it_asks()
    {
        var evaluator = await StartReadyAsync();
        var before = Server.Snapshots.Count;
        var gate = new TaskCompletionSource();
        Server.OnSnapshot = async context =>
        {
            await gate.Task;
            await FakeServer.Json(Some.Json(Server.Configuration))(context);
        };

        Server.Publish(Some.Configuration(2));
        await Until.True(() => Server.Snapshots.Count == before + 1);
        for (var version = 3; version <= 100; version++)
        {
            Server.Publish(Some.Configuration(version));
        }

        var polls = Polls;
        gate.SetResult();
        await UntilVersion(evaluator, 100);
        await Until.True(() => Polls > polls);

        Assert.That(Server.Snapshots.Count - before, Is.LessThanOrEqualTo(3), "one under way, one for those that came since; one more if an event was late");
    }

    [Test]
    public async Task Asks_again_until_the_server_has_what_the_stream_told_of()
    {
        var evaluator = await StartReadyAsync();
        var before = Server.Snapshots.Count;

        Server.Send(FakeServer.Event(2)); // another node answers, which is behind
        await Until.True(() => Server.Snapshots.Count == before + 1);
        Server.Configuration = Some.Configuration(2);

        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return VersionOf(evaluator) == 2;
        });
    }

    [Test]
    public async Task Never_goes_back_to_an_older_version()
    {
        Server.Configuration = Some.Configuration(5);
        var evaluator = await StartReadyAsync();

        Server.Configuration = Some.Configuration(4);
        Time.Advance(TimeSpan.FromSeconds(1100));

        await Until.True(() => evaluator.Status.Problem?.Contains("older than 5", StringComparison.Ordinal) == true);
        Assert.That(VersionOf(evaluator), Is.EqualTo(5));
    }

    [Test]
    public async Task Takes_another_environment_whatever_its_version()
    {
        Server.Configuration = Some.Configuration(5);
        var evaluator = await StartReadyAsync();

        Server.Configuration = Some.Configuration(4) with { EnvironmentId = Guid.CreateVersion7(TestTime.Beginning), EnvironmentKey = "other" };
        Time.Advance(TimeSpan.FromSeconds(1100));

        await UntilVersion(evaluator, 4);
        await Until.True(() => evaluator.Status.EnvironmentKey == "other");
    }

    [Test]
    public async Task Polls_when_a_proxy_swallows_the_stream()
    {
        Server.OnStream = FakeServer.Hang;
        var evaluator = Start();
        await Until.True(() => Polls == 1);

        Server.Configuration = Some.Configuration(2);
        Time.Advance(TimeSpan.FromSeconds(44));
        Assert.That(VersionOf(evaluator), Is.EqualTo(1));
        Time.Advance(TimeSpan.FromSeconds(1100));

        await UntilVersion(evaluator, 2);
    }

    [Test]
    public async Task Says_that_changes_arrive_by_polling_when_something_else_answers_for_the_stream()
    {
        Server.OnStream = FakeServer.Json("{}");
        var evaluator = Start();

        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Ready, Problem: not null });
        Assert.That(evaluator.Status, Has.Property("IsStreaming").False);
        Assert.That(evaluator.Status.Problem, Does.Contain("polling"));
    }

    [Test]
    public async Task Goes_on_when_the_listener_throws()
    {
        var options = Options();
        var evaluator = Start(new LocalEvaluatorOptions
        {
            BaseAddress = options.BaseAddress, SdkKey = options.SdkKey, TimeProvider = Time, StatusChanged = _ => throw new InvalidOperationException(),
        });

        await Until.True(() => evaluator.Status.IsStreaming);
        Server.Publish(Some.Configuration(2));

        await UntilVersion(evaluator, 2);
    }
}
