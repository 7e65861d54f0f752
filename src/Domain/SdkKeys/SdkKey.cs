using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.SdkKeys;

/// <summary>A key by which SDKs ask for the flags of one environment. Its secret is shown once, and kept as a hash.</summary>
public sealed record SdkKey : SdkKeyEntry, IAudited
{
    public const int NameMaxLength = 100;

    /// <summary>How many an environment may have, expired ones included.</summary>
    public const int MaxPerEnvironment = 100;

    /// <summary>The id of the environment that it opens.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>The key of that environment.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 100 characters on one line. Not unique: a rotated key has it too.</summary>
    public required string Name { get; init; }

    /// <summary>The last 4 characters of the secret.</summary>
    public required string Hint { get; init; }

    /// <summary>Within a minute of the last use; null: not yet.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    string IAudited.EntityType => "sdk_key";

    string IAudited.Key => Name;

    JsonObject IAudited.Describe() => new()
    {
        ["name"] = Name,
        ["kind"] = Kind.Name(),
        ["hint"] = Hint,
        ["plain_bulk"] = IsPlainBulk,
        ["expires_at"] = ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
    };
}
