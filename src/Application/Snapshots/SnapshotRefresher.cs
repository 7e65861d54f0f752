using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Application.Snapshots;

/// <summary>
/// Brings this node's snapshots up to the database: after each write here, and on every poll for writes elsewhere.
/// One refresh runs at a time, so no two load the same thing and none applies what it read before another; all who
/// asked before it began are served by it.
/// </summary>
public sealed partial class SnapshotRefresher(
    IConfigurationReader reader, IConfigurationCache cache, SnapshotStore store, TimeProvider time, ILogger<SnapshotRefresher> logger)
    : ISnapshotPublisher, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private long _asked;
    private long _served;
    private long _confirmedAt;
    private volatile bool _failing;

    /// <summary>How long ago the snapshots were known to equal the database; null before the first time.</summary>
    public TimeSpan? Age => Interlocked.Read(ref _confirmedAt) is var at and not 0 ? time.GetElapsedTime(at) : null;

    /// <summary>False while the last refresh failed: answers go on from what is in memory.</summary>
    public bool IsStoreReachable => !_failing && Age is not null;

    /// <summary>After a write: reads from the database, not from the cache.</summary>
    public Task PublishAsync() => RefreshAsync(readCache: false, CancellationToken.None);

    /// <summary>The poll: what another node has put into the cache need not be read from the database again.</summary>
    public Task PollAsync(CancellationToken cancellationToken) => RefreshAsync(readCache: true, cancellationToken);

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync(bool readCache, CancellationToken cancellationToken)
    {
        var ticket = Interlocked.Increment(ref _asked);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (ticket <= _served)
            {
                return;
            }

            var served = Interlocked.Read(ref _asked);
            await RefreshChangedAsync(readCache, cancellationToken);
            _served = served;
            Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever this one met, the change that asked for it is committed, and the next poll tries again.
            Failed(exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task RefreshChangedAsync(bool readCache, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var versions = await reader.ReadVersionsAsync(cancellationToken);
        InvalidDataException? unreadable = null;
        foreach (var version in versions.Where(version => version.Version > store.VersionOf(version.Id)))
        {
            try
            {
                await LoadAsync(version, readCache, cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                // One environment that this build cannot read must not hold the others back.
                unreadable = exception;
            }
        }

        store.KeepOnly(versions.Select(version => version.Id).ToHashSet());
        if (unreadable is not null)
        {
            throw unreadable;
        }

        Interlocked.Exchange(ref _confirmedAt, startedAt);
    }

    private async Task LoadAsync(EnvironmentVersion version, bool readCache, CancellationToken cancellationToken)
    {
        var cached = readCache ? await cache.GetAsync(version, cancellationToken) : null;
        var configuration = cached ?? await reader.ReadAsync(version.Id, cancellationToken);
        if (configuration is null)
        {
            return;
        }

        store.Publish(new EnvironmentSnapshot(configuration));
        if (cached is null)
        {
            // Not awaited: it never fails, and neither a writer nor the next poll should wait for it.
            _ = cache.SetAsync(configuration, CancellationToken.None);
        }
    }

    private void Succeeded()
    {
        if (_failing)
        {
            _failing = false;
            LogStoreBack();
        }
    }

    private void Failed(Exception exception)
    {
        if (_failing)
        {
            return;
        }

        _failing = true;
        if (exception is StoreUnavailableException)
        {
            LogStoreLost(exception.Message);
        }
        else
        {
            LogUnreadable(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The database cannot be reached; evaluation goes on from memory, changes are refused: {Cause}")]
    private partial void LogStoreLost(string cause);

    [LoggerMessage(LogLevel.Error, "What the database holds cannot be read; evaluation goes on from memory")]
    private partial void LogUnreadable(Exception exception);

    [LoggerMessage(LogLevel.Information, "The database is reachable again; snapshots are up to date")]
    private partial void LogStoreBack();
}
