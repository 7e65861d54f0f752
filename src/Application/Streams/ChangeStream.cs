using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Application.Streams;

/// <summary>What a stream is to do now.</summary>
public enum StreamTurn
{
    /// <summary>Send <see cref="ChangeStream.Notice"/>.</summary>
    Changed,

    /// <summary>Nothing has changed for a while: send a comment, so that nobody on the way thinks the connection dead.</summary>
    Heartbeat,

    /// <summary>Stop: the key or the environment is gone, the client is, or it does not read.</summary>
    End,

    /// <summary>Stop, and tell the client when to come back: this node shuts down.</summary>
    EndOfNode,
}

/// <summary>
/// One open stream, as a slot that holds the newest version, not a queue: who reads slowly misses what is outdated anyway,
/// and costs no memory. The hub fills it from any thread; one reader empties it.
/// </summary>
public sealed class ChangeStream
{
    private readonly Lock _lock = new();
    private readonly Action _abort;
    private TaskCompletionSource? _waiting;
    private ChangeNotice? _newest;
    private StreamTurn? _end;
    private bool _isHeartbeatDue;
    private bool _isClosed;

    /// <param name="environmentId">Whose versions; null: it is told that something has changed in whatever environment.</param>
    /// <param name="key">Opened it, and keeps it open while it is valid; null: whoever opened it looks after that.</param>
    /// <param name="abort">Cuts the connection.</param>
    internal ChangeStream(Guid? environmentId, SdkKeyEntry? key, Action abort) => (EnvironmentId, Key, _abort) = (environmentId, key, abort);

    public Guid? EnvironmentId { get; }

    public SdkKeyEntry? Key { get; }

    /// <summary>The version to send, after <see cref="StreamTurn.Changed"/>; none where it is of no one environment.</summary>
    public ChangeNotice Notice { get; private set; } = ChangeNotice.None;

    /// <summary>Since when a write has not finished, as a timestamp of the clock; 0: there is none.</summary>
    internal long WritingSince;

    /// <summary>When it is to send something again, as a timestamp of the clock.</summary>
    internal long HeartbeatAt { get; set; }

    /// <summary>Waits for something to do. One caller at a time.</summary>
    public async ValueTask<StreamTurn> NextAsync()
    {
        while (true)
        {
            Task wait;
            lock (_lock)
            {
                if (Take() is { } turn)
                {
                    return turn;
                }

                _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _waiting.Task;
            }

            await wait;
        }
    }

    /// <summary>Idempotent; the first reason counts.</summary>
    public void End(StreamTurn reason = StreamTurn.End) => Set(() => _end ??= reason);

    internal void Offer(ChangeNotice notice) => Set(() => _newest = notice);

    internal void Beat() => Set(() => _isHeartbeatDue = true);

    /// <summary>Its request ends: from now on its connection is somebody else's.</summary>
    internal void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Ends it although it cannot write any more. The request cannot end meanwhile: it waits in <see cref="Close"/>.</summary>
    /// <returns>Whether it was still open.</returns>
    internal bool Cut()
    {
        lock (_lock)
        {
            if (!_isClosed)
            {
                End();
                _abort();
            }

            return !_isClosed;
        }
    }

    private void Set(Action change)
    {
        lock (_lock)
        {
            change();
            _waiting?.TrySetResult();
            _waiting = null;
        }
    }

    private StreamTurn? Take()
    {
        if (_end is { } end)
        {
            return end;
        }

        if (_newest is { } newest)
        {
            (Notice, _newest, _isHeartbeatDue) = (newest, null, false);
            return StreamTurn.Changed;
        }

        if (_isHeartbeatDue)
        {
            _isHeartbeatDue = false;
            return StreamTurn.Heartbeat;
        }

        return null;
    }
}
