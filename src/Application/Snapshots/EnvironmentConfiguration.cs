using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Application.Snapshots;

/// <summary>All that evaluation in one environment needs, read at one instant: what the cache carries between nodes.</summary>
public sealed record EnvironmentConfiguration(DeploymentEnvironment Environment, IReadOnlyList<Flag> Flags)
{
    public EnvironmentSnapshot Compile() => new(Environment, Flags);
}

/// <summary>One row of the poll: which environments there are, and how far each has come.</summary>
public readonly record struct EnvironmentVersion(Guid Id, long Version);
