using System.Diagnostics;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.TestKit;
using Microsoft.AspNetCore.Http;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class DisposalTests : WithServer
{
    [Test]
    public async Task Leaves_the_server_within_a_second_and_asks_no_more()
    {
        var evaluator = await StartReadyAsync();
        var watch = Stopwatch.StartNew();

        await evaluator.DisposeAsync();

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        await Until.True(() => Server.OpenStreams == 0);
        var before = (Server.Snapshots.Count, Server.Streams.Count);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.That((Server.Snapshots.Count, Server.Streams.Count), Is.EqualTo(before));
    }

    private static IEnumerable<TestCaseData> Moments =>
    [
        Moment("while it loads", FakeServer.Hang, FakeServer.Hang),
        Moment("while it waits", FakeServer.Status(500, "100"), FakeServer.Status(500, "100")),
        Moment("while nobody is there", FakeServer.Cut, FakeServer.Cut),
    ];

    [TestCaseSource(nameof(Moments))]
    public async Task Ends_at_any_moment(Func<HttpContext, Task> snapshot, Func<HttpContext, Task> stream)
    {
        (Server.OnSnapshot, Server.OnStream) = (snapshot, stream);
        var evaluator = Start();
        await Until.True(() => Server.Snapshots.Count > 0 && Server.Streams.Count > 0);
        var waiting = evaluator.WaitUntilReadyAsync(Long);
        var watch = Stopwatch.StartNew();

        await evaluator.DisposeAsync();

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(await waiting, Is.False);
        Assert.That(evaluator.Status, Has.Property("State").EqualTo(LocalEvaluatorState.Disposed));
    }

    [Test]
    public async Task Goes_on_answering_from_what_was_there()
    {
        var evaluator = await StartReadyAsync();

        await evaluator.DisposeAsync();
        await evaluator.DisposeAsync();

        Assert.That(VersionOf(evaluator), Is.EqualTo(1));
        Assert.That(evaluator.Status, Has.Property("State").EqualTo(LocalEvaluatorState.Disposed).And.Property("IsStreaming").False);
        Assert.That(Statuses.Last().State, Is.EqualTo(LocalEvaluatorState.Disposed));
    }

    [Test]
    public async Task Ends_at_once_when_it_has_only_begun()
    {
        for (var i = 0; i < 20; i++)
        {
            var evaluator = Start(Options(File));
            await evaluator.DisposeAsync();
        }

        await Until.True(() => Server.OpenStreams == 0);
    }

    [Test]
    public async Task May_be_waited_for_by_who_hears_of_the_status()
    {
        LocalEvaluator? evaluator = null;
        var told = new TaskCompletionSource();
        var options = new LocalEvaluatorOptions
        {
            BaseAddress = Server.Address,
            SdkKey = Some.Key,
            StatusChanged = status =>
            {
                if (status.State == LocalEvaluatorState.Ready)
                {
                    evaluator!.DisposeAsync().AsTask().Wait();
                }
                else if (status.State == LocalEvaluatorState.Disposed)
                {
                    told.TrySetResult();
                }
            },
        };
        var gate = new TaskCompletionSource();
        Server.OnSnapshot = async context =>
        {
            await gate.Task;
            await FakeServer.Json(Some.Json(Some.Configuration(1)))(context);
        };
        evaluator = Start(options);
        gate.SetResult();

        await told.Task.WaitAsync(Long);
    }

    private static TestCaseData Moment(string name, Func<HttpContext, Task> snapshot, Func<HttpContext, Task> stream) =>
        new TestCaseData(snapshot, stream).SetArgDisplayNames(name);
}
