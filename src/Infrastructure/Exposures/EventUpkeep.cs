using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Keeps the tables of events in order: sorts new ones into place, and removes what is older than retention.</summary>
internal sealed partial class EventUpkeep(IEventStore store, TimeProvider time, ILogger<EventUpkeep> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan PruneInterval = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        long prunedAt = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.SettleInTimeAsync(stoppingToken);
                if (prunedAt == 0 || time.GetElapsedTime(prunedAt) >= PruneInterval)
                {
                    await store.PruneAsync(stoppingToken);
                    prunedAt = time.GetTimestamp();
                }
            }
            catch (StoreUnavailableException)
            {
                continue; // it is away, and said to be; the next time will do
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be sorted into place, or old ones not removed; it is tried again")]
    private partial void LogFailed(Exception exception);
}
