namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>
/// What one arm's units add up to: sums of their values y, and of a second value x, about a centre near their mean. x is the value before the
/// exposure (CUPED) or the denominator (ratio); without either it is left out. Centred sums are a must: 100 000 values near 1e9 with variance 1
/// give a variance of −4530 from plain squares.
/// </summary>
/// <param name="Units">How many, those without events included.</param>
/// <param name="CentreY">What is subtracted from each y, such as the arm's mean.</param>
/// <param name="Dy">Σ (y − centre).</param>
/// <param name="Dyy">Σ (y − centre)².</param>
/// <param name="CentreX">What is subtracted from each x.</param>
/// <param name="Dx">Σ (x − centre).</param>
/// <param name="Dxx">Σ (x − centre)².</param>
/// <param name="Dxy">Σ (x − centre)(y − centre).</param>
public sealed record ArmMoments(
    long Units, double CentreY, double Dy, double Dyy, double CentreX = 0, double Dx = 0, double Dxx = 0, double Dxy = 0)
{
    private const double DoublePrecision = 2.220446049250313e-16;

    /// <summary>What is left after rounding, as a share of what was added up: less is nothing. Every addition can round, in the same direction.</summary>
    internal double Rounding => Math.Max(1e-12, Units * DoublePrecision);

    /// <summary>Σ y; 0 where only rounding is left of it.</summary>
    public double SumY => Sum(Units * CentreY, Dy);

    /// <summary>Σ x; 0 where only rounding is left of it.</summary>
    public double SumX => Sum(Units * CentreX, Dx);

    public double MeanY => CentreY + (Dy / Units);

    public double MeanX => CentreX + (Dx / Units);

    /// <summary>Unbiased; 0 when all are equal; null below two units.</summary>
    public double? VarianceY => Variance(Dy, Dyy);

    /// <summary>Unbiased; 0 when all are equal; null below two units.</summary>
    public double? VarianceX => Variance(Dx, Dxx);

    /// <summary>Unbiased; null below two units.</summary>
    public double? Covariance => Units < 2 ? null : (Dxy - (Dx * Dy / Units)) / (Units - 1);

    /// <summary>x alone, as if it were the metric.</summary>
    public ArmMoments Before() => new(Units, CentreX, Dx, Dxx);

    /// <summary>From plain sums; for values that are large beside their spread use centred ones.</summary>
    public static ArmMoments FromSums(long units, double sumY, double sumYY, double sumX = 0, double sumXX = 0, double sumXY = 0) =>
        new(units, 0, sumY, sumYY, 0, sumX, sumXX, sumXY);

    /// <summary>All units of both, such as two slices of an arm.</summary>
    public static ArmMoments operator +(ArmMoments left, ArmMoments right)
    {
        var same = right.About(left.CentreY, left.CentreX);
        return left with
        {
            Units = left.Units + same.Units,
            Dy = left.Dy + same.Dy,
            Dyy = left.Dyy + same.Dyy,
            Dx = left.Dx + same.Dx,
            Dxx = left.Dxx + same.Dxx,
            Dxy = left.Dxy + same.Dxy,
        };
    }

    /// <summary>The same units about another centre.</summary>
    public ArmMoments About(double centreY, double centreX)
    {
        var (y, x) = (CentreY - centreY, CentreX - centreX);
        return new(
            Units,
            centreY,
            Dy + (Units * y),
            Dyy + (2 * y * Dy) + (Units * y * y),
            centreX,
            Dx + (Units * x),
            Dxx + (2 * x * Dx) + (Units * x * x),
            Dxy + (x * Dy) + (y * Dx) + (Units * x * y));
    }

    private double Sum(double centres, double distances)
    {
        var sum = centres + distances;
        return Math.Abs(sum) < Rounding * (Math.Abs(centres) + Math.Abs(distances)) ? 0 : sum;
    }

    private double? Variance(double sum, double squares)
    {
        if (Units < 2)
        {
            return null;
        }

        var about = squares - (sum * sum / Units);
        return about <= Rounding * squares ? 0 : about / (Units - 1);
    }
}
