namespace FeatureFlag.Application.Snapshots;

/// <summary>One row of the poll: which environments there are, and how far each has come.</summary>
public readonly record struct EnvironmentVersion(Guid Id, long Version);
