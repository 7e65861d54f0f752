using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Writes posted events: all that wait in one transaction, then the callers are told. Stops when nothing waits any more.</summary>
internal sealed partial class EventWriting(EventQueue queue, IEventStore store, ILogger<EventWriting> logger) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (!queue.IsEmpty)
        {
            await WriteAsync(await queue.TakeAsync(store.GroupSize, cancellationToken));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, store.Writers).Select(_ => WriteUntilAsync(stoppingToken)));

    private async Task WriteUntilAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await WriteAsync(await queue.TakeAsync(store.GroupSize, stoppingToken));
        }
    }

    private async Task WriteAsync(IReadOnlyList<EventBatch> batches)
    {
        try
        {
            await store.WriteAsync(batches, CancellationToken.None);
        }
        catch (Exception exception)
        {
            if (exception is not StoreUnavailableException)
            {
                LogFailed(exception);
            }

            foreach (var batch in batches)
            {
                batch.Fail(exception);
            }

            return;
        }

        foreach (var batch in batches)
        {
            batch.Complete();
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be written; those who posted them are told so")]
    private partial void LogFailed(Exception exception);
}
