using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Client;

/// <summary>A value, and why it is this one.</summary>
public readonly record struct EvaluationDetails<T>
{
    public string FlagKey { get; internal init; }

    /// <summary>The served variant's value; the caller's fallback when there is an <see cref="ErrorCode"/>.</summary>
    public T Value { get; internal init; }

    /// <summary>The served variant's key; null when there is an <see cref="ErrorCode"/>.</summary>
    public string? Variant { get; internal init; }

    /// <summary>STATIC, TARGETING_MATCH, SPLIT, DEFAULT, DISABLED, PREREQUISITE_FAILED or ERROR.</summary>
    public string Reason { get; internal init; }

    /// <summary>One of <see cref="EvaluationErrorCodes"/>; null: none.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>The flag is on and serves something other than its off variant.</summary>
    public bool IsEnabled { get; internal init; }

    /// <summary>The id of the rule that matched; null if none did.</summary>
    public string? RuleId { get; internal init; }

    /// <summary>The key of the experiment that chose the variant at random: post an exposure when it is used. Null: none did.</summary>
    public string? Experiment { get; internal init; }

    /// <summary>0 … 99 999; null when nothing was bucketed.</summary>
    public int? Bucket { get; internal init; }

    /// <summary>Null when there is no such flag.</summary>
    public long? FlagVersion { get; internal init; }
}

/// <summary>Why the fallback was given: OpenFeature's names.</summary>
public static class EvaluationErrorCodes
{
    /// <summary>No snapshot has arrived yet.</summary>
    public const string ProviderNotReady = "PROVIDER_NOT_READY";

    public const string FlagNotFound = "FLAG_NOT_FOUND";

    /// <summary>The value is of another type than the caller wants.</summary>
    public const string TypeMismatch = "TYPE_MISMATCH";

    /// <summary>The flag must bucket and the context has nothing to bucket by.</summary>
    public const string TargetingKeyMissing = "TARGETING_KEY_MISSING";

    /// <summary>The flag cannot be understood, as when a newer server wrote it.</summary>
    public const string General = "GENERAL";

    /// <summary>Null for <see cref="EvaluationError.None"/>.</summary>
    internal static string? Of(EvaluationError error) => error switch
    {
        EvaluationError.None => null,
        EvaluationError.FlagNotFound => FlagNotFound,
        EvaluationError.TargetingKeyMissing => TargetingKeyMissing,
        _ => General,
    };
}
