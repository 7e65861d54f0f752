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
        if (result.Variant is not { } variant)
        {
            return;
        }

        var place = new Place(variant, now.UtcTicks / TimeSpan.TicksPerHour);
        if (!_counters.TryGetValue(place, out var counter))
        {
            counter = _counters.GetOrAdd(place, new Counter(environmentId, result.Flag!.Key));
        }

        counter.Note(now, isBulk);
    }

    /// <summary>All that was noted since the last time.</summary>
    public IReadOnlyList<FlagUsed> Take()
    {
        var taken = new List<FlagUsed>();
        foreach (var (place, counter) in _counters)
        {
            if (counter.Take(place) is { } used)
            {
                taken.Add(used);
            }
            else if (counter.IsIdle)
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

    /// <summary>A flag that has changed has other variants, whose counters begin anew; those of the former are soon idle.</summary>
    private readonly record struct Place(CompiledVariant Variant, long Hour)
    {
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(Variant) ^ (int)Hour;

        public bool Equals(Place other) => ReferenceEquals(Variant, other.Variant) && Hour == other.Hour;
    }

    private sealed class Counter(Guid environmentId, string flagKey)
    {
        /// <summary>How often nothing was there to take before it counts as idle: whoever has found it notes long before.</summary>
        private const int Patience = 3;

        private long _single;
        private long _bulk;
        private long _lastAt;
        private int _emptyTakes;

        public bool IsIdle => _emptyTakes >= Patience;

        public void Note(DateTimeOffset now, bool isBulk)
        {
            Interlocked.Increment(ref isBulk ? ref _bulk : ref _single);
            Volatile.Write(ref _lastAt, now.ToUnixTimeMilliseconds());
        }

        public FlagUsed? Take(in Place place)
        {
            var (single, bulk) = (Interlocked.Exchange(ref _single, 0), Interlocked.Exchange(ref _bulk, 0));
            _emptyTakes = single + bulk == 0 ? _emptyTakes + 1 : 0;
            return single + bulk == 0 ? null : new(environmentId, flagKey, place.Hour, place.Variant.Key, single, bulk, Volatile.Read(ref _lastAt));
        }
    }
}
