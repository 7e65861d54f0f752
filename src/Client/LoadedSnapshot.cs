using System.Net.Http.Headers;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Client;

/// <summary>A snapshot with the values of all its variants read. Immutable; any number of threads evaluate with it.</summary>
internal sealed class LoadedSnapshot
{
    private static readonly Dictionary<Reason, string> Reasons =
        Enum.GetValues<Reason>().ToDictionary(reason => reason, reason => System.Text.Encoding.ASCII.GetString(reason.Code()));

    private readonly Dictionary<CompiledVariant, VariantValue> _values = new(ReferenceEqualityComparer.Instance);

    public LoadedSnapshot(EnvironmentSnapshot snapshot, EntityTagHeaderValue? tag, JsonSerializerOptions json)
    {
        (Snapshot, Tag) = (snapshot, tag);
        foreach (var flag in snapshot.Flags)
        {
            foreach (var variant in flag.Variants.Append(flag.Off))
            {
                _values.TryAdd(variant, new VariantValue(variant, json));
            }
        }
    }

    public static string ErrorReason => Reasons[Reason.Error];

    public EnvironmentSnapshot Snapshot { get; }

    /// <summary>By which the server knows it; null if it gave none.</summary>
    public EntityTagHeaderValue? Tag { get; }

    public EvaluationDetails<T> Evaluate<T>(string flagKey, in EvaluationContext context, T fallback, ReadValue<T> read)
    {
        var result = Evaluator.Evaluate(Snapshot, flagKey, context);
        var error = EvaluationErrorCodes.Of(result.Error);
        T? value = default;
        if (error is null && !read(_values[result.Variant!], out value))
        {
            error = EvaluationErrorCodes.TypeMismatch;
        }

        return new()
        {
            FlagKey = flagKey,
            Value = error is null ? value! : fallback,
            Variant = error is null ? result.Variant!.Key : null,
            Reason = error is null ? Reasons[result.Reason] : ErrorReason,
            ErrorCode = error,
            IsEnabled = error is null && result.IsEnabled,
            RuleId = result.Rule?.Id,
            Experiment = error is null ? result.Experiment?.Key : null,
            Bucket = result.Bucket == EvaluationResult.NoBucket ? null : result.Bucket,
            FlagVersion = result.Flag?.Version,
        };
    }
}
