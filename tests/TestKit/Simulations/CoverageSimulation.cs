using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.TestKit.Simulations;

/// <summary>Shares of experiments whose interval lies wholly below or above the true lift.</summary>
public sealed record Misses(double Below, double Above)
{
    public double All => Below + Above;
}

/// <summary>Experiments that are looked at once: how often the interval of the lift misses the truth.</summary>
public static class CoverageSimulation
{
    private const double Alpha = 0.05;

    public static (Misses Fieller, Misses Delta) Run(SimulatedMetric metric, double lift, int units, int runs, int seed)
    {
        var random = new Random(seed);
        var (fieller, delta) = (new Misses(0, 0), new Misses(0, 0));
        for (var run = 0; run < runs; run++)
        {
            var outcome = metric.Estimate(metric.Draw(random, units, 1)).Then(
                a => metric.Estimate(metric.Draw(random, units, 1 + lift)).Then(b => Welch.Compare(a, b)));
            if (outcome.Value is { } contrast)
            {
                var critical = Welch.Test(contrast, Alpha).CriticalValue;
                fieller = Counted(fieller, Fieller.Lift(contrast, critical), lift);
                delta = Counted(delta, DeltaMethod.Lift(contrast, critical), lift);
            }
        }

        return (Share(fieller, runs), Share(delta, runs));
    }

    private static Misses Counted(Misses misses, Lift lift, double truth) =>
        new(misses.Below + (lift.CiHigh < truth ? 1 : 0), misses.Above + (lift.CiLow > truth ? 1 : 0));

    private static Misses Share(Misses misses, int runs) => new(misses.Below / runs, misses.Above / runs);
}
