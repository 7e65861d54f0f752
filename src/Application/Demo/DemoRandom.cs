namespace FeatureFlag.Application.Demo;

/// <summary>SplitMix64: the same numbers from the same seed in every version of .NET, and independent ones from neighbouring seeds.</summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 or more, less than 1.</summary>
    public double Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Chance(double share) => Next() < share;

    /// <summary>One of the values, by their shares, which sum to 1.</summary>
    public T Pick<T>(params ReadOnlySpan<(T Value, double Share)> values)
    {
        var rest = Next();
        foreach (var (value, share) in values[..^1])
        {
            rest -= share;
            if (rest < 0)
            {
                return value;
            }
        }

        return values[^1].Value;
    }

    /// <summary>The median is <paramref name="median"/>; a spread of 0.7 about doubles or halves it.</summary>
    public double LogNormal(double median, double spread) =>
        median * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next()));

    /// <summary>How often something happens that happens so often on average (Knuth; for small means).</summary>
    public int Poisson(double mean)
    {
        var (count, product, least) = (0, Next(), Math.Exp(-mean));
        for (; product > least; count++)
        {
            product *= Next();
        }

        return count;
    }
}
