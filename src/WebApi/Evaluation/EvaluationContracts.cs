using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>What a flag says to one user.</summary>
public sealed record EvaluationResponse
{
    /// <summary>The flag is on and serves something other than its off variant.</summary>
    public required bool Enabled { get; init; }

    /// <summary>As asked for.</summary>
    public required string FlagKey { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The configuration came from memory or the distributed cache rather than the database.</summary>
    public required bool Cached { get; init; }

    /// <summary>The served variant; null if there is no such flag.</summary>
    public required string? Variant { get; init; }

    /// <summary>The served variant's value; null if there is no such flag.</summary>
    public required JsonToken? Value { get; init; }

    /// <summary>"STATIC", "TARGETING_MATCH", "SPLIT", "DEFAULT", "DISABLED", "PREREQUISITE_FAILED" or "ERROR".</summary>
    public required string ReasonCode { get; init; }

    /// <summary>With "ERROR": "FLAG_NOT_FOUND", "ENVIRONMENT_NOT_FOUND", "TARGETING_KEY_MISSING", or "GENERAL" for a flag that this server cannot understand.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorCode { get; init; }

    /// <summary>The rule that matched; absent if none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RuleId { get; init; }

    /// <summary>The experiment that chose the variant at random, which on this route counts as an exposure, but not in lists; absent if none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Experiment { get; init; }

    /// <summary>0 … 99 999, when the user was bucketed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bucket { get; init; }

    /// <summary>The version of the flag's configuration; null if there is no such flag.</summary>
    public required long? FlagVersion { get; init; }

    internal static EvaluationResponse Of(string flagKey, in EvaluationResult result) => new()
    {
        Enabled = result.IsEnabled,
        FlagKey = flagKey,
        Reason = ReasonSentence.Of(result),
        Cached = true,
        Variant = result.Variant?.Key,
        Value = result.Variant is { } variant ? new JsonToken(variant.Value) : null,
        ReasonCode = Encoding.ASCII.GetString(result.Reason.Code()),
        ErrorCode = result.Error == EvaluationError.None ? null : Encoding.ASCII.GetString(result.Error.Code()),
        RuleId = result.Rule?.Id,
        Experiment = result.Experiment?.Key,
        Bucket = result.Bucket == EvaluationResult.NoBucket ? null : result.Bucket,
        FlagVersion = result.Flag?.Version,
    };
}

/// <summary>Who is asking, and where.</summary>
public sealed record EvaluationRequest
{
    /// <summary>Where.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>1 to 512 characters, used exactly as given; needed only where a percentage has to decide.</summary>
    public string? UserId { get; init; }

    /// <summary>What is known of the user, for targeting.</summary>
    public Dictionary<string, JsonElement>? Attributes { get; init; }
}
