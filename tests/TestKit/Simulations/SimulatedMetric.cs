using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.TestKit.Simulations;

/// <summary>
/// A metric whose units are drawn by the hundred: what an arm's units add up to has the exact distribution of so many units, without drawing each.
/// </summary>
/// <param name="Name">For the table.</param>
/// <param name="Lift">The true effect that one look at 5000 units per arm finds in about 80 % (revenue: 52 %) of experiments.</param>
/// <param name="Draw">Sums of so many units, whose mean is so many times the usual.</param>
/// <param name="Estimate">As the metric's kind has it.</param>
public sealed record SimulatedMetric(
    string Name, double Lift, Func<Random, int, double, ArmMoments> Draw, Func<ArmMoments, Outcome<ArmEstimate>> Estimate)
{
    private const double Share = 0.05, Mean = 10, Sd = 3;

    /// <summary>5 % of units convert.</summary>
    public static SimulatedMetric Conversion { get; } = Proportion(Share);

    /// <summary>Normal with mean 10 and standard deviation 3.</summary>
    public static SimulatedMetric Normal { get; } = new("normal", 0.0168, DrawNormal, ArmEstimate.OfMean);

    /// <summary>5 % of units buy, for a log-normal amount: skewed.</summary>
    public static SimulatedMetric Revenue { get; } = new("revenue", 0.34, DrawRevenue, ArmEstimate.OfMean);

    /// <summary>So large a share of units converts.</summary>
    public static SimulatedMetric Proportion(double share) => new(
        "conversion",
        0.26,
        (random, units, factor) => Binomial(random, units, share * factor) is var hits ? ArmMoments.FromSums(units, hits, hits) : null!,
        ArmEstimate.OfProportion);

    public override string ToString() => Name;

    private static ArmMoments DrawNormal(Random random, int units, double factor)
    {
        var deviation = Sd * Math.Sqrt(units) * Gaussian(random);
        var squares = Sd * Sd * 2 * Gamma(random, (units - 1) / 2.0); // χ² about the arm's own mean
        return new(units, Mean * factor, deviation, squares + (deviation * deviation / units));
    }

    private static ArmMoments DrawRevenue(Random random, int units, double factor)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var buyers = Binomial(random, units, Share); buyers > 0; buyers--)
        {
            var amount = factor * Math.Exp(3 + (0.8 * Gaussian(random)));
            sum += amount;
            squares += amount * amount;
        }

        return ArmMoments.FromSums(units, sum, squares);
    }

    /// <summary>By inversion, which is quick where few convert.</summary>
    private static int Binomial(Random random, int units, double share)
    {
        var (odds, rest) = (share / (1 - share), random.NextDouble());
        var chance = Math.Pow(1 - share, units);
        var hits = 0;
        while (rest > chance && hits < units)
        {
            rest -= chance;
            chance *= odds * (units - hits) / (hits + 1);
            hits++;
        }

        return hits;
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Marsaglia and Tsang 2000; for shapes of 1 or more.</summary>
    private static double Gamma(Random random, double shape)
    {
        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = Gaussian(random);
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
