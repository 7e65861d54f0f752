namespace FeatureFlag.Domain.Flags;

/// <summary>Why a flag may be ready to go.</summary>
public enum StaleReason
{
    /// <summary>Older than a week, and no server has ever evaluated it.</summary>
    NeverEvaluated,

    /// <summary>Evaluated, but with the same variant for a month.</summary>
    AlwaysOneVariant,

    /// <summary>Its configuration has given everybody the same for a month.</summary>
    FullyRolledOut,

    /// <summary>The day by which it should be gone is over.</summary>
    Expired,
}

/// <summary>The names of stale reasons on the wire.</summary>
public static class StaleReasons
{
    /// <summary>As a filter: whatever the reason.</summary>
    public const string Any = "true";

    public const string Rule = "must be \"true\" for any reason, or \"never_evaluated\", \"always_one_variant\", \"fully_rolled_out\" or \"expired\".";

    public static string Name(this StaleReason reason) => reason switch
    {
        StaleReason.NeverEvaluated => "never_evaluated",
        StaleReason.AlwaysOneVariant => "always_one_variant",
        StaleReason.FullyRolledOut => "fully_rolled_out",
        StaleReason.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static bool IsFilter(string text) => text == Any || Enum.GetValues<StaleReason>().Any(reason => reason.Name() == text);

    /// <param name="reasons">Of one flag.</param>
    /// <param name="filter">What <see cref="IsFilter"/> accepts.</param>
    public static bool Meet(this IReadOnlyList<StaleReason> reasons, string filter) =>
        filter == Any ? reasons.Count > 0 : reasons.Any(reason => reason.Name() == filter);
}
