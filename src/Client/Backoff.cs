namespace FeatureFlag.Client;

/// <summary>How long to wait before trying again: at random, so that many clients do not come back at once, and up to twice as long each time.</summary>
internal sealed class Backoff(LocalEvaluatorOptions options)
{
    private TimeSpan _most = options.ShortestBackoff;

    /// <summary>A little more or less, so that clients that started together drift apart.</summary>
    public static TimeSpan Around(TimeSpan interval) => interval * (0.9 + (0.2 * Random.Shared.NextDouble()));

    public void Reset() => _most = options.ShortestBackoff;

    /// <param name="least">What the server asked for; it is waited in any case, and up to as long again.</param>
    public TimeSpan Next(TimeSpan least = default)
    {
        var spread = least > _most ? least : _most;
        _most = _most * 2 < options.LongestBackoff ? _most * 2 : options.LongestBackoff;
        return least + (spread * Random.Shared.NextDouble());
    }
}
