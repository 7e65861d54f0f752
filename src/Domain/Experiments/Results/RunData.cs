using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>What is stored about a run, up to an instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Population">Its units.</param>
/// <param name="Metrics">In the order of the subject's; null: it cannot be computed.</param>
public sealed record RunData(DateTimeOffset AsOf, Population Population, IReadOnlyList<MetricData?> Metrics)
{
    /// <summary>Metric events before it may be gone, as retention was over when this was read; null: all are there.</summary>
    public DateTimeOffset? KeptFrom { get; init; }
}

/// <summary>A run's units.</summary>
/// <param name="Daily">New units that count per UTC day, in ascending order; days without any are missing.</param>
/// <param name="MultiExposed">Units that were seen in several arms.</param>
/// <param name="Unknown">Units that were seen in variants which are no arms.</param>
/// <param name="AfterEnd">Units first seen after the end.</param>
/// <param name="LastExposureAt">The latest first sighting in an arm.</param>
public sealed record Population(
    IReadOnlyList<ArmDay> Daily, long MultiExposed, long Unknown, long AfterEnd, DateTimeOffset? LastExposureAt)
{
    public long Units(string variant) => Daily.Where(day => day.Variant == variant).Sum(day => day.Units);
}

/// <summary>Units of an arm first seen on a day.</summary>
public sealed record ArmDay(DateOnly Day, string Variant, long Units);

/// <summary>What units did, per arm.</summary>
/// <param name="Arms">By variant; one without units may be missing.</param>
/// <param name="Cap">Null: nothing is cut.</param>
/// <param name="LastEventAt">The latest event that counts.</param>
public sealed record MetricData(IReadOnlyDictionary<string, ArmData> Arms, CapResult? Cap, DateTimeOffset? LastEventAt);

/// <summary>What units of an arm did.</summary>
/// <param name="Moments">Of y and x; x is 0 for all where there is none.</param>
/// <param name="Sum">Σ y.</param>
/// <param name="SumSq">Σ y².</param>
/// <param name="Cubes">Σ (y − centre)³.</param>
/// <param name="Conversions">Units with at least one event.</param>
/// <param name="Quantile">Of a quantile: values at its ranks; null where there are too few units.</param>
public sealed record ArmData(ArmMoments Moments, double Sum, double SumSq, double Cubes, long Conversions, RankedValues? Quantile = null)
{
    public static ArmData None { get; } = new(new(0, 0, 0, 0), 0, 0, 0, 0);

    public bool IsFinite => double.IsFinite(Sum) && double.IsFinite(SumSq) && double.IsFinite(Cubes)
        && double.IsFinite(Moments.Dy) && double.IsFinite(Moments.Dyy) && double.IsFinite(Moments.CentreY)
        && double.IsFinite(Moments.Dx) && double.IsFinite(Moments.Dxx) && double.IsFinite(Moments.Dxy) && double.IsFinite(Moments.CentreX);
}

/// <summary>Values at the ranks that <see cref="UnitQuantile.Ranks"/> asks for.</summary>
public sealed record RankedValues(double Low, double Point, double High);
