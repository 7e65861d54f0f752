using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>A key that was just made; the only time its secret is known.</summary>
/// <param name="Key">As it is kept.</param>
/// <param name="Secret">For the caller.</param>
public sealed record NewSdkKey(SdkKey Key, string Secret)
{
    internal static NewSdkKey In(
        DeploymentEnvironment environment, string name, SdkKeyKind kind, bool isPlainBulk, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var secret = SdkKeySecret.Create(kind);
        var key = new SdkKey
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = environment.Id,
            EnvironmentKey = environment.Key,
            Name = name,
            Kind = kind,
            SecretHash = SdkKeySecret.Hash(secret),
            Hint = secret[^SdkKeySecret.HintLength..],
            IsPlainBulk = isPlainBulk,
            ExpiresAt = expiresAt,
            CreatedAt = now,
        };
        return new(key, secret);
    }

    /// <summary>Not the secret: records print all they hold, and this one may come into a log.</summary>
    public override string ToString() => $"SDK key {Key.Id:D}";
}
