using System.Collections.Concurrent;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>When each SDK key was last used here, until it is written down. Costs a request almost nothing.</summary>
public sealed class SdkKeyUsage
{
    /// <summary>Uses that are closer together count as one.</summary>
    private static readonly long Resolution = TimeSpan.FromSeconds(1).Ticks;

    private volatile ConcurrentDictionary<Guid, long> _ticks = new();

    public void Note(Guid keyId, DateTimeOffset now)
    {
        var noted = _ticks;
        if (!noted.TryGetValue(keyId, out var before) || now.UtcTicks - before >= Resolution)
        {
            noted[keyId] = now.UtcTicks;
        }
    }

    /// <summary>All that was noted since the last time.</summary>
    public IReadOnlyList<(Guid KeyId, DateTimeOffset At)> Take()
    {
        if (_ticks.IsEmpty)
        {
            return [];
        }

        // A use that is noted in this very moment may be lost; the next one is noted again.
        var taken = Interlocked.Exchange(ref _ticks, new());
        return [.. taken.Select(pair => (pair.Key, new DateTimeOffset(pair.Value, TimeSpan.Zero)))];
    }
}
