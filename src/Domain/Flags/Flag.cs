using System.Globalization;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Flags;

/// <summary>The configuration of one flag in one environment. Immutable: a change is a new value with the next version.</summary>
public sealed record Flag : IAudited
{
    public const int KeyMaxLength = 100;
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 4000;
    public const int SaltMaxLength = 100;
    public const int OwnerMaxLength = 254;
    public const int TagMaxLength = 50;
    public const int MaxTags = 50;
    public const string KeyRule = "must be 1 to 100 characters of a-z, 0-9 and \"-\", and after the first also \".\" and \"_\".";

    public required Guid Id { get; init; }

    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required FlagType Type { get; init; }

    public bool IsEnabled { get; init; }

    /// <summary>The share that gets "on"; used by percentage flags.</summary>
    public RolloutPercentage Rollout { get; init; }

    /// <summary>What is hashed before the id; starts as the key, so that flags are independent of each other.</summary>
    public required string Salt { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Owner { get; init; }

    public string Purpose { get; init; } = FlagPurpose.Default;

    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Archived flags serve their off variant.</summary>
    public bool IsArchived { get; init; }

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>In the order in which bucketing walks them.</summary>
    public IReadOnlyList<Variant> Variants { get; } = [Variant.On, Variant.Off];

    public string OffVariant => Variant.Off.Key;

    string IAudited.EntityType => "flag";

    public static bool IsKey(string? text) => text is not null && Text.IsExtendedKey(text, KeyMaxLength);

    public static bool IsTag(string? text) => text is { Length: > 0 and <= TagMaxLength } && Text.IsLine(text);

    /// <summary>This flag with the named fields changed, one version on; itself when nothing differs.</summary>
    public Flag Update(FlagChanges changes, DateTimeOffset now)
    {
        var changed = changes.ApplyTo(this);
        return Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };
    }

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["flag_type"] = Type.Name(),
        ["is_enabled"] = IsEnabled,
        ["rollout_percentage"] = Rollout.Percent,
        ["salt"] = Salt,
        ["tags"] = new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))]),
        ["owner"] = Owner,
        ["purpose"] = Purpose,
        ["expires_on"] = ExpiresOn?.ToString("O", CultureInfo.InvariantCulture),
        ["is_archived"] = IsArchived,
    };
}
