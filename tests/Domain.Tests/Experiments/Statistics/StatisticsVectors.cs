using System.Text.Json;
using System.Text.Json.Serialization;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>tests/vectors/statistics.json, which tests/vectors/statistics.py wrote with mpmath.</summary>
internal sealed record StatisticsVectors
{
    public static StatisticsVectors All { get; } = JsonSerializer.Deserialize<StatisticsVectors>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "statistics.json")), DomainJson.Options)!;

    public required Dictionary<string, double[][]> Distributions { get; init; }

    public required ComparisonVector[] Comparisons { get; init; }

    public required CupedVector[] Cuped { get; init; }

    public required RatioVector[] Ratio { get; init; }

    public required BayesVector[] Bayes { get; init; }

    public required BestVector[] Best { get; init; }

    public required SampleRatioVector[] SampleRatio { get; init; }

    public required GuardrailVector[] Guardrails { get; init; }

    public required WilsonVector[] Wilson { get; init; }

    public required PlanVector[] Plans { get; init; }

    /// <summary>n, sum and sum of squares of an arm.</summary>
    public static ArmEstimate Estimate(string kind, double[] sums)
    {
        var moments = ArmMoments.FromSums((long)sums[0], sums[1], sums[2]);
        return (kind == "proportion" ? ArmEstimate.OfProportion(moments) : ArmEstimate.OfMean(moments)).Value!;
    }

    /// <summary>Units (y, x), about the centre that the caller would choose.</summary>
    public static ArmMoments Moments(double[][] units, double centreY, double centreX)
    {
        var centred = units.Select(unit => (Y: unit[0] - centreY, X: unit[1] - centreX)).ToList();
        return new(
            units.Length, centreY, centred.Sum(u => u.Y), centred.Sum(u => u.Y * u.Y),
            centreX, centred.Sum(u => u.X), centred.Sum(u => u.X * u.X), centred.Sum(u => u.X * u.Y));
    }
}

internal record NamedVector
{
    public string Name { get; init; } = "";

    public sealed override string ToString() => Name;
}

internal sealed record ComparisonVector : NamedVector
{
    public required string Kind { get; init; }
    public required double[] Control { get; init; }
    public required double[] Treatment { get; init; }
    public required double Alpha { get; init; }
    public required long Tuning { get; init; }
    public required double Diff { get; init; }
    public required double Se { get; init; }
    public required double Df { get; init; }
    public required double P { get; init; }
    public required double[] Ci { get; init; }
    public required double Lift { get; init; }
    public required double?[] Fieller { get; init; }
    public required double[] Delta { get; init; }
    public required SequenceVector Sequence { get; init; }
    public required LowerVector Lower { get; init; }
    public required HybridVector HybridRunning { get; init; }
    public required HybridVector HybridEnd { get; init; }

    [JsonIgnore]
    public Contrast Contrast =>
        Welch.Compare(StatisticsVectors.Estimate(Kind, Control), StatisticsVectors.Estimate(Kind, Treatment)).Value!;
}

internal sealed record SequenceVector(double P, double[] Ci, double?[] Fieller);

internal sealed record LowerVector(double P, double High);

internal sealed record HybridVector(double P, double Critical);

internal sealed record CupedVector : NamedVector
{
    public required double[][] Control { get; init; }
    public required double[][] Treatment { get; init; }
    public required double Alpha { get; init; }
    public required double Theta { get; init; }
    public required double[] Adjusted { get; init; }
    public required double Diff { get; init; }
    public required double Se { get; init; }
    public required double Df { get; init; }
    public required double P { get; init; }
    public required double VarianceReduction { get; init; }
    public required double Lift { get; init; }
    public required double[] Fieller { get; init; }
    public required double[] Delta { get; init; }
    public required double ImbalanceP { get; init; }
}

internal sealed record RatioVector : NamedVector
{
    public required double[][] Units { get; init; }
    public required double Mean { get; init; }
    public required double Variance { get; init; }
}

internal sealed record BayesVector : NamedVector
{
    public required double Diff { get; init; }
    public required double Se { get; init; }
    public required double Baseline { get; init; }
    public double[]? Prior { get; init; }
    public required double Alpha { get; init; }
    public required double Mean { get; init; }
    public required double Sd { get; init; }
    public required double Chance { get; init; }
    public required double LossShip { get; init; }
    public required double LossKeep { get; init; }
    public required double[] Ci { get; init; }
}

internal sealed record BestVector : NamedVector
{
    public required double[][] Arms { get; init; }
    public required double[] Chances { get; init; }
}

internal sealed record SampleRatioVector : NamedVector
{
    public required long[] Observed { get; init; }
    public required double[] Weights { get; init; }
    public required double P { get; init; }
    public required double SequentialP { get; init; }
}

internal sealed record GuardrailVector : NamedVector
{
    public required string Kind { get; init; }
    public required double[] Control { get; init; }
    public required double[] Treatment { get; init; }
    public required double Margin { get; init; }
    public required MetricDirection Direction { get; init; }
    public required double Alpha { get; init; }
    public required double Distance { get; init; }
    public required double Se { get; init; }
    public required double Df { get; init; }
    public required double P { get; init; }
    public required GuardrailVerdict Verdict { get; init; }
}

internal sealed record WilsonVector(long Units, double Conversions, double[] Ci);

internal sealed record PlanVector : NamedVector
{
    public required string Kind { get; init; }
    public required double Baseline { get; init; }
    public double? Sd { get; init; }
    public required double Lift { get; init; }
    public required double Alpha { get; init; }
    public required double Power { get; init; }
    public required double[] Weights { get; init; }
    public required int Goals { get; init; }
    public required double Cuped { get; init; }
    public required long[] PerArm { get; init; }
    public required double Daily { get; init; }
    public required double WeekPower { get; init; }
    public required double WeekLift { get; init; }
}
