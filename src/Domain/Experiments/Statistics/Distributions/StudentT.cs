namespace FeatureFlag.Domain.Experiments.Statistics.Distributions;

/// <summary>
/// Student's t with any real number of degrees of freedom from 1 on. Relative accuracy 1e-12 down to 1e-300: the tail is integrated, since the usual
/// incomplete beta function loses digits with many degrees of freedom (docs/adr/distributions.md).
/// </summary>
public static class StudentT
{
    private const double Step = 1.0 / 32;

    /// <summary>Of the integration: beyond these the weights are below 1e-20.</summary>
    private const double First = -4.25, Last = 4.25;

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

        // Newton on the logarithm of the tail over the logarithm of x: nearly straight in light and in heavy tails, and convex, so that it never leaves x > 0.
        var goal = Math.Log(tail);
        var x = Normal.UpperQuantile(tail);
        for (var i = 0; i < 60; i++)
        {
            var log = LogUpperTail(x, degreesOfFreedom);
            var slope = x * Math.Exp(LogDensity(x, degreesOfFreedom) - log);
            var step = (log - goal) / slope;
            x *= Math.Exp(Math.Clamp(step, -3, 3));
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

    /// <summary>The density at x times the integral of what follows as a share of it, by exp-sinh quadrature in units of the decay at x.</summary>
    private static double LogUpperTail(double x, double df)
    {
        var scale = 1 / Math.Max(1, (df + 1) * x / (df + (x * x)));
        var sum = 0.0;
        for (var k = First; k <= Last; k += Step)
        {
            var distance = scale * Math.Exp(Math.PI / 2 * Math.Sinh(k));
            var share = Math.Exp(-(df + 1) / 2 * Logarithm.OnePlus(distance * ((2 * x) + distance) / (df + (x * x))));
            sum += share * distance * Math.Cosh(k);
        }

        return LogDensity(x, df) + Math.Log(sum * Step * Math.PI / 2);
    }

    /// <summary>ln(Γ(a + ½) / (Γ(a) √a)).</summary>
    private static double LogGammaRatio(double a) =>
        (a * Logarithm.OnePlus(0.5 / a)) - 0.5 + Stirling.Correction(a + 0.5) - Stirling.Correction(a);
}
