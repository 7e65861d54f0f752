using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using Microsoft.Extensions.Hosting;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>Loads the snapshots before the server listens, then asks the database at short intervals what has changed elsewhere.</summary>
internal sealed class SnapshotPolling(
    SnapshotRefresher refresher, ConfigurationCache cache, SnapshotOptions options, TimeProvider time) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await refresher.PollAsync(cancellationToken);
        if (refresher.Age is null)
        {
            throw new StoreUnavailableException("The database went away before the flags were read. Start it, then start again.");
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.PollMilliseconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await refresher.PollAsync(stoppingToken);
            await cache.ProbeAsync(stoppingToken);
        }
    }
}

/// <summary>Settings under <c>Snapshots</c>.</summary>
public sealed record SnapshotOptions
{
    /// <summary>How often a node asks for changes made by other nodes; 100 to 60 000.</summary>
    public int PollMilliseconds { get; init; } = 1000;
}
