namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>What one run of an experiment shows as of an instant, health first. Numbers are finite or null; where one is null a reason stands near it.</summary>
/// <param name="Experiment">The experiment's key.</param>
/// <param name="Run">Which run of it: 1, 2, ….</param>
/// <param name="AsOf">Exposures and events before it count, later ones do not.</param>
/// <param name="ComputedAt">When these numbers were made.</param>
/// <param name="DataThrough">The latest exposure or event of these metrics that counts; null: there is none.</param>
/// <param name="OutOfDate">True: events that count have come since, or how it is computed was changed; a newer answer is on its way.</param>
/// <param name="Engine">How it was judged.</param>
/// <param name="Health">Whether the numbers can be trusted.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Variants">The arms, the control first; everything by arm is in this order.</param>
/// <param name="Metrics">Goals first, then secondary metrics, then guardrails; each in the experiment's order.</param>
/// <param name="Decision">What to do, and why.</param>
public sealed record ExperimentResults(
    string Experiment,
    int Run,
    DateTimeOffset AsOf,
    DateTimeOffset ComputedAt,
    DateTimeOffset? DataThrough,
    bool OutOfDate,
    ResultsEngine Engine,
    ResultsHealth Health,
    ResultsProgress Progress,
    IReadOnlyList<VariantResult> Variants,
    IReadOnlyList<MetricResult> Metrics,
    ResultsDecision Decision);

/// <summary>How results were judged.</summary>
/// <param name="Alpha">The accepted share of false positives.</param>
/// <param name="Mode">"hybrid", "sequential", "fixed" or "bayesian".</param>
/// <param name="SequenceAlpha">What of alpha the sequence spends, and its intervals are drawn at: a fifth in hybrid mode, otherwise all.</param>
/// <param name="TuningUnits">Units of all arms at which the sequence is tightest: the planned ones, or 5000 for two arms.</param>
/// <param name="PlannedUnits">All arms together; null: none were planned.</param>
/// <param name="PlannedEnd">Null: none was planned.</param>
/// <param name="Correction">"holm", "bh" or "none": over goals times treatments.</param>
/// <param name="Comparisons">Goals times treatments, which are corrected for.</param>
/// <param name="MultiExposed">What becomes of units seen in several variants: "exclude" or "first_variant".</param>
/// <param name="PriorSd">Standard deviation of the prior of the lift; null: flat.</param>
/// <param name="LookAt">When hybrid or fixed mode took its one look: the first midnight (UTC), or end of the run, with the plan fulfilled; null: not yet.</param>
public sealed record ResultsEngine(
    double Alpha,
    string Mode,
    double SequenceAlpha,
    long TuningUnits,
    long? PlannedUnits,
    DateTimeOffset? PlannedEnd,
    string Correction,
    int Comparisons,
    string MultiExposed,
    double? PriorSd,
    DateTimeOffset? LookAt);

/// <summary>How far an experiment is.</summary>
/// <param name="Units">Units that count, all arms together.</param>
/// <param name="UnitsPlanned">Null: none were planned.</param>
/// <param name="DaysRunning">Days from the start to the end or as_of, fractions included.</param>
/// <param name="DaysLeft">Until the plan is fulfilled at the pace of the last 7 days; without a plan, until the first goal's minimum effect would be found with 80 % power; 0: now; null: unknown.</param>
/// <param name="PlanFulfilled">The planned units or the planned end are reached.</param>
/// <param name="UnitsPerDay">New units per day over the last 7 days at most; null: less than a day.</param>
/// <param name="Power">The chance to find the first goal's minimum effect by the planned units, alpha shared by all goals and treatments if they are corrected; null: unknown, or there is no such effect or plan.</param>
/// <param name="MdeNow">The relative change of the first goal that the units of now find with 80 % power; null: unknown.</param>
public sealed record ResultsProgress(
    long Units, long? UnitsPlanned, double DaysRunning, double? DaysLeft, bool PlanFulfilled, double? UnitsPerDay, double? Power, double? MdeNow);

/// <summary>An arm.</summary>
/// <param name="Key">The variant's key.</param>
/// <param name="Name">For people: its key, as variants have no other name.</param>
/// <param name="Weight">Of 100 000.</param>
/// <param name="IsControl">The others are compared with it.</param>
/// <param name="Units">Units that count.</param>
/// <param name="Share">Of all units that count; null: there are none.</param>
public sealed record VariantResult(string Key, string Name, int Weight, bool IsControl, long Units, double? Share);

/// <summary>What to do, and why.</summary>
/// <param name="Recommendation">"ship", "rollback", "keep_running" or "review".</param>
/// <param name="Variant">What to ship; null unless that is what to do.</param>
/// <param name="Because">Sentences for people; the first one counts most.</param>
public sealed record ResultsDecision(string Recommendation, string? Variant, IReadOnlyList<string> Because);
