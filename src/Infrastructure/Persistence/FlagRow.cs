using System.Globalization;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>A row of <c>flags</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class FlagRow
{
    public const string Select = """
        SELECT f.id, f.environment_id, e.key AS environment_key, f.key, f.name, f.description, f.flag_type, f.value_type, f.is_enabled,
               f.rollout_weight, f.salt, f.definition, f.tags, f.owner, f.purpose, f.expires_on, f.is_archived, f.version, f.created_at, f.updated_at
        FROM flags f JOIN environments e ON e.id = f.environment_id

        """;

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string FlagType { get; set; } = "";

    public string ValueType { get; set; } = "";

    public bool IsEnabled { get; set; }

    public int RolloutWeight { get; set; }

    public string Salt { get; set; } = "";

    /// <summary>What no query looks into, as <see cref="FlagParts"/>.</summary>
    public string Definition { get; set; } = "";

    public string Tags { get; set; } = "";

    public string? Owner { get; set; }

    public string Purpose { get; set; } = "";

    public string? ExpiresOn { get; set; }

    public bool IsArchived { get; set; }

    /// <summary>What the search looks in, folded here so that both databases find the same.</summary>
    public string SearchText { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static string Fold(string text) => text.ToLowerInvariant();

    public static FlagType ParseType(Guid id, string name) => FlagTypes.Parse(name) ?? throw Unknown(id, "type", name);

    public static FlagValueType ParseValueType(Guid id, string name) => FlagValueTypes.Parse(name) ?? throw Unknown(id, "value type", name);

    public static string[] ParseTags(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    public static DateOnly? ParseDay(string? text) => text is null ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    public static FlagRow Of(Flag flag) => new()
    {
        Id = flag.Id,
        EnvironmentId = flag.EnvironmentId,
        Key = flag.Key,
        Name = flag.Name,
        Description = flag.Description,
        FlagType = flag.Type.Name(),
        ValueType = flag.ValueType.Name(),
        IsEnabled = flag.IsEnabled,
        RolloutWeight = flag.Rollout.Weight,
        Salt = flag.Salt,
        Definition = JsonSerializer.Serialize(FlagParts.Of(flag), DomainJson.Options),
        Tags = JsonSerializer.Serialize(flag.Tags),
        Owner = flag.Owner,
        Purpose = flag.Purpose,
        ExpiresOn = flag.ExpiresOn?.ToString("O", CultureInfo.InvariantCulture),
        IsArchived = flag.IsArchived,
        SearchText = Fold($"{flag.Key}\n{flag.Name}"),
        Version = flag.Version,
        CreatedAt = flag.CreatedAt,
        UpdatedAt = flag.UpdatedAt,
    };

    public Flag ToFlag() => Parts().On(new()
    {
        Id = Id,
        EnvironmentId = EnvironmentId,
        EnvironmentKey = EnvironmentKey,
        Key = Key,
        Name = Name,
        Description = Description,
        Type = ParseType(Id, FlagType),
        ValueType = ParseValueType(Id, ValueType),
        IsEnabled = IsEnabled,
        Rollout = new RolloutPercentage(RolloutWeight),
        Salt = Salt,
        Tags = ParseTags(Tags),
        Owner = Owner,
        Purpose = Purpose,
        ExpiresOn = ParseDay(ExpiresOn),
        IsArchived = IsArchived,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    });

    private FlagParts Parts()
    {
        try
        {
            return JsonSerializer.Deserialize<FlagParts>(Definition, DomainJson.Options)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Flag {Id} has a definition that cannot be read.", exception);
        }
    }

    private static InvalidDataException Unknown(Guid id, string what, string name) => new($"Flag {id} has the unknown {what} \"{name}\".");
}

/// <summary>The parts of a flag that are kept as one JSON text. Absent ones have the default of <see cref="FlagDefinition"/>.</summary>
internal sealed record FlagParts(
    IReadOnlyList<Variant>? Variants = null,
    string? OffVariant = null,
    string? BucketBy = null,
    IReadOnlyList<Prerequisite>? Prerequisites = null,
    IReadOnlyList<Target>? Targets = null,
    IReadOnlyList<TargetingRule>? Rules = null,
    Serve? DefaultServe = null,
    bool ClientVisible = false,
    FlagExperiment? Experiment = null,
    FlagHoldout? Holdout = null)
{
    public static FlagParts Of(FlagDefinition flag) => new(
        flag.Variants, flag.OffVariant, flag.BucketBy, flag.Prerequisites, flag.Targets, flag.Rules, flag.DefaultServe, flag.IsClientVisible,
        flag.Experiment, flag.Holdout);

    public Flag On(Flag flag) => flag with
    {
        Variants = Variants ?? flag.Variants,
        OffVariant = OffVariant ?? flag.OffVariant,
        BucketBy = BucketBy ?? flag.BucketBy,
        Prerequisites = Prerequisites ?? flag.Prerequisites,
        Targets = Targets ?? flag.Targets,
        Rules = Rules ?? flag.Rules,
        DefaultServe = DefaultServe,
        IsClientVisible = ClientVisible,
        Experiment = Experiment,
        Holdout = Holdout,
    };
}
