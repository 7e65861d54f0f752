using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.WebApi.Streams;

/// <summary>What a bulk answer says of its event stream.</summary>
public sealed class StreamOffer
{
    /// <returns>An absolute URL that needs no escaping in JSON; null: there is no stream.</returns>
    public string? Of(HttpContext context, SdkKeyEntry key, EnvironmentSnapshot snapshot) => null;
}
