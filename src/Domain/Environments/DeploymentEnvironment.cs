using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Environments;

/// <summary>A place where flags have their own configuration: development, staging, production, …</summary>
public sealed record DeploymentEnvironment : IAudited
{
    public const int KeyMaxLength = 50;
    public const int NameMaxLength = 100;
    public const int DescriptionMaxLength = 1000;
    public const string KeyRule = "must be 1 to 50 characters of a-z, 0-9 and \"-\".";

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>1 to 50 characters, see <see cref="KeyRule"/>; unique.</summary>
    public required string Key { get; init; }

    /// <summary>For people: 1 to 100 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 1000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>Only admins change anything in a protected environment.</summary>
    public bool IsProtected { get; init; }

    /// <summary>1 when created; grows by one with every change of anything in it; never falls.</summary>
    public long Version { get; init; } = 1;

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    string IAudited.EntityType => "environment";

    string? IAudited.EnvironmentKey => Key;

    public static bool IsKey(string? text) => text is not null && Text.IsKey(text, KeyMaxLength);

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["is_protected"] = IsProtected,
    };
}
