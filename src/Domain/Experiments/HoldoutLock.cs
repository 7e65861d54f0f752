using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>What may not be done to a flag while it is in a holdout: others would be held out than before.</summary>
public static class HoldoutLock
{
    /// <summary>The change in the way; null: none is.</summary>
    /// <param name="before">As it is stored.</param>
    /// <param name="after">As it would be.</param>
    public static Error? OnUpdate(FlagDefinition before, FlagDefinition after) =>
        before.Holdout is { } holdout && after.Holdout?.Key == holdout.Key && before.BucketBy != after.BucketBy
            ? Refusal(holdout, "and must bucket by the same as that one: its bucket_by cannot change")
            : null;

    /// <inheritdoc cref="OnUpdate"/>
    public static Error? OnDelete(FlagDefinition flag) => flag.Holdout is { } holdout ? Refusal(holdout, "and cannot be deleted") : null;

    private static Error Refusal(FlagHoldout holdout, string what) =>
        Error.Conflict($"The flag is in the holdout \"{holdout.Key}\", {what}. Take it out first: PUT /holdouts/{holdout.Key}.");
}
