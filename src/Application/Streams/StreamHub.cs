using System.Diagnostics.Metrics;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Application.Streams;

/// <summary>
/// The open streams of this node. A published snapshot is put into the slot of each stream of its environment, and wakes those of people, which tell
/// of all environments; nobody waits for a reader. Twice a second all are looked at: whose key or environment is gone ends, who does not read is cut.
/// </summary>
public sealed partial class StreamHub : IDisposable
{
    public const string MeterName = "FeatureFlag.Streams";

    /// <summary>How long a write may take before its reader counts as stalled. Until then the server keeps up to 64 KiB for it.</summary>
    public static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LeastHeartbeat = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan MostHeartbeat = TimeSpan.FromSeconds(18);

    /// <summary>Whoever may sign in may open streams of people, and open pages are many: the rest stays for SDKs.</summary>
    private const int ShareForAll = 4;

    /// <summary>With each heartbeat it is looked whether the person may still listen.</summary>
    private static readonly TimeSpan SoonerForAll = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Feed> _feeds = [];
    private readonly HashSet<ChangeStream> _forAll = [];
    private readonly SnapshotStore _snapshots;
    private readonly int _capacity;
    private readonly int _capacityForAll;
    private readonly TimeProvider _time;
    private readonly ILogger<StreamHub> _logger;
    private readonly Counter<long> _stalled;
    private readonly Counter<long> _refused;
    private readonly ITimer _sweep;
    private IReadOnlyCollection<EnvironmentSnapshot> _told = [];
    private int _count;
    private bool _isStopping;

    /// <param name="snapshots">What streams tell of.</param>
    /// <param name="options">How many there may be.</param>
    /// <param name="time">The clock of expiry, heartbeats and stalled writes.</param>
    /// <param name="meters">Takes the figures.</param>
    /// <param name="logger">Hears of what must not happen.</param>
    public StreamHub(SnapshotStore snapshots, StreamOptions options, TimeProvider time, IMeterFactory meters, ILogger<StreamHub> logger)
    {
        (_snapshots, _capacity, _time, _logger) = (snapshots, options.MaxConnections, time, logger);
        _capacityForAll = Math.Max(1, _capacity / ShareForAll);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("featureflag.streams.open", () => Count, "{stream}", "Change streams that are open.");
        _stalled = meter.CreateCounter<long>("featureflag.streams.stalled", "{stream}", "Change streams that were cut because nobody read them.");
        _refused = meter.CreateCounter<long>("featureflag.streams.refused", "{stream}", "Change streams that were refused because there were too many.");
        _stalled.Add(0); // so that they are there to be watched before the first one
        _refused.Add(0);
        _sweep = time.CreateTimer(_ => TrySweep(), null, SweepInterval, SweepInterval);
        snapshots.Published += OnPublished;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Opens a stream. Who opens it closes it.</summary>
    /// <param name="environmentId">Whose versions.</param>
    /// <param name="key">Keeps it open while it is valid.</param>
    /// <param name="lastVersion">
    /// What the client was told last; null if nothing that we know. Then, and when it is not what is current, the first turn is a change.
    /// </param>
    /// <param name="abort">Cuts the connection.</param>
    /// <returns>Null: there are too many, or the node shuts down.</returns>
    public ChangeStream? Open(Guid environmentId, SdkKeyEntry key, long? lastVersion, Action abort)
    {
        var stream = new ChangeStream(environmentId, key, abort);
        lock (_lock)
        {
            if (!TryAdmit())
            {
                return null;
            }

            if (!_feeds.TryGetValue(environmentId, out var feed))
            {
                _feeds.Add(environmentId, feed = new());
            }

            TellNewest(feed, environmentId); // a new feed has missed what was published before it
            if (lastVersion != feed.Newest.Version)
            {
                stream.Offer(feed.Newest);
            }

            ScheduleHeartbeat(stream);
            feed.Streams.Add(stream);
        }

        return stream;
    }

    /// <summary>Opens a stream whose turn it is whenever any environment has changed, was made or is gone. Who opens it closes it.</summary>
    /// <param name="abort">Cuts the connection.</param>
    /// <returns>Null: there are too many, of these or of all, or the node shuts down.</returns>
    public ChangeStream? OpenForAll(Action abort)
    {
        var stream = new ChangeStream(null, null, abort);
        lock (_lock)
        {
            if (!TryAdmit(_forAll.Count < _capacityForAll))
            {
                return null;
            }

            ScheduleHeartbeat(stream);
            _forAll.Add(stream);
        }

        return stream;
    }

    public void Close(ChangeStream stream)
    {
        stream.Close();
        lock (_lock)
        {
            _count -= Remove(stream) ? 1 : 0;
        }
    }

    /// <summary>A write to the stream's connection begins.</summary>
    public void WriteBegins(ChangeStream stream) => Volatile.Write(ref stream.WritingSince, _time.GetTimestamp());

    /// <summary>It is through.</summary>
    public void WriteEnded(ChangeStream stream)
    {
        Volatile.Write(ref stream.WritingSince, 0);
        ScheduleHeartbeat(stream);
    }

    /// <summary>Ends all streams, and lets none begin.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopping = true;
            foreach (var stream in Streams())
            {
                stream.End(StreamTurn.EndOfNode);
            }
        }
    }

    public void Dispose()
    {
        _snapshots.Published -= OnPublished;
        _sweep.Dispose();
    }

    private bool TryAdmit(bool isRoom = true)
    {
        if (!isRoom || _count >= _capacity || _isStopping)
        {
            _refused.Add(1);
            return false;
        }

        _count++;
        return true;
    }

    private bool Remove(ChangeStream stream)
    {
        if (stream.EnvironmentId is not { } environmentId)
        {
            return _forAll.Remove(stream);
        }

        if (!_feeds.TryGetValue(environmentId, out var feed) || !feed.Streams.Remove(stream))
        {
            return false;
        }

        if (feed.Streams.Count == 0)
        {
            _feeds.Remove(environmentId);
        }

        return true;
    }

    private IEnumerable<ChangeStream> Streams() => _feeds.Values.SelectMany(feed => feed.Streams).Concat(_forAll);

    private void OnPublished(EnvironmentSnapshot snapshot)
    {
        lock (_lock)
        {
            if (_feeds.TryGetValue(snapshot.EnvironmentId, out var feed))
            {
                EndInvalid(feed, TellNewest(feed, snapshot.EnvironmentId));
            }

            WakeForAll();
        }
    }

    private void WakeForAll()
    {
        _told = _snapshots.All;
        foreach (var stream in _forAll)
        {
            stream.Offer(ChangeNotice.None);
        }
    }

    /// <summary>
    /// Asks the store what answers now: who published says it in no order. Versions grow, unless the database itself has gone back, as after
    /// a restore.
    /// </summary>
    private EnvironmentSnapshot? TellNewest(Feed feed, Guid environmentId)
    {
        var snapshot = _snapshots.Find(environmentId);
        if (snapshot is null || snapshot == feed.Snapshot)
        {
            return snapshot;
        }

        (feed.Snapshot, feed.Newest) = (snapshot, new(snapshot.Version, _time.GetUtcNow()));
        foreach (var stream in feed.Streams)
        {
            stream.Offer(feed.Newest);
        }

        return snapshot;
    }

    private void EndInvalid(Feed feed, EnvironmentSnapshot? snapshot)
    {
        var now = _time.GetUtcNow();
        var valid = (snapshot?.SdkKeys ?? []).Where(key => !(key.ExpiresAt <= now)).Select(key => key.Id).ToHashSet();
        foreach (var stream in feed.Streams.Where(stream => !valid.Contains(stream.Key!.Id)))
        {
            stream.End();
        }
    }

    private void TrySweep()
    {
        try
        {
            Sweep();
        }
        catch (Exception exception)
        {
            LogSweepFailed(exception); // on a timer's thread it would end the process
        }
    }

    private void Sweep()
    {
        List<ChangeStream> stalled = [];
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            foreach (var (environmentId, feed) in _feeds)
            {
                EndInvalid(feed, _snapshots.Find(environmentId));
            }

            if (_snapshots.All != _told)
            {
                WakeForAll(); // that an environment is gone is not published
            }

            foreach (var stream in Streams())
            {
                if (Volatile.Read(ref stream.WritingSince) is var since and not 0 && _time.GetElapsedTime(since, now) >= WritePatience)
                {
                    stalled.Add(stream);
                }
                else if (now >= stream.HeartbeatAt)
                {
                    stream.Beat();
                    ScheduleHeartbeat(stream);
                }
            }
        }

        foreach (var stream in stalled)
        {
            Volatile.Write(ref stream.WritingSince, 0); // it is counted once
            _stalled.Add(stream.Cut() ? 1 : 0);
        }
    }

    /// <summary>At another moment for each, or ten thousand would be written to at once.</summary>
    private void ScheduleHeartbeat(ChangeStream stream)
    {
        var wait = LeastHeartbeat + ((MostHeartbeat - LeastHeartbeat) * Random.Shared.NextDouble());
        wait -= stream.EnvironmentId is null ? SoonerForAll : TimeSpan.Zero;
        stream.HeartbeatAt = _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);
    }

    [LoggerMessage(LogLevel.Error, "Looking after the open streams failed; the next attempt follows at once")]
    private partial void LogSweepFailed(Exception exception);

    /// <summary>The streams of one environment.</summary>
    private sealed class Feed
    {
        public HashSet<ChangeStream> Streams { get; } = [];

        /// <summary>What was told last; null: nothing yet.</summary>
        public EnvironmentSnapshot? Snapshot { get; set; }

        public ChangeNotice Newest { get; set; } = ChangeNotice.None;
    }
}
