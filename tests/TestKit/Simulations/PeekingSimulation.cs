using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.TestKit.Simulations;

/// <summary>Shares of experiments in which a rule found a difference, either way, and the mean day on which it stopped (the last, if never).</summary>
public sealed record PeekingRates(
    double AnyPeek, double OneLook, double Sequence, double Hybrid, double FiellerSequence, double ChanceToWin, double SequenceDay, double HybridDay);

/// <summary>Experiments that are looked at every day and stopped at the first difference.</summary>
public static class PeekingSimulation
{
    private const double Alpha = 0.05;

    /// <param name="metric">What is measured.</param>
    /// <param name="lift">The true effect; 0: every find is false.</param>
    /// <param name="runs">How many experiments.</param>
    /// <param name="seed">Same seed, same rates.</param>
    /// <param name="days">How many looks.</param>
    /// <param name="unitsPerDay">In each arm.</param>
    public static PeekingRates Run(SimulatedMetric metric, double lift, int runs, int seed, int days = 20, int unitsPerDay = 250)
    {
        var random = new Random(seed);
        var stops = Enumerable.Range(0, runs).Select(_ => One(metric, lift, random, days, unitsPerDay)).ToList();
        double Share(Func<Stops, int?> stop) => stops.Count(run => stop(run) is not null) / (double)runs;
        return new(
            Share(run => run.AnyPeek),
            Share(run => run.OneLook),
            Share(run => run.Sequence),
            Share(run => run.Hybrid),
            Share(run => run.FiellerSequence),
            Share(run => run.ChanceToWin),
            stops.Average(run => run.Sequence ?? days),
            stops.Average(run => run.Hybrid ?? days));
    }

    private static Stops One(SimulatedMetric metric, double lift, Random random, int days, int unitsPerDay)
    {
        var tuning = 2L * days * unitsPerDay;
        var stops = new Stops();
        ArmMoments? control = null, treatment = null;
        for (var day = 1; day <= days; day++)
        {
            control = Grown(control, metric.Draw(random, unitsPerDay, 1));
            treatment = Grown(treatment, metric.Draw(random, unitsPerDay, 1 + lift));
            var outcome = metric.Estimate(control).Then(a => metric.Estimate(treatment).Then(b => Welch.Compare(a, b)));
            if (outcome.Value is { } contrast)
            {
                stops.Look(contrast, day, tuning, isLast: day == days);
            }
        }

        return stops;
    }

    private static ArmMoments Grown(ArmMoments? arm, ArmMoments day) => arm is null ? day : arm + day;

    /// <summary>The day on which each rule first found a difference.</summary>
    private sealed class Stops
    {
        public int? AnyPeek { get; private set; }

        public int? OneLook { get; private set; }

        public int? Sequence { get; private set; }

        public int? Hybrid { get; private set; }

        public int? FiellerSequence { get; private set; }

        public int? ChanceToWin { get; private set; }

        public void Look(Contrast contrast, int day, long tuning, bool isLast)
        {
            var sequence = ConfidenceSequence.Test(contrast, Alpha, tuning);
            var chance = Bayesian.Judge(contrast, null, MetricDirection.Increase, Alpha).Value!.ChanceToWin;
            var isDifferent = Math.Abs(contrast.Difference) / contrast.StandardError > 1.9 && Welch.Test(contrast, Alpha).P <= Alpha;
            var lift = Fieller.Lift(contrast, sequence.CriticalValue);
            AnyPeek ??= isDifferent ? day : null;
            OneLook ??= isLast && isDifferent ? day : null;
            Sequence ??= sequence.P <= Alpha ? day : null;
            FiellerSequence ??= lift.CiLow > 0 || lift.CiHigh < 0 ? day : null;
            ChanceToWin ??= chance is > 0.95 or < 0.05 ? day : null;
            Hybrid ??= Domain.Experiments.Statistics.Hybrid.Test(contrast, Alpha, tuning, isLast).P <= Alpha ? day : null;
        }
    }
}
