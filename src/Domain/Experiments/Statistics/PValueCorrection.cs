namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>
/// p corrected for how many are looked at: goals times treatments (times values of a breakdown). Holm is valid with p of a sequence too;
/// of Benjamini–Hochberg that is not known.
/// </summary>
public static class PValueCorrection
{
    /// <param name="p">In any order; null where there is none, which is not counted.</param>
    /// <param name="method">Holm bounds the chance of any false positive, Benjamini–Hochberg the share of false ones among the positives.</param>
    /// <returns>In the same order, between p and 1; null where p is.</returns>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> p, MultipleTesting method)
    {
        if (method == MultipleTesting.None)
        {
            return p;
        }

        var order = Enumerable.Range(0, p.Count).Where(i => p[i] is not null).OrderBy(i => p[i]).ToList();
        var adjusted = new double?[p.Count];
        var sorted = order.Select(i => p[i]!.Value).ToList();
        foreach (var (i, value) in order.Zip(method == MultipleTesting.Holm ? Holm(sorted) : BenjaminiHochberg(sorted)))
        {
            adjusted[i] = value;
        }

        return adjusted;
    }

    private static double[] Holm(List<double> ascending)
    {
        var adjusted = new double[ascending.Count];
        var highest = 0.0;
        for (var i = 0; i < adjusted.Length; i++)
        {
            highest = Math.Max(highest, Math.Min(1, ascending[i] * (adjusted.Length - i)));
            adjusted[i] = highest;
        }

        return adjusted;
    }

    private static double[] BenjaminiHochberg(List<double> ascending)
    {
        var adjusted = new double[ascending.Count];
        var lowest = 1.0;
        for (var i = adjusted.Length - 1; i >= 0; i--)
        {
            lowest = Math.Min(lowest, ascending[i] * ((double)adjusted.Length / (i + 1)));
            adjusted[i] = lowest;
        }

        return adjusted;
    }
}
