using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>A row of <c>sdk_keys</c> with its environment's key; also the parameters that write it.</summary>
internal sealed class SdkKeyRow
{
    public const string Select = """
        SELECT k.id, k.environment_id, e.key AS environment_key, k.name, k.kind, k.secret_hash, k.secret_hint, k.is_plain_bulk,
               k.expires_at, k.last_used_at, k.created_at
        FROM sdk_keys k JOIN environments e ON e.id = k.environment_id

        """;

    public Guid Id { get; set; }

    public Guid EnvironmentId { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Name { get; set; } = "";

    public string Kind { get; set; } = "";

    public string SecretHash { get; set; } = "";

    public string SecretHint { get; set; } = "";

    public bool IsPlainBulk { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static SdkKeyRow Of(SdkKey key) => new()
    {
        Id = key.Id,
        EnvironmentId = key.EnvironmentId,
        Name = key.Name,
        Kind = key.Kind.Name(),
        SecretHash = key.SecretHash,
        SecretHint = key.Hint,
        IsPlainBulk = key.IsPlainBulk,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        CreatedAt = key.CreatedAt,
    };

    /// <exception cref="InvalidDataException">Its kind is unknown.</exception>
    public SdkKeyEntry ToEntry() => new()
    {
        Id = Id,
        Kind = ParsedKind,
        SecretHash = SecretHash,
        ExpiresAt = ExpiresAt,
        IsPlainBulk = IsPlainBulk,
    };

    /// <exception cref="InvalidDataException">Its kind is unknown.</exception>
    public SdkKey ToKey() => new()
    {
        Id = Id,
        EnvironmentId = EnvironmentId,
        EnvironmentKey = EnvironmentKey,
        Name = Name,
        Kind = ParsedKind,
        SecretHash = SecretHash,
        Hint = SecretHint,
        IsPlainBulk = IsPlainBulk,
        ExpiresAt = ExpiresAt,
        LastUsedAt = LastUsedAt,
        CreatedAt = CreatedAt,
    };

    private SdkKeyKind ParsedKind => SdkKeyKinds.Parse(Kind) ?? throw new InvalidDataException($"SDK key {Id} has the unknown kind \"{Kind}\".");
}
