namespace FeatureFlag.Domain.Experiments.Statistics.Distributions;

/// <summary>
/// Student's t with any real number of degrees of freedom from 1 on. Relative accuracy 1e-12 down to 1e-300: the tail is integrated, since the usual
/// incomplete beta function loses digits with many degrees of freedom (docs/adr/distributions.md).
/// </summary>
public static class StudentT
{
    /// <summary>Squares of more would overflow; tails there are rounded up to this one's.</summary>
    private const double Largest = 1e130;

    /// <summary>Of exp-sinh quadrature from 0 to infinity, dense enough for 1e-13; what is left out weighs less than 1e-17.</summary>
    private static readonly (double Distance, double Weight)[] Nodes = [.. Enumerable.Range(-66, 133).Select(i => Node(i / 16.0, 1 / 16.0))];

    /// <summary>P(X &gt; x), not by way of 1 − P.</summary>
    public static double UpperTail(double x, double degreesOfFreedom) =>
        x < 0 ? 1 - UpperTail(-x, degreesOfFreedom) : Math.Exp(LogUpperTail(x, degreesOfFreedom));

    /// <summary>The x that <paramref name="tail"/> of the distribution lies above; more than 0 and less than 1.</summary>
    public static double UpperQuantile(double tail, double degreesOfFreedom)
    {
        if (tail >= 0.5)
        {
            return tail == 0.5 ? 0 : -UpperQuantile(1 - tail, degreesOfFreedom);
        }

        // Newton on the logarithm of the tail over that of x: nearly straight where tails are heavy, and concave, so that it comes from above.
        var goal = Math.Log(tail);
        var x = Normal.UpperQuantile(tail);
        for (var i = 0; i < 60; i++)
        {
            var log = LogUpperTail(x, degreesOfFreedom);
            var slope = x * Math.Exp(LogDensity(x, degreesOfFreedom) - log);
            var step = (log - goal) / slope;
            x *= Math.Exp(Math.Clamp(step, -50, 50));
            if (Math.Abs(step) < 1e-14)
            {
                break;
            }
        }

        return x;
    }

    private static double LogDensity(double x, double df)
    {
        var half = df / 2;
        return LogGammaRatio(half) - (0.5 * Math.Log(2 * Math.PI)) - ((df + 1) / 2 * Logarithm.OnePlus(x * x / df));
    }

    /// <summary>The density at x times the integral of what follows as a share of it, in units of the decay at x.</summary>
    private static double LogUpperTail(double x, double df)
    {
        x = Math.Min(x, Largest);
        var spread = df + (x * x);
        var decay = spread / ((df + 1) * Math.Max(1, x));
        var sum = 0.0;
        foreach (var (node, weight) in Nodes)
        {
            var distance = decay * node;
            sum += weight * Math.Exp(-(df + 1) / 2 * Logarithm.OnePlus(distance * ((2 * x) + distance) / spread));
        }

        return LogDensity(x, df) + Math.Log(decay * sum);
    }

    private static (double Distance, double Weight) Node(double k, double step)
    {
        var distance = Math.Exp(Math.PI / 2 * Math.Sinh(k));
        return (distance, step * Math.PI / 2 * Math.Cosh(k) * distance);
    }

    /// <summary>ln(Γ(a + ½) / (Γ(a) √a)).</summary>
    private static double LogGammaRatio(double a) =>
        (a * Logarithm.OnePlus(0.5 / a)) - 0.5 + Stirling.Correction(a + 0.5) - Stirling.Correction(a);
}
