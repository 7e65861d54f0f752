using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.WebApi.Http;

/// <summary>The person of this scope: set when a token was checked, or by a command of the executable.</summary>
internal sealed class CurrentActor : ICurrentActor
{
    public Actor? Actor { get; set; }
}
