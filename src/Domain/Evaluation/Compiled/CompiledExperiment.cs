using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>The experiment that runs on a flag, bound. It takes in who no target and no rule has decided about.</summary>
public sealed class CompiledExperiment
{
    /// <summary>Of a text that is kept with an exposure, in characters.</summary>
    public const int DimensionMaxLength = 256;

    private readonly CompiledCondition? _when;
    private readonly LayerRange[] _admitted;
    private readonly AttributePath[] _dimensions;

    /// <param name="definition">As written.</param>
    /// <param name="bucketBy">What the flag buckets by: the unit.</param>
    /// <param name="when">Null: everybody may take part.</param>
    /// <param name="arms">Bound to the flag's variants, salted by the run.</param>
    internal CompiledExperiment(FlagExperiment definition, string bucketBy, CompiledCondition? when, CompiledRollout arms)
    {
        (Key, Run, Dimensions, Arms, _when) = (definition.Key, definition.Run, definition.Dimensions, arms, when);
        Entry = new(definition.EntrySalt, bucketBy);
        _admitted = [.. definition.Admitted];
        _dimensions = [.. definition.Dimensions.Select(name => new AttributePath(name))];
    }

    public string Key { get; }

    /// <summary>The number that exposures are kept under.</summary>
    public long Run { get; }

    /// <summary>Attributes to keep with a unit's first exposure.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>By which units get in, or do not.</summary>
    internal BucketKey Entry { get; }

    internal CompiledRollout Arms { get; }

    /// <summary>What this context has of the dimensions, as a JSON object of texts, numbers and booleans; null: nothing.</summary>
    public string? DimensionsOf(in EvaluationContext context)
    {
        Attributes? known = null;
        foreach (var path in _dimensions)
        {
            var value = path.Find(context);
            if (value.Kind is AttributeKind.Boolean or AttributeKind.Number || (value.Kind == AttributeKind.String && CanBeKept(value.String)))
            {
                (known ??= new()).TryAdd(path.Name, value);
            }
        }

        return known is null ? null : AttributesJson.Write(known).Text;
    }

    /// <summary>The same as for attributes of events: what is longer is no group of people, and databases cannot hold everything.</summary>
    private static bool CanBeKept(string text) =>
        text.Length <= DimensionMaxLength && !text.Contains('\0', StringComparison.Ordinal) && Text.IsWellFormed(text);

    /// <summary>The unit, as exposures name it; null: the context has none.</summary>
    public string? UnitOf(in EvaluationContext context) => Arms.Key.UnitOf(context);

    /// <summary>The arm and its bucket; null: this context does not take part.</summary>
    internal (CompiledVariant Variant, int Bucket)? Find(in EvaluationScope scope)
    {
        if (UnitOf(scope.Context) is not { } unit || !Admits(Entry.Bucket(scope.Context, unit)) || _when?.Matches(scope) == false)
        {
            return null;
        }

        var bucket = Arms.Key.Bucket(scope.Context, unit);
        return (Arms.At(bucket), bucket);
    }

    /// <param name="bucket">Of <see cref="Entry"/>: 0 … 99 999.</param>
    internal bool Admits(int bucket)
    {
        foreach (var range in _admitted)
        {
            if (bucket >= range.Start && bucket < range.End)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The holdout that a flag is linked to, bound.</summary>
public sealed class CompiledHoldout
{
    private readonly int _share;

    internal CompiledHoldout(FlagHoldout definition, string bucketBy) =>
        (Key, Run, _share, BucketKey) = (definition.Key, definition.Run, definition.Share.Weight, new(definition.Salt, bucketBy));

    public string Key { get; }

    /// <summary>The number that exposures are kept under.</summary>
    public long Run { get; }

    /// <summary>Held out, in the equal share that is measured against them, or (null) neither.</summary>
    public HoldoutGroup? GroupOf(in EvaluationContext context) => UnitOf(context) is { } unit ? GroupOf(BucketKey.Bucket(context, unit)) : null;

    /// <summary>The unit, as exposures name it; null: the context has none.</summary>
    public string? UnitOf(in EvaluationContext context) => BucketKey.UnitOf(context);

    /// <summary>The first bucket of those that are measured, and the first behind them.</summary>
    internal (int Start, int End) Measured => (_share, 2 * _share);

    internal BucketKey BucketKey { get; }

    /// <param name="bucket">0 … 99 999.</param>
    internal HoldoutGroup? GroupOf(int bucket) => bucket < Measured.Start ? HoldoutGroup.HeldOut : bucket < Measured.End ? HoldoutGroup.Measured : null;
}

/// <summary>What a holdout makes of a unit.</summary>
public enum HoldoutGroup
{
    /// <summary>It gets the off variant of every linked flag.</summary>
    HeldOut,

    /// <summary>It gets what everybody gets, and is compared.</summary>
    Measured,
}
