using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>Which buckets of a layer an experiment gets: free ones, those first that were never used or have rested longest.</summary>
public static class LayerAllocation
{
    private const int WeightOfBucket = RolloutPercentage.Whole / Layer.Buckets;

    /// <summary>How many buckets a share of the units is; null when it is finer than a bucket.</summary>
    public static int? BucketsOf(RolloutPercentage share) => share.Weight % WeightOfBucket == 0 ? share.Weight / WeightOfBucket : null;

    public static decimal Percentage(IEnumerable<LayerRange> ranges) => new RolloutPercentage(ranges.Sum(range => range.End - range.Start) * WeightOfBucket).Percent;

    /// <summary>What nobody owns, in order.</summary>
    public static IReadOnlyList<LayerRange> Free(IEnumerable<LayerUse> uses)
    {
        var lastUsed = LastUsed(uses);
        return Ranges(Enumerable.Range(0, Layer.Buckets).Where(bucket => lastUsed[bucket] != DateTimeOffset.MaxValue));
    }

    /// <returns>Exactly so many buckets that nobody owns, as disjoint ranges in order; null when fewer are free.</returns>
    public static IReadOnlyList<LayerRange>? Allocate(int buckets, IEnumerable<LayerUse> uses)
    {
        var lastUsed = LastUsed(uses);
        var chosen = Enumerable.Range(0, Layer.Buckets)
            .Where(bucket => lastUsed[bucket] != DateTimeOffset.MaxValue)
            .OrderBy(bucket => lastUsed[bucket])
            .Take(buckets)
            .ToList();
        return chosen.Count == buckets ? Ranges(chosen.Order()) : null;
    }

    /// <summary>Several parts as one, ranges that touch put together.</summary>
    public static IReadOnlyList<LayerRange> Union(IEnumerable<LayerRange> ranges) => Ranges(ranges.SelectMany(Buckets).Distinct().Order());

    /// <summary>By bucket, when it was last owned: never (the least time), until then, or still (the greatest).</summary>
    private static DateTimeOffset[] LastUsed(IEnumerable<LayerUse> uses)
    {
        var last = new DateTimeOffset[Layer.Buckets];
        foreach (var use in uses)
        {
            foreach (var bucket in use.Ranges.SelectMany(Buckets))
            {
                var until = use.EndedAt ?? DateTimeOffset.MaxValue;
                last[bucket] = until > last[bucket] ? until : last[bucket];
            }
        }

        return last;
    }

    private static IEnumerable<int> Buckets(LayerRange range) => Enumerable.Range(range.Start, range.End - range.Start);

    private static List<LayerRange> Ranges(IEnumerable<int> ordered)
    {
        var ranges = new List<LayerRange>();
        foreach (var bucket in ordered)
        {
            if (ranges is [.., var last] && last.End == bucket)
            {
                ranges[^1] = last with { End = bucket + 1 };
            }
            else
            {
                ranges.Add(new(bucket, bucket + 1));
            }
        }

        return ranges;
    }
}

/// <param name="Ranges">Buckets that a run owned.</param>
/// <param name="EndedAt">Until when; null: it still does.</param>
public sealed record LayerUse(IReadOnlyList<LayerRange> Ranges, DateTimeOffset? EndedAt);
