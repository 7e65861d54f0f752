using FeatureFlag.Application.Evaluation;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Explaining;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Who is asking, where, and perhaps what would be changed.</summary>
public sealed record ExplanationRequest
{
    /// <summary>Where.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>1 to 512 characters, used exactly as given.</summary>
    public string? UserId { get; init; }

    /// <summary>What is known of the user, for targeting: any JSON object.</summary>
    public Attributes? Attributes { get; init; }

    /// <summary>Fields of the flag, as PUT takes them, that are not saved yet.</summary>
    public FlagFields? Draft { get; init; }
}

/// <summary>What a flag answers, and why.</summary>
public sealed record ExplanationResponse
{
    /// <summary>As the evaluation routes answer it.</summary>
    public required EvaluationResponse Evaluation { get; init; }

    /// <summary>Every step that evaluation looks at.</summary>
    public required Explanation Trace { get; init; }

    internal static ExplanationResponse Of(string flagKey, FlagExplanation explanation) =>
        new() { Evaluation = EvaluationResponse.Of(flagKey, explanation.Result), Trace = explanation.Trace };
}
