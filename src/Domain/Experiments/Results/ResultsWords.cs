namespace FeatureFlag.Domain.Experiments.Results;

/// <summary>What a comparison of a treatment with the control says of a metric.</summary>
public static class MetricVerdict
{
    public const string Better = "better";
    public const string Worse = "worse";

    /// <summary>The plan is fulfilled, and what is left to find is smaller than the effect it was planned for.</summary>
    public const string Flat = "flat";

    public const string Inconclusive = "inconclusive";

    /// <summary>No verdict, because health checks failed or there is not enough data; the reason says which.</summary>
    public const string Withheld = "withheld";

    public static IReadOnlyList<string> All { get; } = [Better, Worse, Flat, Inconclusive, Withheld];
}

/// <summary>What to do.</summary>
public static class Recommendation
{
    public const string Ship = "ship";
    public const string Rollback = "rollback";
    public const string KeepRunning = "keep_running";

    /// <summary>A person must look: the numbers cannot be trusted, or they say different things.</summary>
    public const string Review = "review";

    public static IReadOnlyList<string> All { get; } = [Ship, Rollback, KeepRunning, Review];
}

/// <summary>What is known of a guardrail.</summary>
public static class GuardrailWord
{
    public const string NonInferior = "non_inferior";
    public const string Harmed = "harmed";
    public const string Inconclusive = "inconclusive";

    public static IReadOnlyList<string> All { get; } = [NonInferior, Harmed, Inconclusive];
}

/// <summary>Why a number is null or a verdict is not given.</summary>
public static class ReasonCode
{
    public const string NoUnits = "no_units";
    public const string TooFewUnits = "too_few_units";
    public const string TooFewConversions = "too_few_conversions";
    public const string ZeroVariance = "zero_variance";
    public const string ZeroBaseline = "zero_baseline";
    public const string BaselineNotDistinguishableFromZero = "baseline_not_distinguishable_from_zero";
    public const string QuantileOutOfRange = "quantile_out_of_range";
    public const string Srm = "srm";

    /// <summary>The sums are too large for doubles.</summary>
    public const string NotFinite = "not_finite";

    /// <summary>Less than one full day of exposures.</summary>
    public const string TooShort = "too_short";

    /// <summary>The mode judges once, and that time has not come.</summary>
    public const string PlanNotFulfilled = "plan_not_fulfilled";

    /// <summary>The metric's definition is gone.</summary>
    public const string MetricMissing = "metric_missing";

    /// <summary>The significant difference was seen earlier, and its direction has turned since.</summary>
    public const string DirectionTurned = "direction_turned";

    /// <summary>The method is not made for metrics of this kind.</summary>
    public const string NotForThisKind = "not_for_this_kind";

    /// <summary>Differences and their intervals are shown; the mode gives no verdict of significance.</summary>
    public const string BayesianMode = "bayesian_mode";

    public static IReadOnlyList<string> All { get; } =
    [
        NoUnits, TooFewUnits, TooFewConversions, ZeroVariance, ZeroBaseline, BaselineNotDistinguishableFromZero, QuantileOutOfRange, Srm,
        NotFinite, TooShort, PlanNotFulfilled, MetricMissing, DirectionTurned, NotForThisKind, BayesianMode,
    ];

    /// <summary>The code in plain words, to follow a colon.</summary>
    internal static string InWords(string code) => code switch
    {
        NoUnits => "an arm has no units yet",
        TooFewUnits => "an arm has too few units to judge by",
        TooFewConversions => "in an arm fewer than 25 units did it, or fewer than 25 did not",
        ZeroVariance => "all units of an arm did exactly the same",
        ZeroBaseline => "the control's mean, or a denominator, is 0",
        BaselineNotDistinguishableFromZero => "the control's mean may be 0",
        QuantileOutOfRange => "there are too few units for so extreme a quantile",
        Srm => "units are not split as the weights say",
        NotFinite => "the values are too large to add up",
        TooShort => "there is less than one full day of data",
        PlanNotFulfilled => "it is judged once, when the plan is fulfilled",
        MetricMissing => "the metric's definition is gone",
        DirectionTurned => "what was found earlier points the other way now",
        NotForThisKind => "there is no such judgement for metrics of this kind",
        BayesianMode => "the Bayesian mode gives no verdict of significance",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}

/// <summary>What is wrong with an experiment's data, or looks it.</summary>
public static class WarningCode
{
    public const string Srm = "srm";
    public const string MultiExposed = "multi_exposed";
    public const string MultiExposedUneven = "multi_exposed_uneven_split";
    public const string UnknownVariants = "unknown_variants";
    public const string ExposuresAfterEnd = "exposures_after_end";
    public const string NoExposures = "no_exposures";
    public const string SilentEvents = "silent_events";
    public const string PreExposureImbalance = "pre_exposure_imbalance";
    public const string SuspiciousLift = "suspicious_lift";
    public const string MetricMissing = "metric_missing";
    public const string MetricSettings = "metric_settings";
    public const string LowPower = "low_power";
    public const string EventsExpired = "events_expired";
    public const string SegmentChanged = "segment_changed";

    public static IReadOnlyList<string> All { get; } =
    [
        Srm, MultiExposed, MultiExposedUneven, UnknownVariants, ExposuresAfterEnd, NoExposures, SilentEvents, PreExposureImbalance, SuspiciousLift,
        MetricMissing, MetricSettings, LowPower, EventsExpired, SegmentChanged,
    ];
}
