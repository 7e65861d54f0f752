using System.ComponentModel;
using FeatureFlag.Domain.Flags;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>One flag's configuration in one environment.</summary>
public sealed record FlagResponse : IVersioned
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What requests name it by.</summary>
    public required string Key { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>For people.</summary>
    public required string Description { get; init; }

    /// <summary>Where this configuration holds.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>Where this configuration holds.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>"boolean" or "percentage".</summary>
    public required string FlagType { get; init; }

    /// <summary>False: everybody gets the off variant.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>0 to 100, up to 3 decimals; used by percentage flags.</summary>
    public required decimal RolloutPercentage { get; init; }

    /// <summary>The type of the variants' values; the same in every environment.</summary>
    public required string ValueType { get; init; }

    /// <summary>In the order in which bucketing walks them.</summary>
    public required IReadOnlyList<VariantResponse> Variants { get; init; }

    /// <summary>The variant that is served when the flag is off.</summary>
    public required string OffVariant { get; init; }

    /// <summary>What is hashed to deal users into the rollout.</summary>
    public required string BucketBy { get; init; }

    /// <summary>Hashed before the id; changing it deals all users anew.</summary>
    public required string Salt { get; init; }

    /// <summary>To find it by.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>"release", "experiment", "operational" or "permission".</summary>
    public required string Purpose { get; init; }

    /// <summary>The day by which it should be gone; evaluation ignores it.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>True: out of use; everybody gets the off variant.</summary>
    public required bool IsArchived { get; init; }

    /// <summary>1 when created, then one more with each change; the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static FlagResponse Of(Flag flag) => new()
    {
        Id = flag.Id,
        Key = flag.Key,
        Name = flag.Name,
        Description = flag.Description,
        EnvironmentId = flag.EnvironmentId,
        EnvironmentKey = flag.EnvironmentKey,
        FlagType = flag.Type.Name(),
        IsEnabled = flag.IsEnabled,
        RolloutPercentage = flag.Rollout.Percent,
        ValueType = "boolean",
        Variants = [.. flag.Variants.Select(variant => new VariantResponse(variant.Key, variant == Variant.On))],
        OffVariant = flag.OffVariant,
        BucketBy = "user_id",
        Salt = flag.Salt,
        Tags = flag.Tags,
        Owner = flag.Owner,
        Purpose = flag.Purpose,
        ExpiresOn = flag.ExpiresOn,
        IsArchived = flag.IsArchived,
        Version = flag.Version,
        CreatedAt = flag.CreatedAt,
        UpdatedAt = flag.UpdatedAt,
    };
}

/// <summary>One of the answers a flag can give.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">What code receives.</param>
public sealed record VariantResponse(string Key, bool Value);

/// <summary>Which flags to list; absent fields do not filter.</summary>
public sealed record FlagListQuery
{
    [FromQuery(Name = "environment_key")]
    [Description("Only this environment's; absent: all environments'.")]
    public string? EnvironmentKey { get; init; }

    [FromQuery(Name = "q")]
    [Description("Text in key or name, in any case.")]
    public string? Q { get; init; }

    [FromQuery(Name = "tag")]
    [Description("Exactly this tag.")]
    public string? Tag { get; init; }

    [FromQuery(Name = "flag_type")]
    [Description("\"boolean\" or \"percentage\".")]
    public string? FlagType { get; init; }

    [FromQuery(Name = "archived")]
    [Description("Only archived ones, or only others.")]
    public bool? Archived { get; init; }
}
