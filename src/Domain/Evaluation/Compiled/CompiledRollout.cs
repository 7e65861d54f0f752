using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A split of all buckets among variants, weights summed up in order.</summary>
public sealed class CompiledRollout
{
    private readonly (int End, CompiledVariant Variant)[] _ranges;

    /// <param name="key">What is hashed.</param>
    /// <param name="parts">In bucket order; weights sum to 100 000.</param>
    internal CompiledRollout(BucketKey key, IEnumerable<(CompiledVariant Variant, int Weight)> parts)
    {
        Key = key;
        var end = 0;
        _ranges = [.. parts.Where(part => part.Weight > 0).Select(part => (end += part.Weight, part.Variant))];
        if (end != RolloutPercentage.Whole)
        {
            throw new ArgumentException($"The weights sum to {end}, not to {RolloutPercentage.Whole}.", nameof(parts));
        }
    }

    /// <summary>The variant that has everything, if one has: then no id is needed.</summary>
    public CompiledVariant? Only => _ranges.Length == 1 ? _ranges[0].Variant : null;

    internal BucketKey Key { get; }

    /// <summary>In bucket order: the first bucket of each variant, and the first that is no longer its own.</summary>
    public IEnumerable<(CompiledVariant Variant, int Start, int End)> Ranges =>
        _ranges.Select((range, i) => (range.Variant, i == 0 ? 0 : _ranges[i - 1].End, range.End));

    /// <param name="bucket">0 … 99 999.</param>
    public CompiledVariant At(int bucket)
    {
        foreach (var (end, variant) in _ranges)
        {
            if (bucket < end)
            {
                return variant;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(bucket));
    }
}
