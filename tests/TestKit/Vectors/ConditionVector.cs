using System.Text.Json;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.TestKit.Vectors;

/// <summary>A condition, a context, and whether the one matches the other.</summary>
public sealed record ConditionVector
{
    public const string FlagKey = "condition-vector";

    /// <summary>The file, such as "dates".</summary>
    public required string Family { get; init; }

    /// <summary>Unique in its family.</summary>
    public required string Name { get; init; }

    public required Condition Condition { get; init; }

    public required EvaluationContext Context { get; init; }

    public required IReadOnlyList<SegmentDefinition> Segments { get; init; }

    public required IReadOnlyList<FlagDefinition> Flags { get; init; }

    /// <summary>Of the flag that holds the condition.</summary>
    public required string Salt { get; init; }

    public required bool Matches { get; init; }

    /// <summary>The case as it stands in the file, for those who send it somewhere.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>A boolean flag that serves "on" where the condition matches, else "off".</summary>
    public FlagDefinition Flag => new()
    {
        Key = FlagKey,
        Type = FlagType.Boolean,
        IsEnabled = true,
        Salt = Salt,
        Rules = [new() { Id = "rule", When = Condition, Serve = Serve.Always(Variant.On.Key) }],
        DefaultServe = Serve.Always(Variant.Off.Key),
    };

    /// <summary>An environment of that flag and whatever its condition refers to.</summary>
    public EnvironmentSnapshot Snapshot() => new(new EnvironmentConfiguration
    {
        EnvironmentId = Guid.AllBitsSet,
        EnvironmentKey = "vectors",
        Version = 1,
        Flags = [Flag, .. Flags],
        Segments = Segments,
    });
}

/// <param name="Name">What is wrong with it.</param>
/// <param name="Condition">As written; it may hold what is no condition.</param>
/// <param name="ProblemsAt">All places where a problem is found, when it stands at "when".</param>
public sealed record RefusedCondition(string Name, JsonElement Condition, IReadOnlyList<string> ProblemsAt);
