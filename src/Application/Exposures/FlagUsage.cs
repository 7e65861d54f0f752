using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Exposures;

/// <summary>How often each variant was served here, until it is written down. An evaluation costs a look-up and an increment.</summary>
public sealed class FlagUsage
{
    private readonly ConcurrentDictionary<Place, Counter> _counters = new();

    /// <param name="environmentId">Of the flag.</param>
    /// <param name="result">Of a flag that exists, or nothing is noted.</param>
    /// <param name="now">The time of the evaluation.</param>
    /// <param name="isBulk">All flags were evaluated at once.</param>
    public void Note(Guid environmentId, in EvaluationResult result, DateTimeOffset now, bool isBulk)
    {
        if (result.Variant is not null)
        {
            CounterOf(environmentId, result, HourOf(now)).Note(now.ToUnixTimeMilliseconds(), isBulk);
        }
    }

    /// <summary>The same, of flags that were evaluated at once.</summary>
    public void NoteAll(Guid environmentId, ReadOnlySpan<EvaluationResult> results, DateTimeOffset now)
    {
        var (hour, milliseconds) = (HourOf(now), now.ToUnixTimeMilliseconds());
        foreach (ref readonly var result in results)
        {
            CounterOf(environmentId, result, hour).Note(milliseconds, isBulk: true);
        }
    }

    /// <summary>All that was noted since the last time.</summary>
    /// <param name="now">Counters of hours that are long over go.</param>
    public IReadOnlyList<FlagUsed> Take(DateTimeOffset now)
    {
        var taken = new List<FlagUsed>();
        foreach (var (place, counter) in _counters)
        {
            if (counter.Take(place) is { } used)
            {
                taken.Add(used);
            }
            else if (place.Hour < HourOf(now) - 1) // whoever has found it has noted long before
            {
                _counters.TryRemove(place, out _);
            }
        }

        return taken;
    }

    /// <summary>One for each hour and variant: two versions of a flag may have noted the same.</summary>
    public static IReadOnlyList<FlagUsed> Sum(IEnumerable<FlagUsed> uses) =>
    [
        .. uses.GroupBy(used => (used.EnvironmentId, used.FlagKey, used.Hour, used.Variant)).Select(same => same.Aggregate(
            (sum, used) => sum with { Single = sum.Single + used.Single, Bulk = sum.Bulk + used.Bulk, LastAt = Math.Max(sum.LastAt, used.LastAt) })),
    ];

    private Counter CounterOf(Guid environmentId, in EvaluationResult result, long hour)
    {
        var place = new Place(result.Variant!, hour);
        return _counters.TryGetValue(place, out var counter) ? counter : _counters.GetOrAdd(place, new Counter(environmentId, result.Flag!.Key));
    }

    private static long HourOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / 3600;

    /// <summary>A flag that has changed has other variants, whose counters begin anew.</summary>
    private readonly record struct Place(CompiledVariant Variant, long Hour)
    {
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Variant) ^ (int)Hour;

        public bool Equals(Place other) => ReferenceEquals(Variant, other.Variant) && Hour == other.Hour;
    }

    private sealed class Counter(Guid environmentId, string flagKey)
    {
        private long _single;
        private long _bulk;
        private long _lastAt;

        public void Note(long now, bool isBulk)
        {
            Interlocked.Increment(ref isBulk ? ref _bulk : ref _single);
            Volatile.Write(ref _lastAt, now);
        }

        public FlagUsed? Take(in Place place)
        {
            var (single, bulk) = (Interlocked.Exchange(ref _single, 0), Interlocked.Exchange(ref _bulk, 0));
            return single + bulk == 0 ? null : new(environmentId, flagKey, place.Hour, place.Variant.Key, single, bulk, Volatile.Read(ref _lastAt));
        }
    }
}
