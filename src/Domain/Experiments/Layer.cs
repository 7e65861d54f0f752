using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Experiments;

/// <summary>
/// Experiments that must not meet: each owns buckets of its own, so that no unit is in two of them. Immutable: a change is a
/// new value with the next version.
/// </summary>
public sealed record Layer : IAudited
{
    /// <summary>How many buckets it has; an experiment's traffic share of n % owns n hundred.</summary>
    public const int Buckets = 10_000;

    public const int SaltMaxLength = 120;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>As a flag's; unique in its environment.</summary>
    public required string Key { get; init; }

    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is hashed: "user_id" or an attribute. Flags of its experiments must bucket by the same.</summary>
    public string BucketBy { get; init; } = EvaluationContext.UserIdName;

    /// <summary>Hashed before the id. Fixed while an experiment owns buckets.</summary>
    public required string Salt { get; init; }

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    string IAudited.EntityType => "layer";

    /// <summary>The changed state as the next version of this layer; this layer itself when nothing differs.</summary>
    public Layer Update(Layer changed, DateTimeOffset now) =>
        Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["bucket_by"] = BucketBy,
        ["salt"] = Salt,
    };
}
