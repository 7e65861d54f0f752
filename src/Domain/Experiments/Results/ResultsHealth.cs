namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>Whether the numbers can be trusted.</summary>
/// <param name="Ok">False: nothing is recommended to be shipped; with a broken split all verdicts are withheld too.</param>
/// <param name="Srm">Whether units were split as the weights say.</param>
/// <param name="MultiExposed">Units that were seen in several variants.</param>
/// <param name="UnknownVariantUnits">Units that were seen in variants which are no arms; they do not count.</param>
/// <param name="ExposuresAfterEnd">Units first seen after the run's end; they do not count.</param>
/// <param name="PreExposureImbalance">Whether arms differed before they could.</param>
/// <param name="LastExposureAt">The latest first sighting of a unit; null: none yet.</param>
/// <param name="Warnings">What a person should know, the worst first.</param>
public sealed record ResultsHealth(
    bool Ok,
    SplitHealth Srm,
    MultiExposedHealth MultiExposed,
    long UnknownVariantUnits,
    long ExposuresAfterEnd,
    ImbalanceHealth PreExposureImbalance,
    DateTimeOffset? LastExposureAt,
    IReadOnlyList<HealthWarning> Warnings);

/// <summary>Sample ratio mismatch: units are not split as the weights say. Then no effect can be trusted.</summary>
/// <param name="P">Of χ² over the arms with a weight; null with a reason.</param>
/// <param name="Observed">Units per arm, in their order.</param>
/// <param name="Expected">Units per arm by weight.</param>
/// <param name="Mismatch">p is below 0.001, or an arm without weight has units.</param>
/// <param name="SequentialP">Of a test that holds at any number of looks; null with a reason.</param>
/// <param name="Reason">Why p is null: "no_units" or "too_few_units".</param>
public sealed record SplitHealth(double? P, IReadOnlyList<long> Observed, IReadOnlyList<double> Expected, bool Mismatch, double? SequentialP, string? Reason);

/// <summary>Units that were seen in several variants.</summary>
/// <param name="Units">How many.</param>
/// <param name="Share">Of all units in arms; null: there are none.</param>
/// <param name="Warn">At least 1 %, and at least 10 units.</param>
public sealed record MultiExposedHealth(long Units, double? Share, bool Warn);

/// <summary>Whether arms differed before they could: a test of what units did before their exposure, for metrics with CUPED.</summary>
/// <param name="P">The smallest of all such tests, times their number; null: there is none.</param>
/// <param name="Metric">Which metric; null: there is none.</param>
/// <param name="Treatment">Which arm; null: there is none.</param>
/// <param name="Imbalanced">p is below 0.001.</param>
public sealed record ImbalanceHealth(double? P, string? Metric, string? Treatment, bool Imbalanced);

/// <summary>What a person should know.</summary>
/// <param name="Code">Always the same for the same thing.</param>
/// <param name="Message">A sentence that says what it means, and what to do.</param>
/// <param name="Metric">The metric that it is about; null: the experiment.</param>
public sealed record HealthWarning(string Code, string Message, string? Metric);
