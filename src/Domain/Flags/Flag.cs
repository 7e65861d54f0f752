using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Flags;

/// <summary>The configuration of one flag in one environment. Immutable: a change is a new value with the next version.</summary>
public sealed record Flag : FlagDefinition, IAudited
{
    public const int KeyMaxLength = 100;
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 4000;
    public const int SaltMaxLength = 100;
    public const int OwnerMaxLength = 254;
    public const int TagMaxLength = 50;
    public const int MaxTags = 50;
    public const string KeyRule = "must be 1 to 100 characters of a-z, 0-9 and \"-\", and after the first also \".\" and \"_\".";

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the environment that it belongs to.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>The key of that environment.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Up to 50 different tags of 1 to 50 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who looks after it: at most 254 characters, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>One of the names that <see cref="FlagPurpose"/> knows.</summary>
    public string Purpose { get; init; } = FlagPurpose.Default;

    /// <summary>The day by which it should be gone, or null. A reminder: evaluation ignores it.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC; at first when it was created.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    string IAudited.EntityType => "flag";

    public static bool IsKey(string? text) => text is not null && Text.IsExtendedKey(text, KeyMaxLength);

    public static bool IsTag(string? text) => text is { Length: > 0 and <= TagMaxLength } && Text.IsLine(text);

    /// <summary>The changed state as the next version of this flag; this flag itself when nothing differs.</summary>
    public Flag Update(Flag changed, DateTimeOffset now) =>
        Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    /// <summary>This flag with another type. Where on and off are all it has, it goes on dealing users as it did.</summary>
    public Flag WithType(FlagType type) => (Type, type) switch
    {
        (var same, _) when same == type => this,
        (_, FlagType.Multivariate) when DefaultServe is null => this with { Type = type, Variants = SplitOf(Type == FlagType.Boolean ? RolloutPercentage.Whole : Rollout.Weight) },
        (FlagType.Multivariate, _) => this with
        {
            Type = type,
            Rollout = Variants.FirstOrDefault(variant => variant.Key == Variant.On.Key)?.Weight is { } weight ? new(weight) : Rollout,
            Variants = [.. Variants.Select(variant => variant with { Weight = null })],
        },
        _ => this with { Type = type },
    };

    /// <summary>This flag with what people may leave out: ids of rules, and "off" as the off variant where the one that was is no more.</summary>
    /// <param name="now">By which new ids are made.</param>
    /// <param name="keepOff">Somebody has said which is the off variant.</param>
    public Flag Complete(DateTimeOffset now, bool keepOff) => this with
    {
        Rules = Rules.Any(rule => rule is { Id: "" })
            ? [.. Rules.Select(rule => rule is { Id: "" } ? rule with { Id = Guid.CreateVersion7(now).ToString("D", CultureInfo.InvariantCulture) } : rule)]
            : Rules,
        OffVariant = keepOff || HasVariant(OffVariant) || !HasVariant(Variant.Off.Key) ? OffVariant : Variant.Off.Key,
    };

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["flag_type"] = Type.Name(),
        ["is_enabled"] = IsEnabled,
        ["rollout_percentage"] = Rollout.Percent,
        ["value_type"] = ValueType.Name(),
        ["variants"] = Json(Variants),
        ["off_variant"] = OffVariant,
        ["bucket_by"] = BucketBy,
        ["salt"] = Salt,
        ["prerequisites"] = Json(Prerequisites),
        ["targets"] = Json(Targets),
        ["rules"] = Json(Rules),
        ["default_serve"] = Json(DefaultServe),
        ["experiment"] = Json(Experiment),
        ["holdout"] = Holdout?.Key,
        ["client_visible"] = IsClientVisible,
        ["tags"] = new JsonArray([.. Tags.Select(tag => JsonValue.Create(tag))]),
        ["owner"] = Owner,
        ["purpose"] = Purpose,
        ["expires_on"] = ExpiresOn?.ToString("O", CultureInfo.InvariantCulture),
        ["is_archived"] = IsArchived,
    };

    private static IReadOnlyList<Variant> SplitOf(int on) => [Variant.On with { Weight = on }, Variant.Off with { Weight = RolloutPercentage.Whole - on }];

    private bool HasVariant(string key) => Variants.Any(variant => variant?.Key == key);

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, DomainJson.Options);
}
