namespace FeatureFlag.Domain.SdkKeys;

/// <summary>Whom an SDK key is for.</summary>
public enum SdkKeyKind
{
    /// <summary>Services: everything, also rules and segments.</summary>
    Server,

    /// <summary>Browsers and apps, where anybody can read the key: evaluated results of flags that are visible to clients.</summary>
    Client,
}

/// <summary>What checking an SDK key needs; all that snapshots carry of it.</summary>
public record SdkKeyEntry
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required SdkKeyKind Kind { get; init; }

    /// <summary>SHA-256 of the secret, in lower-case hexadecimal. The secret has 256 random bits, so it needs no salt.</summary>
    public required string SecretHash { get; init; }

    /// <summary>From then on it is refused; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True: bulk answers have neither "metadata" nor "eventStreams", for strict clients.</summary>
    public bool IsPlainBulk { get; init; }
}
