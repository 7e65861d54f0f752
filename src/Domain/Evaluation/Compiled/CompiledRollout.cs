using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A split of all buckets among variants, weights summed up in order.</summary>
public sealed class CompiledRollout
{
    private readonly (int End, CompiledVariant Variant)[] _ranges;
    private readonly byte[] _prefix;

    /// <param name="salt">Hashed before the id.</param>
    /// <param name="parts">In bucket order; weights sum to 100 000.</param>
    internal CompiledRollout(string salt, IEnumerable<(CompiledVariant Variant, int Weight)> parts)
    {
        _prefix = Bucketing.Prefix(salt);
        var end = 0;
        _ranges = [.. parts.Where(part => part.Weight > 0).Select(part => (end += part.Weight, part.Variant))];
        if (end != RolloutPercentage.Whole)
        {
            throw new ArgumentException($"The weights sum to {end}, not to {RolloutPercentage.Whole}.", nameof(parts));
        }
    }

    /// <summary>The variant that has everything, if one has: then no id is needed.</summary>
    public CompiledVariant? Only => _ranges.Length == 1 ? _ranges[0].Variant : null;

    internal ReadOnlySpan<byte> Prefix => _prefix;

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
