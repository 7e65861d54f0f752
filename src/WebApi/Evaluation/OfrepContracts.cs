using System.Text.Json;
using System.Text.Json.Serialization;
using FeatureFlag.Domain;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Who is asking, in OFREP's names.</summary>
public sealed record OfrepRequest
{
    /// <summary><c>targetingKey</c> (1 to 512 characters, what rules know as user_id; needed only where a percentage has to decide) and any attributes.</summary>
    [JsonPropertyName("context")]
    public Dictionary<string, JsonElement>? Context { get; init; }
}

/// <summary>What a flag says to one context, in OFREP's names.</summary>
public sealed record OfrepEvaluation
{
    /// <summary>The flag's key.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>The served variant's value, as its author wrote it.</summary>
    [JsonPropertyName("value")]
    public JsonToken? Value { get; init; }

    /// <summary>"STATIC", "TARGETING_MATCH", "SPLIT", "DEFAULT" or "DISABLED".</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>The served variant.</summary>
    [JsonPropertyName("variant")]
    public string? Variant { get; init; }

    /// <summary>Instead of a value: "TARGETING_KEY_MISSING" or "GENERAL".</summary>
    [JsonPropertyName("errorCode")]
    public string? ErrorCode { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonPropertyName("errorDetails")]
    public string? ErrorDetails { get; init; }

    /// <summary><c>flagSetId</c>: the environment's key; <c>version</c>: that of the flag; <c>experiment</c>: the key of the experiment that chose the variant at random, absent if none did.</summary>
    [JsonPropertyName("metadata")]
    public required Dictionary<string, JsonElement> Metadata { get; init; }
}

/// <summary>What all flags say to one context, in OFREP's names.</summary>
public sealed record OfrepBulkEvaluation
{
    /// <summary>By key.</summary>
    [JsonPropertyName("flags")]
    public required IReadOnlyList<OfrepEvaluation> Flags { get; init; }

    /// <summary><c>flagSetId</c>: the environment's key. Absent for keys with plain_bulk.</summary>
    [JsonPropertyName("metadata")]
    public Dictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Where to learn that something has changed. Absent for keys with plain_bulk.</summary>
    [JsonPropertyName("eventStreams")]
    public IReadOnlyList<OfrepEventStream>? EventStreams { get; init; }
}

/// <summary>A stream of notices that say when to evaluate again.</summary>
public sealed record OfrepEventStream
{
    /// <summary>"sse".</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>Absolute; holds a short-lived token.</summary>
    [JsonPropertyName("url")]
    public required string Url { get; init; }
}

/// <summary>A request that failed, in OFREP's names.</summary>
public sealed record OfrepFailure
{
    /// <summary>The flag's key; absent where all were asked for.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }

    /// <summary>"PARSE_ERROR", "INVALID_CONTEXT", "TARGETING_KEY_MISSING", "FLAG_NOT_FOUND" or "GENERAL".</summary>
    [JsonPropertyName("errorCode")]
    public required string ErrorCode { get; init; }

    /// <summary>What to do about it.</summary>
    [JsonPropertyName("errorDetails")]
    public required string ErrorDetails { get; init; }

    /// <summary>Always there; mostly empty.</summary>
    [JsonPropertyName("metadata")]
    public required Dictionary<string, JsonElement> Metadata { get; init; }
}
