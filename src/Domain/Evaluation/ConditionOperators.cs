using FeatureFlag.Domain.Evaluation.Operators;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>What a leaf of a condition can compare by.</summary>
public static class ConditionOperators
{
    /// <summary>Their names, sorted.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. AttributeOperator.All.Keys
            .Concat(["exists", "not_exists", "in_segment", "not_in_segment", "flag_is", "flag_is_not", "within_percentage"])
            .Order(StringComparer.Ordinal),
    ];
}
