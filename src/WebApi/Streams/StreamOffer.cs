using FeatureFlag.Application.Streams;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.WebApi.Streams;

/// <summary>
/// What a bulk answer says of its event stream. A client that gets 304 keeps the URL that it has, however old: so the ETag must
/// cover the URL, or a client with an expired one asks in vain, once a second, for ever.
/// </summary>
public sealed class StreamOffer(StreamTokens tokens, StreamOptions options)
{
    /// <returns>An absolute URL; the same for 15 minutes, valid for 15 to 30. Needs no escaping in JSON.</returns>
    public string Of(HttpContext context, SdkKeyEntry key, EnvironmentSnapshot snapshot)
    {
        var origin = options.PublicOrigin ?? $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";
        return $"{origin}/{OfrepStreamsController.Path}?token={tokens.Issue(key.Id, snapshot.EnvironmentId)}";
    }
}
