using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class ConcurrencyTests : WithServer
{
    /// <summary>Enough changes that evaluations and updates meet.</summary>
    private const int Changes = 200;

    [Test]
    public async Task Answers_rightly_from_many_threads_while_flags_change()
    {
        var evaluator = await StartReadyAsync();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => EvaluateAsLongAs(evaluator, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();

        for (var version = 2; version <= Changes; version++)
        {
            Server.Publish(Some.Configuration(version));
            await Until.True(() => version % 10 != 0 || VersionOf(evaluator) == version);
        }

        await UntilVersion(evaluator, Changes);
        await stop.CancelAsync();
        var evaluations = await Task.WhenAll(readers);

        Assert.That(evaluations, Is.All.GreaterThan(Changes));
    }

    /// <returns>How often it asked.</returns>
    private static int EvaluateAsLongAs(LocalEvaluator evaluator, CancellationToken stop)
    {
        var (count, last) = (0, 0L);
        while (!stop.IsCancellationRequested)
        {
            var details = evaluator.IntegerDetails("version", new EvaluationContext("ann"), 0);
            var dark = evaluator.BoolDetails(Some.FlagKey, new EvaluationContext("ann"), fallback: true);
            if (details.ErrorCode is not null || dark.ErrorCode is not null || details.Value < last)
            {
                throw new AssertionException($"{details} {dark} after {last}");
            }

            last = details.Value;
            count++;
        }

        return count;
    }
}
