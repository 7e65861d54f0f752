using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>What an evaluation decided, and why.</summary>
public readonly record struct EvaluationResult
{
    /// <summary>The value of <see cref="Bucket"/> when nothing was bucketed.</summary>
    public const int NoBucket = -1;

    private readonly object? _cause;

    private EvaluationResult(CompiledFlag? flag, CompiledVariant? variant, Reason reason, EvaluationError error, int bucket, object? cause)
    {
        Flag = flag;
        Variant = variant;
        Reason = reason;
        Error = error;
        Bucket = bucket;
        _cause = cause;
    }

    /// <summary>Null if there is no such flag or environment.</summary>
    public CompiledFlag? Flag { get; }

    /// <summary>The served variant; null exactly when <see cref="Flag"/> is.</summary>
    public CompiledVariant? Variant { get; }

    public Reason Reason { get; }

    public EvaluationError Error { get; }

    /// <summary>0 … 99 999, or <see cref="NoBucket"/>.</summary>
    public int Bucket { get; }

    /// <summary>The rule that matched; null if none did.</summary>
    public CompiledRule? Rule => _cause as CompiledRule;

    /// <summary>The flag that was not as this one needs it; null unless that decided.</summary>
    public string? UnmetPrerequisite => (_cause as CompiledPrerequisite)?.FlagKey;

    /// <summary>The experiment that chose the variant at random: an exposure. Null: none did.</summary>
    public CompiledExperiment? Experiment => _cause as CompiledExperiment;

    /// <summary>The holdout that kept this context out; null unless that decided.</summary>
    public CompiledHoldout? HeldOutBy => _cause as CompiledHoldout;

    /// <summary>The flag is on and serves something other than its off variant.</summary>
    public bool IsEnabled => Flag is { IsOn: true } && Variant != Flag.Off;

    internal static EvaluationResult Served(
        CompiledFlag flag, CompiledVariant variant, Reason reason, int bucket = NoBucket, CompiledRule? rule = null) =>
        new(flag, variant, reason, EvaluationError.None, bucket, rule);

    internal static EvaluationResult Unmet(CompiledFlag flag, CompiledPrerequisite prerequisite) =>
        new(flag, flag.Off, Reason.PrerequisiteFailed, EvaluationError.None, NoBucket, prerequisite);

    internal static EvaluationResult HeldOut(CompiledFlag flag, CompiledHoldout holdout) =>
        new(flag, flag.Off, Reason.PrerequisiteFailed, EvaluationError.None, NoBucket, holdout);

    internal static EvaluationResult Randomised(CompiledFlag flag, CompiledVariant variant, int bucket, CompiledExperiment experiment) =>
        new(flag, variant, Reason.Split, EvaluationError.None, bucket, experiment);

    internal static EvaluationResult Failed(CompiledFlag flag, EvaluationError error, CompiledRule? rule = null) =>
        new(flag, flag.Off, Reason.Error, error, NoBucket, rule);

    internal static EvaluationResult NotFound(EvaluationError error) => new(null, null, Reason.Error, error, NoBucket, null);
}
