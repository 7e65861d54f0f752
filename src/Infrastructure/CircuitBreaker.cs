namespace FeatureFlag.Infrastructure;

/// <summary>
/// Remembers that something cannot be reached, so that callers need not each find out by waiting: after a few failures
/// in a row it lets one caller try per interval, until one succeeds. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(int failuresToOpen, TimeSpan retryAfter, TimeProvider time, Action<bool> stateChanged)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _lastTry;

    public bool IsOpen => Volatile.Read(ref _failures) >= failuresToOpen;

    /// <summary>False: do not try now.</summary>
    public bool MayTry()
    {
        lock (_gate)
        {
            if (IsOpen && time.GetElapsedTime(_lastTry) < retryAfter)
            {
                return false;
            }

            _lastTry = time.GetTimestamp();
            return true;
        }
    }

    public void Succeeded() => Count(failed: false);

    public void Failed() => Count(failed: true);

    private void Count(bool failed)
    {
        if (!failed && Volatile.Read(ref _failures) == 0)
        {
            return;
        }

        bool changed;
        lock (_gate)
        {
            var wasOpen = IsOpen;
            _failures = failed ? Math.Min(_failures + 1, failuresToOpen) : 0;
            _lastTry = time.GetTimestamp(); // a try can take longer than the interval
            changed = wasOpen != IsOpen;
        }

        if (changed)
        {
            stateChanged(failed);
        }
    }
}
