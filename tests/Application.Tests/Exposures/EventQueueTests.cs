using System.Diagnostics.Metrics;
using FeatureFlag.Application.Exposures;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.Application.Tests.Exposures;

internal sealed class EventQueueTests
{
    private readonly EventQueue _queue = new(
        new() { RetentionDays = 90, QueueBytes = 1000 }, new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    [Test]
    public async Task Two_who_take_at_the_same_time_have_each_batch_once()
    {
        const int Batches = 100_000;
        using var end = new CancellationTokenSource();
        var written = Enumerable.Range(0, Batches).Select(_ => _queue.WriteAsync(Batch())).ToList();
        var takers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => TakeAllAsync(end.Token))).ToList();

        await Task.WhenAny([Task.WhenAll(written), .. takers]); // a taker ends early only with a fault
        await end.CancelAsync();

        Assert.That((await Task.WhenAll(takers)).Sum(), Is.EqualTo(Batches));
    }

    /// <summary>Completing a batch twice throws.</summary>
    private async Task<int> TakeAllAsync(CancellationToken end)
    {
        var taken = 0;
        try
        {
            while (true)
            {
                foreach (var batch in await _queue.TakeAsync(maxEvents: 3, end))
                {
                    batch.Complete();
                    taken++;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return taken;
        }
    }

    private static EventBatch Batch()
    {
        var batch = new EventBatch(Guid.Empty);
        batch.Add(new PostedEvent());
        return batch;
    }
}
