namespace FeatureFlag.Client;

/// <summary>Ends the wait of one task early. Set any number of times, it ends one wait.</summary>
internal sealed class WakeUp(TimeProvider time)
{
    private volatile TaskCompletionSource _set = New();

    public void Set() => _set.TrySetResult();

    public void Reset() => _set = New();

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            await _set.Task.WaitAsync(atMost, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // As long as that was to be waited.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
