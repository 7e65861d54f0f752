using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Flags;

/// <summary>What may not be done to a flag while an experiment runs on it: results would mix what is not alike.</summary>
public static class ExperimentLock
{
    /// <summary>The change in the way; null: none is. Whoever ends the run, or begins another, may change everything with it.</summary>
    /// <param name="before">As it is stored.</param>
    /// <param name="after">As it would be.</param>
    public static Error? OnUpdate(FlagDefinition before, FlagDefinition after)
    {
        if (before.Experiment is not { } experiment || after.Experiment?.Run != experiment.Run)
        {
            return null;
        }

        if (after.IsArchived && !before.IsArchived)
        {
            return Refusal(experiment, "it cannot be archived");
        }

        var changed = LockedFields(before, after, experiment).ToList();
        return changed.Count == 0 ? null : Refusal(experiment, $"its {string.Join(", ", changed)} cannot change");
    }

    /// <inheritdoc cref="OnUpdate"/>
    public static Error? OnDelete(FlagDefinition flag) => flag.Experiment is { } experiment ? Refusal(experiment, "it cannot be deleted") : null;

    private static IEnumerable<string> LockedFields(FlagDefinition before, FlagDefinition after, FlagExperiment experiment)
    {
        (string Field, bool Differs)[] fields =
        [
            ("flag_type", before.Type != after.Type),
            ("value_type", before.ValueType != after.ValueType),
            ("variants", ArmsDiffer(before, after, experiment) || DefaultSplitDiffers(before, after)),
            ("off_variant", before.OffVariant != after.OffVariant),
            ("bucket_by", before.BucketBy != after.BucketBy),
            ("salt", before.Salt != after.Salt),
            ("prerequisites", Differ(before.Prerequisites, after.Prerequisites)),
            ("rules", Differ(before.Rules, after.Rules)),
            ("default_serve", Differ(before.DefaultServe, after.DefaultServe)),
            ("rollout_percentage", before.Type == FlagType.Percentage && before.Rollout != after.Rollout),
        ];
        return fields.Where(field => field.Differs).Select(field => field.Field);
    }

    private static bool ArmsDiffer(FlagDefinition before, FlagDefinition after, FlagExperiment experiment) => experiment.Arms.Any(
        arm => Differ(before.Variants.FirstOrDefault(variant => variant.Key == arm.Variant)?.Value, after.Variants.FirstOrDefault(variant => variant.Key == arm.Variant)?.Value));

    /// <summary>Without a default_serve the weights decide about all who do not take part.</summary>
    private static bool DefaultSplitDiffers(FlagDefinition before, FlagDefinition after) =>
        before is { DefaultServe: null, Type: FlagType.Multivariate }
        && !before.Variants.Where(HasBuckets).Select(WeightOf).SequenceEqual(after.Variants.Where(HasBuckets).Select(WeightOf));

    private static bool HasBuckets(Variant variant) => variant.Weight is > 0;

    private static (string Key, int? Weight) WeightOf(Variant variant) => (variant.Key, variant.Weight);

    private static bool Differ<T>(T before, T after) => System.Text.Json.JsonSerializer.Serialize(before, DomainJson.Options) != System.Text.Json.JsonSerializer.Serialize(after, DomainJson.Options);

    private static Error Refusal(FlagExperiment experiment, string what) => Error.Conflict(
        $"The experiment \"{experiment.Key}\" runs on this flag: until it has ended {what}, or its results would mix what is not alike. "
        + $"Stop it first, with POST /experiments/{experiment.Key}/stop; is_enabled and targets may change at any time.");
}
