using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>What is believed of the lift beforehand: normal about <paramref name="Mean"/>.</summary>
/// <param name="Mean">As a lift; usually 0.</param>
/// <param name="Sd">As a lift, more than 0; 0.3 is mild, 0.05 takes nearly all power away.</param>
public sealed record LiftPrior(double Mean, double Sd);

/// <summary>What is believed of the difference afterwards: a normal distribution. It says nothing of false positives.</summary>
/// <param name="ChanceToWin">
/// That the treatment is better, between 0 and 1. Not a rule to stop by: looked at daily, 95 % is reached in 40 % of tests without a difference.
/// </param>
/// <param name="LossOfShipping">What choosing the treatment costs on average if it is worse; in the metric's unit, 0 or more.</param>
/// <param name="LossOfKeeping">What keeping the control costs on average if the treatment is better; in the metric's unit, 0 or more.</param>
/// <param name="Mean">Of the difference, in the metric's unit.</param>
/// <param name="Sd">Of the difference, in the metric's unit.</param>
/// <param name="CiLow">1 − alpha of what is believed lies between it and <paramref name="CiHigh"/>.</param>
/// <param name="CiHigh">In the metric's unit.</param>
/// <param name="Lift">The same over the control's mean; null where that is 0.</param>
public sealed record BayesianResult(
    double ChanceToWin, double LossOfShipping, double LossOfKeeping, double Mean, double Sd, double CiLow, double CiHigh, Lift Lift);

/// <summary>Normal likelihood, flat or normal prior.</summary>
public static class Bayesian
{
    /// <summary>Beyond so many standard deviations the smaller loss is 0 and the larger the difference itself.</summary>
    private const double FarTail = 37;

    /// <param name="contrast">Of the two arms.</param>
    /// <param name="prior">Null: flat.</param>
    /// <param name="direction">Which is better.</param>
    /// <param name="alpha">One minus what the interval holds.</param>
    /// <returns>Or a zero baseline, if there is a prior: it is about the lift.</returns>
    public static Outcome<BayesianResult> Judge(Contrast contrast, LiftPrior? prior, MetricDirection direction, double alpha)
    {
        if (Posterior(contrast, prior) is not { } posterior)
        {
            return StatisticsReason.ZeroBaseline;
        }

        var (mean, variance) = posterior;
        var sd = Math.Sqrt(variance);
        var gain = direction == MetricDirection.Increase ? mean : -mean;
        var half = Normal.UpperQuantile(alpha / 2) * sd;
        return new BayesianResult(
            Normal.Cumulative(gain / sd),
            ExpectedExcess(-gain, sd),
            ExpectedExcess(gain, sd),
            mean,
            sd,
            mean - half,
            mean + half,
            AsLift(contrast, mean, half));
    }

    /// <summary>For each arm the chance that it is the best of all: independent arms, flat priors.</summary>
    /// <param name="arms">With a variance; the chances come in the same order and sum to 1.</param>
    /// <param name="direction">Which is better.</param>
    public static Outcome<double[]> ChancesToBeBest(IReadOnlyList<ArmEstimate> arms, MetricDirection direction)
    {
        if (Welch.Unusable([.. arms]) is { } reason)
        {
            return reason;
        }

        var sign = direction == MetricDirection.Increase ? 1 : -1;
        var beliefs = arms.Select(arm => (Mean: sign * (arm.Centre - arms[0].Centre + arm.Offset), Sd: arm.StandardError!.Value)).ToList();
        return Enumerable.Range(0, beliefs.Count).Select(arm => ChanceToBeBest(beliefs, arm)).ToArray();
    }

    /// <summary>∫ φᵢ ∏ Φⱼ by the trapezoidal rule, which for such curves converges faster than any power of the step.</summary>
    private static double ChanceToBeBest(List<(double Mean, double Sd)> beliefs, int arm)
    {
        const double Reach = 12;
        var (mean, sd) = beliefs[arm];
        var step = Math.Max(1e-4, 0.25 * Math.Min(1, beliefs.Min(belief => belief.Sd) / sd));
        var sum = 0.0;
        for (var x = -Reach; x <= Reach; x += step)
        {
            var chance = Normal.Density(x);
            for (var other = 0; other < beliefs.Count; other++)
            {
                chance *= other == arm ? 1 : Normal.Cumulative((mean + (x * sd) - beliefs[other].Mean) / beliefs[other].Sd);
            }

            sum += chance;
        }

        return Math.Min(1, sum * step);
    }

    /// <summary>Null where the prior, which is about the lift, has no width in the metric's unit.</summary>
    private static (double Mean, double Variance)? Posterior(Contrast contrast, LiftPrior? prior)
    {
        if (prior is null)
        {
            return (contrast.Difference, contrast.Variance);
        }

        var size = Math.Abs(contrast.Baseline);
        var believed = prior.Sd * size * prior.Sd * size;
        if (!(believed > 0))
        {
            return null;
        }

        var precision = (1 / contrast.Variance) + (1 / believed);
        return (((contrast.Difference / contrast.Variance) + (prior.Mean * size / believed)) / precision, 1 / precision);
    }

    /// <summary>E[max(X, 0)] of a normal X.</summary>
    private static double ExpectedExcess(double mean, double sd)
    {
        var score = mean / sd;
        return Math.Abs(score) > FarTail
            ? Math.Max(mean, 0)
            : Math.Max(0, (mean * Normal.Cumulative(score)) + (sd * Normal.Density(score)));
    }

    private static Lift AsLift(Contrast contrast, double mean, double half)
    {
        var size = Math.Abs(contrast.Baseline);
        var lift = new Lift(mean / size, (mean - half) / size, (mean + half) / size, null);
        return double.IsFinite(lift.CiLow!.Value) && double.IsFinite(lift.CiHigh!.Value) ? lift : Lift.None(StatisticsReason.ZeroBaseline);
    }
}
