using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>Loads the snapshots before the server listens, then asks the database at short intervals what has changed elsewhere.</summary>
internal sealed partial class SnapshotPolling(
    SnapshotRefresher refresher, ConfigurationCache cache, SnapshotOptions options, TimeProvider time, ILogger<SnapshotPolling> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await refresher.PollAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.PollMilliseconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await refresher.PollAsync(stoppingToken);
                await cache.ProbeAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever one poll met, evaluation and the next poll must go on.
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A poll of the environments' versions failed")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Settings under <c>Snapshots</c>.</summary>
public sealed record SnapshotOptions
{
    /// <summary>How often a node asks for changes made by other nodes; 100 to 60 000.</summary>
    public int PollMilliseconds { get; init; } = 1000;
}
