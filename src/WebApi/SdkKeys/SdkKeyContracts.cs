using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.WebApi.SdkKeys;

/// <summary>A key by which SDKs ask for the flags of one environment.</summary>
/// <param name="Name">1 to 100 characters, for people.</param>
/// <param name="Kind">"server": everything, for services. "client": evaluated results of flags that are visible to clients, for browsers and apps.</param>
/// <param name="ExpiresAt">In the future; absent: never.</param>
/// <param name="PlainBulk">True: bulk answers have neither "metadata" nor "eventStreams", for clients that know no such fields.</param>
public sealed record SdkKeyRequest(string Name, string Kind, DateTimeOffset? ExpiresAt = null, bool PlainBulk = false);

/// <summary>How to replace a key.</summary>
/// <param name="OverlapSeconds">How long the replaced key goes on working: 0 to 2592000; 86400 when absent; 0: it stops at once.</param>
public sealed record SdkKeyRotation(long? OverlapSeconds = null);

/// <summary>An SDK key, without its secret.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">"server" or "client".</param>
/// <param name="Hint">The last 4 characters of the secret.</param>
/// <param name="PlainBulk">Bulk answers have neither "metadata" nor "eventStreams".</param>
/// <param name="ExpiresAt">From then on it is refused; null: never.</param>
/// <param name="LastUsedAt">Within a minute; null: not yet.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record SdkKeyResponse(
    Guid Id, string Name, string Kind, string Hint, bool PlainBulk, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset CreatedAt)
{
    internal static SdkKeyResponse Of(SdkKey key) => new(
        key.Id, key.Name, key.Kind.Name(), key.Hint, key.IsPlainBulk, key.ExpiresAt, key.LastUsedAt, key.CreatedAt);
}

/// <summary>A new SDK key, with its secret, which is never shown again.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">"server" or "client".</param>
/// <param name="Secret">What SDKs send, as "Authorization: Bearer …" or "X-API-Key: …". Keep it now: only a hash is stored.</param>
/// <param name="Hint">The last 4 characters of the secret.</param>
/// <param name="PlainBulk">Bulk answers have neither "metadata" nor "eventStreams".</param>
/// <param name="ExpiresAt">From then on it is refused; null: never.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record NewSdkKeyResponse(
    Guid Id, string Name, string Kind, string Secret, string Hint, bool PlainBulk, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt)
{
    internal static NewSdkKeyResponse Of(NewSdkKey made) => new(
        made.Key.Id, made.Key.Name, made.Key.Kind.Name(), made.Secret, made.Key.Hint, made.Key.IsPlainBulk, made.Key.ExpiresAt, made.Key.CreatedAt);
}
