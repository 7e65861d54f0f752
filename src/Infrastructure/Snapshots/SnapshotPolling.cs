using System.Threading.Channels;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>
/// Loads the snapshots before the server listens: from the database, or without it from files. Then asks the database what
/// has changed elsewhere, at each notice and at short intervals.
/// </summary>
internal sealed class SnapshotPolling(
    SnapshotRefresher refresher,
    SnapshotStore snapshots,
    SnapshotFiles files,
    Database database,
    ConfigurationCache cache,
    SnapshotOptions options,
    TimeProvider time,
    RedisChangeNotices? notices = null) : BackgroundService
{
    /// <summary>While notices are known to arrive, only every so many polls is made. Not fewer: it is also how a lost database is noticed.</summary>
    private const int PollsPerNeededOne = 2;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>After a notice of nothing: whoever floods us with them must not flood the database.</summary>
    private static readonly TimeSpan PauseAfterNothing = TimeSpan.FromMilliseconds(100);

    /// <summary>At most one refresh waits; it serves all notices before it.</summary>
    private readonly Channel<bool> _hints = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (notices is not null)
        {
            notices.Received += Hint;
        }

        if (database.IsMigrated)
        {
            await refresher.PollAsync(cancellationToken);
        }

        if (refresher.Age is null)
        {
            LoadFiles();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(PollAsync(stoppingToken), FollowAsync(stoppingToken));

    private void LoadFiles()
    {
        var (configurations, confirmedAt) = files.Load();
        if (configurations.Count == 0)
        {
            throw new StoreUnavailableException("The database went away before the flags were read. Start it, then start again.");
        }

        refresher.Restore(configurations, confirmedAt);
    }

    private async Task PollAsync(CancellationToken stoppingToken)
    {
        var interval = options.PollMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : PollInterval;
        using var timer = new PeriodicTimer(interval, time);
        for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
        {
            if (options.PollMilliseconds is not null || notices is not { AreArriving: true } || tick % PollsPerNeededOne == 0)
            {
                await refresher.PollAsync(stoppingToken);
                await cache.ProbeAsync(stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _hints.Reader.ReadAllAsync(stoppingToken))
        {
            var before = snapshots.All;
            await refresher.PollAsync(stoppingToken);
            if (snapshots.All == before)
            {
                await Task.Delay(PauseAfterNothing, time, stoppingToken);
            }
        }
    }

    /// <param name="change">What may have changed; null: anything.</param>
    private void Hint(EnvironmentVersion? change)
    {
        if (change is not { } told || (told.Version == 0 ? snapshots.Find(told.Id) is not null : snapshots.VersionOf(told.Id) < told.Version))
        {
            _hints.Writer.TryWrite(true);
        }
    }
}

/// <summary>Settings under <c>Snapshots</c>.</summary>
public sealed record SnapshotOptions
{
    /// <summary>
    /// How often a node asks for changes made by other nodes; 100 to 60 000. Null: 1000, and 2000 while notices are known
    /// to arrive.
    /// </summary>
    public int? PollMilliseconds { get; init; }
}
