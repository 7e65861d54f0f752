using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;

namespace FeatureFlag.WebApi.SdkKeys;

/// <summary>
/// Finds the SDK key of a request, in "Authorization: Bearer …" or "X-API-Key: …". Access tokens of people have
/// another shape and open nothing here, as SDK keys open nothing there. Allocates nothing.
/// </summary>
public sealed class SdkKeyCheck(SnapshotStore snapshots, SdkKeyUsage usage, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const string HeaderName = "X-API-Key";

    /// <summary>For the caller whose key is refused.</summary>
    public const string Refusal =
        "Send a valid SDK key as \"Authorization: Bearer …\" or \"X-API-Key: …\". The key is missing, unknown, deleted or expired; "
        + "POST /environments/{key}/sdk-keys makes one.";

    /// <returns>Null: there is none that is known and has not expired. Answer 401.</returns>
    public KnownKey? Find(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.Authorization is [{ } authorization] && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Usable(snapshots.FindKey(authorization, authorization.AsSpan(Scheme.Length).Trim(' ')));
        }

        return headers.TryGetValue(HeaderName, out var values) && values is [{ } key] ? Usable(snapshots.FindKey(key, key)) : null;
    }

    /// <param name="secret">Whatever a caller sent.</param>
    /// <inheritdoc cref="Find(HttpRequest)"/>
    public KnownKey? Find(ReadOnlySpan<char> secret) => Usable(snapshots.FindKey(secret));

    private KnownKey? Usable(KnownKey? found)
    {
        if (found is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (found.Key.ExpiresAt <= now)
        {
            return null;
        }

        usage.Note(found.Key.Id, now);
        return found;
    }
}
