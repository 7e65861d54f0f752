namespace FeatureFlag.Domain.Evaluation;

/// <summary>Why a variant was served, in OpenFeature's terms.</summary>
public enum Reason
{
    /// <summary>The flag is on for everybody.</summary>
    Static,

    /// <summary>A percentage decided.</summary>
    Split,

    /// <summary>A rule matched, or the user is targeted individually.</summary>
    TargetingMatch,

    /// <summary>There are rules or targets, and none was for this context.</summary>
    Default,

    /// <summary>Another flag is not as this one needs it: its off variant.</summary>
    PrerequisiteFailed,

    /// <summary>The flag is off or archived: its off variant.</summary>
    Disabled,

    /// <summary>There is no answer; see <see cref="EvaluationError"/>.</summary>
    Error,
}

/// <summary>Why an evaluation has no answer; never a failure of the request.</summary>
public enum EvaluationError
{
    /// <summary>There is an answer.</summary>
    None,

    /// <summary>No environment has this key.</summary>
    EnvironmentNotFound,

    /// <summary>No flag of the environment has this key.</summary>
    FlagNotFound,

    /// <summary>The flag must bucket and the context has nothing to bucket by.</summary>
    TargetingKeyMissing,

    /// <summary>The flag's configuration cannot be understood, as when a newer version of the server wrote it.</summary>
    FlagInvalid,
}

/// <summary>The names on the wire.</summary>
public static class ReasonCodes
{
    public static ReadOnlySpan<byte> Code(this Reason reason) => reason switch
    {
        Reason.Static => "STATIC"u8,
        Reason.Split => "SPLIT"u8,
        Reason.TargetingMatch => "TARGETING_MATCH"u8,
        Reason.Default => "DEFAULT"u8,
        Reason.PrerequisiteFailed => "PREREQUISITE_FAILED"u8,
        Reason.Disabled => "DISABLED"u8,
        _ => "ERROR"u8,
    };

    /// <summary>Empty for <see cref="EvaluationError.None"/>.</summary>
    public static ReadOnlySpan<byte> Code(this EvaluationError error) => error switch
    {
        EvaluationError.EnvironmentNotFound => "ENVIRONMENT_NOT_FOUND"u8,
        EvaluationError.FlagNotFound => "FLAG_NOT_FOUND"u8,
        EvaluationError.TargetingKeyMissing => "TARGETING_KEY_MISSING"u8,
        EvaluationError.FlagInvalid => "GENERAL"u8,
        _ => [],
    };
}
