using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>What a flag serves: one variant for everybody, or a split. Exactly one of the two is set.</summary>
public readonly record struct CompiledServe(CompiledVariant? Fixed, CompiledRollout? Rollout);

/// <summary>A flag bound and checked once, when its version is published, and only read after that.</summary>
public sealed class CompiledFlag
{
    public CompiledFlag(Flag flag)
    {
        Key = flag.Key;
        Version = flag.Version;
        IsArchived = flag.IsArchived;
        IsOn = flag.IsEnabled && !flag.IsArchived;
        RolloutPercent = flag.Rollout.ToString();

        var variants = flag.Variants.ToDictionary(variant => variant.Key, variant => new CompiledVariant(variant), StringComparer.Ordinal);
        Off = variants[flag.OffVariant];
        Default = flag.Type switch
        {
            FlagType.Boolean => new(variants[Variant.On.Key], null),
            FlagType.Percentage => new(null, Rollout(flag, variants)),
            _ => throw new ArgumentOutOfRangeException(nameof(flag)),
        };
    }

    public string Key { get; }

    public long Version { get; }

    /// <summary>Enabled and not archived.</summary>
    public bool IsOn { get; }

    public bool IsArchived { get; }

    public CompiledVariant Off { get; }

    /// <summary>"12.5": for the sentence that explains a split.</summary>
    public string RolloutPercent { get; }

    internal CompiledServe Default { get; }

    private static CompiledRollout Rollout(Flag flag, Dictionary<string, CompiledVariant> variants) => new(flag.Salt,
    [
        (variants[Variant.On.Key], flag.Rollout.Weight),
        (variants[Variant.Off.Key], RolloutPercentage.Whole - flag.Rollout.Weight),
    ]);
}
