namespace FeatureFlag.Client;

/// <summary>The status, as several tasks change it and any thread reads it.</summary>
internal sealed class StatusBoard(TimeProvider time, Action<LocalEvaluatorStatus>? changed)
{
    private readonly Lock _lock = new();
    private readonly Queue<LocalEvaluatorStatus> _untold = [];
    private volatile LocalEvaluatorStatus _current = new() { Since = time.GetUtcNow() };
    private bool _isTelling;

    public LocalEvaluatorStatus Current => _current;

    /// <param name="change">Keeps what it does not know of. Nothing changes any more once it is disposed.</param>
    public void Update(Func<LocalEvaluatorStatus, LocalEvaluatorStatus> change)
    {
        lock (_lock)
        {
            var old = _current;
            var next = change(old);
            if (old.State == LocalEvaluatorState.Disposed || next == old)
            {
                return;
            }

            _current = next = next.State == old.State ? next : next with { Since = time.GetUtcNow() };
            if (next with { ConfirmedAt = old.ConfirmedAt } != old)
            {
                _untold.Enqueue(next);
            }
        }

        TellAll();
    }

    /// <summary>In order, by one at a time, and never under the lock: who listens may wait for the evaluator to be disposed.</summary>
    private void TellAll()
    {
        for (var status = Next(isTelling: false); status is not null; status = Next(isTelling: true))
        {
            Tell(status);
        }
    }

    /// <param name="isTelling">Whether it is the caller who tells at the moment.</param>
    /// <returns>Null: nothing is left, or another tells it.</returns>
    private LocalEvaluatorStatus? Next(bool isTelling)
    {
        lock (_lock)
        {
            if (_isTelling != isTelling)
            {
                return null;
            }

            _isTelling = _untold.TryDequeue(out var status);
            return status;
        }
    }

    private void Tell(LocalEvaluatorStatus status)
    {
        try
        {
            changed?.Invoke(status);
        }
        catch (Exception)
        {
            // Whoever listens must not be able to stop the flags from being followed.
        }
    }
}
