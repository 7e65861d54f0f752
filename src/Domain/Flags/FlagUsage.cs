namespace FeatureFlag.Domain.Flags;

/// <summary>When servers last gave out each variant of a flag. Evaluation inside callers' processes is not seen.</summary>
/// <param name="Variants">Of each variant that was ever served, also those that are no more.</param>
public sealed record FlagUsage(IReadOnlyList<LastServed> Variants)
{
    public static FlagUsage None { get; } = new([]);

    /// <summary>Null: never.</summary>
    public DateTimeOffset? LastEvaluatedAt => Variants.Count == 0 ? null : Variants.Max(variant => variant.At);

    /// <summary>A flag of the same key that was deleted leaves its counts behind: only what came after this instant.</summary>
    public FlagUsage Since(DateTimeOffset instant) => Variants.All(variant => variant.At >= instant) ? this : new([.. Variants.Where(variant => variant.At >= instant)]);
}

/// <param name="Variant">The variant's key.</param>
/// <param name="At">The last time.</param>
public sealed record LastServed(string Variant, DateTimeOffset At);
