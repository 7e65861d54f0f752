using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Snapshots;

/// <summary>Reads configurations from the database.</summary>
public interface IConfigurationReader
{
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached.</exception>
    Task<IReadOnlyList<EnvironmentVersion>> ReadVersionsAsync(CancellationToken cancellationToken);

    /// <param name="environmentId">Of which environment.</param>
    /// <param name="since">The version that is known; 0: none, read everything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The environment's version and what has changed since, as of one instant; null if it is gone.</returns>
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="InvalidDataException">It holds what this build does not know, such as a flag type of a newer one.</exception>
    Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, long since, CancellationToken cancellationToken);
}

/// <summary>
/// Configurations between database and memory, shared by nodes. An entry is what leads from one version to another and
/// never changes, so a late writer can only add what nobody asks for any more. Never fails: an unreachable cache is a miss.
/// </summary>
public interface IConfigurationCache
{
    /// <param name="version">The environment, and the version to reach.</param>
    /// <param name="since">The version that is known; 0: none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<EnvironmentConfiguration?> GetAsync(EnvironmentVersion version, long since, CancellationToken cancellationToken);

    Task SetAsync(EnvironmentConfiguration configuration, CancellationToken cancellationToken);
}

/// <summary>Tells the other nodes that they should look at the database now. A notice may be lost: the poll is behind it.</summary>
public interface IChangeNotices
{
    /// <param name="change">An environment and its new version; 0: it is gone. Never waits, never fails.</param>
    void Send(EnvironmentVersion change);
}

/// <summary>Makes committed changes visible to this node's evaluations.</summary>
public interface ISnapshotPublisher
{
    /// <summary>Returns when evaluation sees everything that was committed before the call, or when that cannot be had now.</summary>
    Task PublishAsync();
}
