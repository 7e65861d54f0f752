namespace FeatureFlag.Client;

/// <summary>The status, as several tasks change it and any thread reads it.</summary>
internal sealed class StatusBoard(TimeProvider time, Action<LocalEvaluatorStatus>? changed)
{
    private readonly Lock _lock = new();
    private volatile LocalEvaluatorStatus _current = new() { Since = time.GetUtcNow() };

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
                Tell(next);
            }
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
