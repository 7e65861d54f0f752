using System.Collections.Concurrent;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Application.Snapshots;

/// <summary>
/// Brings this node's snapshots up to the database: after each write here, and on every poll or notice for writes
/// elsewhere. Only what has changed is read and compiled. One refresh runs at a time, so no two load the same thing and
/// none applies what it read before another; all who asked before it began are served by it.
/// </summary>
public sealed partial class SnapshotRefresher(
    IConfigurationReader reader,
    IConfigurationCache cache,
    IChangeNotices notices,
    SnapshotStore store,
    TimeProvider time,
    ILogger<SnapshotRefresher> logger) : ISnapshotPublisher, IDisposable
{
    private const long NeverTold = -1;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<Guid, EnvironmentSnapshot> _unverified = [];
    private readonly Dictionary<Guid, long> _told = [];
    private Task _storing = Task.CompletedTask;
    private long _asked;
    private long _served;
    private volatile Confirmation? _confirmed;
    private volatile bool _failing;

    /// <summary>How long ago the snapshots were known to equal the database; null before the first time.</summary>
    public TimeSpan? Age => _confirmed is { } confirmed ? confirmed.AgeThen + time.GetElapsedTime(confirmed.At) : null;

    /// <summary>False while the last refresh failed: answers go on from what is in memory.</summary>
    public bool IsStoreReachable => !_failing && _confirmed is not null;

    /// <summary>After a write: reads from the database, not from the cache, and tells the other nodes.</summary>
    public Task PublishAsync() => RefreshAsync(afterWrite: true, CancellationToken.None);

    /// <summary>The poll: what another node has put into the cache need not be read from the database again.</summary>
    public Task PollAsync(CancellationToken cancellationToken) => RefreshAsync(afterWrite: false, cancellationToken);

    /// <summary>
    /// At a start without the database, before any refresh: answers begin with what files kept. The first refresh that
    /// reaches the database reads everything anew, whatever the versions are: it may be another one, or restored.
    /// </summary>
    /// <param name="configurations">Complete ones.</param>
    /// <param name="confirmedAt">When they were last known to equal the database.</param>
    public void Restore(IReadOnlyCollection<EnvironmentConfiguration> configurations, DateTimeOffset confirmedAt)
    {
        // A key that two claim belongs to the younger environment; ids carry the time.
        foreach (var configuration in configurations.OrderBy(configuration => configuration.EnvironmentId))
        {
            var snapshot = _unverified[configuration.EnvironmentId] = new EnvironmentSnapshot(configuration);
            store.Publish(snapshot);
        }

        var age = TimeSpan.FromTicks(Math.Max(0, (time.GetUtcNow() - confirmedAt).Ticks)); // clocks can be set back
        _confirmed = new(time.GetTimestamp(), age);
        _failing = true;
        LogRestored(configurations.Count, (long)age.TotalSeconds);
    }

    /// <summary>It came from a file, and the database has not been asked about it yet.</summary>
    public bool IsRestored(EnvironmentSnapshot snapshot) => _unverified.GetValueOrDefault(snapshot.EnvironmentId) == snapshot;

    public void Dispose() => _gate.Dispose();

    private async Task RefreshAsync(bool afterWrite, CancellationToken cancellationToken)
    {
        var ticket = Interlocked.Increment(ref _asked);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await ServeAsync(ticket, afterWrite, cancellationToken);
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

    private async Task ServeAsync(long ticket, bool afterWrite, CancellationToken cancellationToken)
    {
        try
        {
            if (ticket > _served)
            {
                var served = Interlocked.Read(ref _asked);
                await RefreshChangedAsync(readCache: !afterWrite, cancellationToken);
                _served = served;
                Succeeded();
            }
        }
        finally
        {
            if (afterWrite)
            {
                Tell(); // even if one environment could not be read: others have changed
            }
        }
    }

    private async Task RefreshChangedAsync(bool readCache, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var versions = await reader.ReadVersionsAsync(cancellationToken);
        InvalidDataException? unreadable = null;
        foreach (var version in versions.Where(version => version.Version != store.VersionOf(version.Id) || _unverified.ContainsKey(version.Id)))
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

        _confirmed = new(startedAt, TimeSpan.Zero);
    }

    private async Task LoadAsync(EnvironmentVersion version, bool readCache, CancellationToken cancellationToken)
    {
        var current = store.Find(version.Id);
        var isAhead = current is not null && (current.Version > version.Version || _unverified.ContainsKey(version.Id));
        var since = isAhead ? 0 : current?.Version ?? 0;

        // Entries of a database that has gone back may be of its former life.
        var cached = readCache && !isAhead ? await cache.GetAsync(version, since, cancellationToken) : null;
        var configuration = cached ?? await reader.ReadAsync(version.Id, since, cancellationToken);
        if (configuration is null)
        {
            return;
        }

        store.Publish(since == 0 ? new(configuration) : current!.With(configuration), instead: isAhead ? current : null);
        _told.TryAdd(version.Id, NeverTold);
        if (isAhead && !_unverified.TryRemove(version.Id, out _))
        {
            LogWentBack(configuration.EnvironmentKey, current!.Version, configuration.Version);
        }

        if (cached is null)
        {
            // Not awaited: it never fails, and neither a writer nor the next poll should wait for it.
            _storing = cache.SetAsync(configuration, CancellationToken.None);
        }
    }

    /// <summary>Sends a notice for whatever none was sent for: one too many does nothing.</summary>
    private void Tell()
    {
        var changes = _told.Select(told => (Told: told.Value, Now: new EnvironmentVersion(told.Key, store.VersionOf(told.Key))))
            .Where(change => change.Told != change.Now.Version).Select(change => change.Now).ToList();
        foreach (var (id, version) in changes)
        {
            if (version == 0)
            {
                _told.Remove(id);
            }
            else
            {
                _told[id] = version;
            }
        }

        _ = SendAsync(changes, _storing);
    }

    /// <param name="changes">What to tell.</param>
    /// <param name="storing">Waited for, so that who is told finds the change in the cache.</param>
    private async Task SendAsync(List<EnvironmentVersion> changes, Task storing)
    {
        await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        changes.ForEach(notices.Send);
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

    [LoggerMessage(LogLevel.Warning, "Answering from the files of {Count} environments, which equalled the database {Seconds} s ago, until it can be reached")]
    private partial void LogRestored(int count, long seconds);

    [LoggerMessage(LogLevel.Warning, "The database went back from version {From} to {To} of the environment {Environment}, as after a restore; its flags were read anew")]
    private partial void LogWentBack(string environment, long from, long to);

    [LoggerMessage(LogLevel.Information, "The database is reachable again; snapshots are up to date")]
    private partial void LogStoreBack();

    /// <param name="At">A timestamp.</param>
    /// <param name="AgeThen">How old memory was at that moment.</param>
    private sealed record Confirmation(long At, TimeSpan AgeThen);
}
