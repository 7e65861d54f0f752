namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>What a flag serves: one variant for everybody, or a split. Exactly one of the two is set.</summary>
public readonly record struct CompiledServe(CompiledVariant? Fixed, CompiledRollout? Rollout);

/// <summary>A targeting rule, bound.</summary>
public sealed class CompiledRule
{
    internal CompiledRule(string id, int number, CompiledCondition when, CompiledServe serve) =>
        (Id, Number, When, Serve) = (id, number, when, serve);

    public string Id { get; }

    /// <summary>Its place among the flag's rules, from 1.</summary>
    public int Number { get; }

    internal CompiledCondition When { get; }

    internal CompiledServe Serve { get; }
}

/// <param name="FlagKey">Which flag.</param>
/// <param name="Variants">What it must serve; empty: anything but its off variant.</param>
internal sealed record CompiledPrerequisite(string FlagKey, IReadOnlyList<string> Variants)
{
    public bool IsMetBy(in EvaluationResult other) => Variants.Count == 0
        ? other.IsEnabled
        : other.Flag is { IsOn: true } && Variants.Contains(other.Variant!.Key, StringComparer.Ordinal);
}
