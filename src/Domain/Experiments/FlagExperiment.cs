using System.Text.Json.Serialization;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Experiments;

/// <summary>
/// What evaluation needs of the experiment that runs on a flag; it stands in the flag's definition, so that snapshots, caches
/// and SDKs carry it like everything else. Written only by starting, changing and stopping the experiment.
/// </summary>
public sealed record FlagExperiment
{
    /// <summary>The experiment's key.</summary>
    public required string Key { get; init; }

    /// <summary>Which run of it: the number that exposures are kept under.</summary>
    public required long Run { get; init; }

    /// <summary>Hashed before the id to choose the arm; never used by another run.</summary>
    public required string Salt { get; init; }

    /// <summary>In the order in which bucketing walks them; weights sum to 100 000.</summary>
    public required IReadOnlyList<VariantWeight> Arms { get; init; }

    /// <summary>The share of units that take part, hashed with a salt of its own. Whole within a layer, whose slice is the share.</summary>
    public RolloutPercentage Traffic { get; init; } = new(RolloutPercentage.Whole);

    /// <summary>The share of units that take part, of the whole or of the layer's buckets.</summary>
    [JsonIgnore]
    public RolloutPercentage Share => new(Admitted.Sum(range => range.End - range.Start));

    /// <summary>Which part of a layer it owns; null: it is in none.</summary>
    public LayerSlice? Layer { get; init; }

    /// <summary>Who takes part; null: everybody.</summary>
    public Condition? When { get; init; }

    /// <summary>Hashed before the id to let units in; not the arms' salt, or whoever is in a small share would all be in the first arm.</summary>
    [JsonIgnore]
    public string EntrySalt => Layer?.Salt ?? Salt + ".traffic";

    /// <summary>Of within_percentage in <see cref="When"/>; not the arms' salt, for the same reason.</summary>
    [JsonIgnore]
    public string WhenSalt => Salt + ".when";

    /// <summary>The buckets, of <see cref="Bucketing.Buckets"/>, whose units are let in.</summary>
    [JsonIgnore]
    public IReadOnlyList<LayerRange> Admitted => Layer is { } layer
        ? [.. layer.Ranges.Select(range => new LayerRange(range.Start * BucketsOfLayerBucket, range.End * BucketsOfLayerBucket))]
        : [new(0, Traffic.Weight)];

    private const int BucketsOfLayerBucket = Bucketing.Buckets / Experiments.Layer.Buckets;

    /// <summary>Attributes whose values are kept with a unit's first exposure, to break results down by.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];
}

/// <summary>The buckets of a layer that one experiment owns.</summary>
/// <param name="Key">The layer's key.</param>
/// <param name="Salt">Hashed before the id; the same for all experiments of the layer.</param>
/// <param name="Ranges">Disjoint, in order.</param>
public sealed record LayerSlice(string Key, string Salt, IReadOnlyList<LayerRange> Ranges);

/// <summary>Buckets; of a layer they are 10 000.</summary>
/// <param name="Start">The first, from 0.</param>
/// <param name="End">The first that is not in it any more.</param>
public sealed record LayerRange(int Start, int End);

/// <summary>The holdout that a flag is linked to: a share of the units gets the flag's off variant, whatever is rolled out.</summary>
public sealed record FlagHoldout
{
    /// <summary>The holdout's key.</summary>
    public required string Key { get; init; }

    /// <summary>The number that its exposures are kept under.</summary>
    public required long Run { get; init; }

    /// <summary>Hashed before the id.</summary>
    public required string Salt { get; init; }

    /// <summary>The share that is held out; an equal share of the rest is measured against it. At most 50 %.</summary>
    [JsonPropertyName("percentage")]
    public required RolloutPercentage Share { get; init; }
}
