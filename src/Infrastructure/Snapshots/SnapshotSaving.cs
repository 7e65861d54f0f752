using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>
/// Keeps the files equal to memory, in the background: whatever was published since the last look is written once.
/// No request and no publication waits for a disk.
/// </summary>
internal sealed partial class SnapshotSaving(
    SnapshotStore snapshots, SnapshotRefresher refresher, SnapshotFiles files, TimeProvider time, ILogger<SnapshotSaving> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, EnvironmentSnapshot> _saved = [];
    private DateTimeOffset _confirmedAt;
    private bool _isTidy;
    private bool _failing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Save();
    }

    /// <summary>Writes what has changed.</summary>
    internal void Save()
    {
        try
        {
            // Before the snapshots are read, so that the files are at least as new as they say.
            var confirmedAt = refresher is { IsStoreReachable: true, Age: { } age } ? time.GetUtcNow() - age : (DateTimeOffset?)null;
            var changed = SaveChanged(snapshots.All);
            if (confirmedAt is { } at)
            {
                Tidy(snapshots.All);
                Confirm(at, changed);
            }

            Succeeded();
        }
        catch (Exception exception)
        {
            Failed(exception); // whatever it is: answers do not need the files
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var startedAt = time.GetTimestamp();
            Save();
            var nextIn = time.GetElapsedTime(startedAt) * 10; // large environments that change all the time take a tenth of a disk at most
            await Task.Delay(nextIn > Pause ? nextIn : Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What came from files is in them: written anew, they would look younger than they are.</summary>
    private bool SaveChanged(IEnumerable<EnvironmentSnapshot> all)
    {
        var changed = all.Where(snapshot => _saved.GetValueOrDefault(snapshot.EnvironmentId) != snapshot && !refresher.IsRestored(snapshot)).ToList();
        foreach (var snapshot in changed)
        {
            files.Save(snapshot);
            _saved[snapshot.EnvironmentId] = snapshot;
        }

        return changed.Count > 0;
    }

    /// <summary>Only once the database has said which environments there are.</summary>
    private void Tidy(IReadOnlyCollection<EnvironmentSnapshot> all)
    {
        var ids = all.Select(snapshot => snapshot.EnvironmentId).ToHashSet();
        if (!_isTidy || !_saved.Keys.All(ids.Contains))
        {
            files.KeepOnly(ids);
            _isTidy = true;
            foreach (var gone in _saved.Keys.Where(id => !ids.Contains(id)).ToList())
            {
                _saved.Remove(gone);
            }
        }
    }

    private void Confirm(DateTimeOffset at, bool changed)
    {
        if (changed || (at - _confirmedAt).Duration() >= ConfirmEvery)
        {
            files.Confirm(at);
            _confirmedAt = at;
        }
    }

    private void Succeeded()
    {
        if (_failing)
        {
            _failing = false;
            LogBack();
        }
    }

    private void Failed(Exception exception)
    {
        if (_failing)
        {
            return;
        }

        _failing = true;
        if (exception is IOException or UnauthorizedAccessException)
        {
            LogLost(exception.Message);
        }
        else
        {
            LogBroken(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Snapshot files cannot be written; a start without the database would have nothing new to answer from: {Cause}")]
    private partial void LogLost(string cause);

    [LoggerMessage(LogLevel.Error, "Snapshot files cannot be written, for a reason that nobody foresaw; it is tried again")]
    private partial void LogBroken(Exception exception);

    [LoggerMessage(LogLevel.Information, "Snapshot files can be written again")]
    private partial void LogBack();
}
