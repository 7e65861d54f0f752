using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics.Planning;

/// <summary>Control and the smallest treatment of a plan: everything is asked of the weakest comparison.</summary>
/// <param name="Proportion">Variance follows from the mean.</param>
/// <param name="Baseline">The control's mean.</param>
/// <param name="UnitVariance">Of a unit of the control, without CUPED.</param>
/// <param name="Remaining">What CUPED leaves of a variance: 1 − ρ².</param>
/// <param name="Ratio">Units of the treatment per unit of the control.</param>
internal sealed record TwoArms(bool Proportion, double Baseline, double UnitVariance, double Remaining, double Ratio)
{
    /// <summary>Units of the control for which the difference is k standard errors: k² (v_A + v_B / r) / δ².</summary>
    public double ControlUnits(double difference, double k) =>
        k * k * ((UnitVariance * Remaining) + (TreatmentVariance(difference) / Ratio)) / (difference * difference);

    public double StandardError(double controlUnits, double difference) =>
        Math.Sqrt(((UnitVariance * Remaining) + (TreatmentVariance(difference) / Ratio)) / controlUnits);

    /// <summary>The difference of this sign that is k of its own standard errors; null where no share is so far off.</summary>
    public double? Detectable(double controlUnits, double k, int sign)
    {
        var (a, b) = (k * k * Remaining / controlUnits, k * k * Remaining / controlUnits / Ratio);
        if (!Proportion)
        {
            return sign * Math.Sqrt((a + b) * UnitVariance);
        }

        // δ² = a v + b (p + δ)(1 − p − δ), in the direction of the sign
        var (square, half) = (1 + b, sign * b * (1 - (2 * Baseline)) / 2);
        var size = (half + Math.Sqrt((half * half) + (square * (a + b) * UnitVariance))) / square;
        return Baseline + (sign * size) is >= 0 and <= 1 ? sign * size : null;
    }

    private double TreatmentVariance(double difference)
    {
        var share = Math.Clamp(Baseline + difference, 0, 1);
        return Remaining * (Proportion ? share * (1 - share) : UnitVariance);
    }
}

/// <summary>The chance that a test finds what is there.</summary>
public static class Power
{
    /// <param name="difference">The true one.</param>
    /// <param name="standardError">Of its estimate, more than 0.</param>
    /// <param name="criticalValue">In standard errors: z for one look; c(N) of a sequence gives a lower bound, since it looked before too.</param>
    public static double Of(double difference, double standardError, double criticalValue)
    {
        var score = Math.Abs(difference) / standardError;
        return Normal.UpperTail(criticalValue - score) + Normal.Cumulative(-criticalValue - score);
    }

    /// <summary>The critical value that a plan reckons with at its planned sample.</summary>
    public static double CriticalValue(AnalysisMode mode, double alpha) => mode switch
    {
        AnalysisMode.Sequential => ConfidenceSequence.CriticalValue(1, alpha, 1),
        AnalysisMode.Hybrid => Normal.UpperQuantile(alpha * (1 - Hybrid.SequenceShare) / 2),
        _ => Normal.UpperQuantile(alpha / 2),
    };
}
