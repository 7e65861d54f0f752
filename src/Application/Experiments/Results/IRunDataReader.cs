using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Adds up what is stored about a run. It can take seconds; one at a time in a process, beside everything else.</summary>
public interface IRunDataReader
{
    /// <summary>All of it as of one instant, which every number sees.</summary>
    /// <param name="environmentId">The run's environment.</param>
    /// <param name="subject">Which run.</param>
    /// <param name="asOf">Exposures and events before it count.</param>
    /// <param name="cancellationToken">Ends the work in the database too.</param>
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached, or took longer than minutes.</exception>
    Task<RunData> ReadAsync(Guid environmentId, RunSubject subject, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>The same by the value that an attribute had at the first exposure: the 20 most frequent, the rest, those without.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    Task<IReadOnlyList<Slice>> ReadSlicesAsync(
        Guid environmentId, RunSubject subject, DateTimeOffset asOf, string dimension, CancellationToken cancellationToken);
}
