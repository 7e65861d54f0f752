using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Snapshots;

/// <summary>Reads configurations from the database.</summary>
public interface IConfigurationReader
{
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<EnvironmentVersion>> ReadVersionsAsync(CancellationToken cancellationToken);

    /// <returns>The environment's version and flags as of one instant; null if it is gone.</returns>
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It holds what this build does not know, such as a flag type of a newer one.</exception>
    Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, CancellationToken cancellationToken);
}

/// <summary>
/// Configurations between database and memory, shared by nodes. An entry belongs to one version and never changes,
/// so a late writer can only add what nobody asks for any more. Never fails: an unreachable cache is a miss.
/// </summary>
public interface IConfigurationCache
{
    Task<EnvironmentConfiguration?> GetAsync(EnvironmentVersion version, CancellationToken cancellationToken);

    Task SetAsync(EnvironmentConfiguration configuration, CancellationToken cancellationToken);
}

/// <summary>Makes committed changes visible to this node's evaluations.</summary>
public interface ISnapshotPublisher
{
    /// <summary>Returns when evaluation sees everything that was committed before the call, or when that cannot be had now.</summary>
    Task PublishAsync();
}
