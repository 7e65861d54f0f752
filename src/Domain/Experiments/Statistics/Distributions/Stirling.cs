namespace FeatureFlag.Domain.Experiments.Statistics.Distributions;

/// <summary>
/// Γ without its large leading terms: ln Γ(z) = (z − ½) ln z − z + ½ ln 2π + δ(z). Where Γ appears in ratios those terms cancel, and are left
/// out before they can round: ln Γ(1e6) is 1e7, of which a double keeps nine decimals.
/// </summary>
internal static class Stirling
{
    private const double AsymptoticFrom = 16;

    /// <summary>δ(z), for z more than 0.</summary>
    public static double Correction(double z)
    {
        var steps = 0.0;
        for (; z < AsymptoticFrom; z++)
        {
            steps += ((z + 0.5) * Logarithm.OnePlus(1 / z)) - 1;
        }

        var w = 1 / (z * z);
        return steps + ((1.0 / 12 + w * (-1.0 / 360 + w * (1.0 / 1260 + w * (-1.0 / 1680 + w * (1.0 / 1188 - w * 691 / 360360))))) / z);
    }
}

internal static class Logarithm
{
    /// <summary>ln(1 + x), exact also where 1 + x would round x away, as Math.Log(1 + x) and double.LogP1 let it.</summary>
    public static double OnePlus(double x)
    {
        var rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * x / (rounded - 1);
    }
}
