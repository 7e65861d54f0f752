using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>Comparisons that are corrected together: goals times treatments, in a breakdown times values.</summary>
internal sealed class GoalFamily(IReadOnlyList<ComparisonResult> comparisons, MultipleTesting method)
{
    private readonly IReadOnlyList<double?> _adjusted = PValueCorrection.Adjust([.. comparisons.Select(comparison => comparison.PDecision)], method);

    public bool Has(ComparisonResult comparison) => comparisons.Any(other => ReferenceEquals(other, comparison));

    /// <summary>The corrected p; null for what is not of the family, or has none.</summary>
    public double? Adjusted(ComparisonResult comparison) =>
        comparisons.Zip(_adjusted).FirstOrDefault(pair => ReferenceEquals(pair.First, comparison)).Second;
}
