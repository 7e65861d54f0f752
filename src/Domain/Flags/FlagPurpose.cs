namespace FeatureFlag.Domain.Flags;

/// <summary>Why a flag exists, which says how long it should live.</summary>
public static class FlagPurpose
{
    public const string Default = "release";
    public const string Rule = "must be \"release\", \"experiment\", \"operational\" or \"permission\".";

    public static IReadOnlyList<string> All { get; } = ["release", "experiment", "operational", "permission"];

    public static bool IsValid(string? name) => name is not null && All.Contains(name);
}
