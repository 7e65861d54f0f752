namespace FeatureFlag.Client;

/// <summary>
/// Keeps the newest snapshot: from the file at first, then from the server, which it asks when there is news and at each
/// poll; never twice at once. What cannot be used replaces nothing.
/// </summary>
internal sealed class SnapshotRefresher(LocalEvaluatorOptions options, SdkServer server, StatusBoard status)
{
    private readonly SnapshotLoader _loader = new(options, server);
    private readonly SnapshotFile? _file = options.SnapshotFile is { } path ? new(path, options.SdkKey) : null;
    private readonly Backoff _backoff = new(options);
    private readonly WakeUp _news = new(options.TimeProvider);
    private readonly WakeUp _reconnected = new(options.TimeProvider);
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LoadedSnapshot? _current;
    private byte[]? _unsaved;
    private long _announced;

    public LoadedSnapshot? Current => _current;

    /// <summary>It is known what will be answered from for now, or that nothing will be.</summary>
    public Task Settled => _settled.Task;

    public void StreamOpened()
    {
        Volatile.Write(ref _announced, 0);
        _reconnected.Set();
        _news.Set();
    }

    /// <summary>Perhaps the server is away, perhaps only the stream: asking tells.</summary>
    public void StreamFailed() => _news.Set();

    public void Announce(long version)
    {
        if (version > Math.Max(Volatile.Read(ref _announced), _current?.Snapshot.Version ?? 0))
        {
            Volatile.Write(ref _announced, version);
            _news.Set();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RestoreAsync(cancellationToken);
            while (true)
            {
                _news.Reset();
                _reconnected.Reset();
                var wanted = Volatile.Read(ref _announced);
                var trouble = await RefreshAsync(cancellationToken);
                Report(trouble);
                await SaveAsync(cancellationToken);
                await PauseAsync(trouble, wanted, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop; who did may have closed the connection already.
        }
        finally
        {
            _settled.TrySetResult();
        }
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (_file is null)
        {
            return;
        }

        var (snapshot, written, problem) = await _file.ReadAsync(cancellationToken);
        if (snapshot is not null)
        {
            _current = new(snapshot, null, options.Json);
        }

        status.Update(now => now with
        {
            State = snapshot is null ? now.State : LocalEvaluatorState.Stale,
            ConfirmedAt = written,
            Version = snapshot?.Version,
            EnvironmentKey = snapshot?.EnvironmentKey,
            FileProblem = problem,
        });
    }

    private async Task<Trouble?> RefreshAsync(CancellationToken cancellationToken)
    {
        var answer = await _loader.LoadAsync(_current, cancellationToken);
        if (answer.Snapshot is not null)
        {
            _current = answer.Snapshot;
            _unsaved = _file is null ? null : answer.Json;
        }

        return answer.Trouble;
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (_file is not null && _unsaved is { } json)
        {
            var problem = await _file.WriteAsync(json, cancellationToken);
            _unsaved = problem is null ? null : json;
            status.Update(now => now with { FileProblem = problem });
        }
    }

    private async Task PauseAsync(Trouble? trouble, long wanted, CancellationToken cancellationToken)
    {
        if (trouble is { IsKeyRefused: true })
        {
            await Task.Delay(Backoff.Around(options.RefusedRetryInterval), options.TimeProvider, cancellationToken);
        }
        else if (trouble is not null)
        {
            await Task.Delay(trouble.RetryAfter, options.TimeProvider, cancellationToken);
            await _reconnected.WaitAsync(_backoff.Next(trouble.RetryAfter) - trouble.RetryAfter, cancellationToken);
        }
        else if (wanted > _current!.Snapshot.Version)
        {
            // Another node answered, which has not heard yet of what was known before it was asked.
            await Task.Delay(_backoff.Next(), options.TimeProvider, cancellationToken);
        }
        else
        {
            _backoff.Reset();
            await _news.WaitAsync(Backoff.Around(options.PollInterval), cancellationToken);
        }
    }

    private void Report(Trouble? trouble)
    {
        var snapshot = _current?.Snapshot;
        status.Update(now => trouble is null
            ? now with
            {
                State = LocalEvaluatorState.Ready,
                SnapshotProblem = null,
                ConfirmedAt = options.TimeProvider.GetUtcNow(),
                Version = snapshot!.Version,
                EnvironmentKey = snapshot.EnvironmentKey,
            }
            : now with { State = State(trouble, snapshot is not null), SnapshotProblem = trouble.Problem });
        if (trouble is null or { IsKeyRefused: true } || snapshot is not null)
        {
            _settled.TrySetResult();
        }
    }

    private static LocalEvaluatorState State(Trouble trouble, bool hasSnapshot) =>
        trouble.IsKeyRefused ? LocalEvaluatorState.Unauthorized
        : hasSnapshot ? LocalEvaluatorState.Stale
        : LocalEvaluatorState.Starting;
}
