namespace FeatureFlag.Domain.Flags;

/// <summary>What tells whether a flag is stale, without its long definition.</summary>
public sealed record FlagLife
{
    /// <summary>One of the names that <see cref="FlagPurpose"/> knows.</summary>
    public required string Purpose { get; init; }

    public required bool IsArchived { get; init; }

    public required bool IsEnabled { get; init; }

    public required FlagType Type { get; init; }

    public required RolloutPercentage Rollout { get; init; }

    /// <summary>It has prerequisites, targets, rules, an experiment or a holdout: not everybody is treated alike.</summary>
    public required bool Distinguishes { get; init; }

    /// <summary>default_serve gives everybody one variant.</summary>
    public required bool HasFixedDefault { get; init; }

    /// <summary>default_serve is a split, which holds instead of the type's own default.</summary>
    public required bool HasDefaultSplit { get; init; }

    public required DateOnly? ExpiresOn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static FlagLife Of(Flag flag) => new()
    {
        Purpose = flag.Purpose,
        IsArchived = flag.IsArchived,
        IsEnabled = flag.IsEnabled,
        Type = flag.Type,
        Rollout = flag.Rollout,
        Distinguishes = flag.Prerequisites.Count + flag.Targets.Count + flag.Rules.Count > 0 || flag.Experiment is not null || flag.Holdout is not null,
        HasFixedDefault = flag.DefaultServe?.Variant is not null,
        HasDefaultSplit = flag.DefaultServe?.Rollout is not null,
        ExpiresOn = flag.ExpiresOn,
        CreatedAt = flag.CreatedAt,
        UpdatedAt = flag.UpdatedAt,
    };

    /// <summary>Its configuration gives everybody the same variant.</summary>
    internal bool IsSameForAll => !Distinguishes && (HasFixedDefault || (!HasDefaultSplit && Type switch
    {
        FlagType.Boolean => true,
        FlagType.Percentage => Rollout.Weight is 0 or RolloutPercentage.Whole,
        _ => false,
    }));
}

/// <summary>Which flags may be ready to go, and why.</summary>
public static class FlagStaleness
{
    /// <summary>A new flag may wait this long for the code that asks for it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    /// <summary>How long nothing must have changed.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(30);

    /// <returns>In the order of the enumeration; none for archived flags, which are gone already.</returns>
    public static IReadOnlyList<StaleReason> Of(FlagLife flag, FlagUsage usage, DateTimeOffset now)
    {
        if (flag.IsArchived)
        {
            return [];
        }

        // Switches for operations and permissions are meant to stay as they are for years.
        var isToGo = flag.Purpose is not ("operational" or "permission");
        var used = usage.Since(flag.CreatedAt);
        var lately = used.Since(now - Quiet);
        (StaleReason Reason, bool Holds)[] reasons =
        [
            (StaleReason.NeverEvaluated, used.Variants.Count == 0 && flag.CreatedAt < now - Grace),
            (StaleReason.AlwaysOneVariant, isToGo && lately.Variants.Count == 1 && flag.CreatedAt < now - Quiet),
            (StaleReason.FullyRolledOut, isToGo && flag.IsEnabled && flag.IsSameForAll && flag.UpdatedAt <= now - Quiet),
            (StaleReason.Expired, flag.ExpiresOn < DateOnly.FromDateTime(now.UtcDateTime)),
        ];
        return [.. reasons.Where(reason => reason.Holds).Select(reason => reason.Reason)];
    }
}
