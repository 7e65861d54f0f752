using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Experiments;

/// <summary>
/// Keeps a share of the units out of every flag and experiment that is linked to it: they get the off variants, so that what
/// all changes together did can be measured. Immutable: a change is a new value with the next version.
/// </summary>
public sealed record Holdout : IAudited
{
    /// <summary>An equal share is measured against it, so there must be room for two.</summary>
    public const int MaxShare = RolloutPercentage.Whole / 2;

    public const int MaxFlags = 200;

    public const int SaltMaxLength = 120;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number that its exposures are kept under.</summary>
    public long Run { get; init; }

    /// <summary>As a flag's; unique in its environment.</summary>
    public required string Key { get; init; }

    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The share that is held out: more than 0, at most 50 %. Fixed once a flag is linked.</summary>
    public required RolloutPercentage Share { get; init; }

    /// <summary>What is hashed: "user_id" or an attribute. Linked flags must bucket by the same.</summary>
    public string BucketBy { get; init; } = EvaluationContext.UserIdName;

    /// <summary>Hashed before the id. Fixed once a flag is linked.</summary>
    public required string Salt { get; init; }

    /// <summary>Keys of the linked flags of its environment. The flag of a running experiment that names this holdout is linked too.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What a linked flag carries.</summary>
    public FlagHoldout Link => new() { Key = Key, Run = Run, Salt = Salt, Share = Share };

    string IAudited.EntityType => "holdout";

    /// <summary>The changed state as the next version of this holdout; this holdout itself when nothing differs.</summary>
    public Holdout Update(Holdout changed, DateTimeOffset now) =>
        Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["percentage"] = Share.Percent,
        ["bucket_by"] = BucketBy,
        ["salt"] = Salt,
        ["flags"] = new JsonArray([.. Flags.Select(flag => JsonValue.Create(flag))]),
    };
}
