using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.Tests.Stores;

/// <summary>Who sends the requests of a scope.</summary>
internal sealed class TestActor : ICurrentActor
{
    public Actor? Actor { get; set; }
}
