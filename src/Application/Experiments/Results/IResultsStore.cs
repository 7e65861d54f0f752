using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Results as they were computed, and what makes them out of date.</summary>
public interface IResultsStore
{
    /// <summary>Oldest instant first, without what they say.</summary>
    Task<IReadOnlyList<StoredInstant>> ListAsync(long run, CancellationToken cancellationToken);

    Task<StoredResults?> FindAsync(long run, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>All of a run, oldest instant first.</summary>
    Task<IReadOnlyList<StoredResults>> ReadAllAsync(long run, CancellationToken cancellationToken);

    /// <summary>By experiment, of its last run; experiments without stored results of it are missing.</summary>
    Task<Dictionary<Guid, ExperimentVerdict>> ListVerdictsAsync(IReadOnlyCollection<Guid> experiments, CancellationToken cancellationToken);

    /// <summary>Instead of what is stored as of the same instant.</summary>
    Task SaveAsync(long run, StoredResults results, string basis, CancellationToken cancellationToken);

    /// <summary>Forgets what was the latest before.</summary>
    /// <param name="run">Which run.</param>
    /// <param name="instants">Those to forget.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RemoveAsync(long run, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellationToken);

    /// <summary>When events came that happened before an instant: the latest minute of arrival at or after a time; null: none.</summary>
    /// <param name="environmentId">Of which environment.</param>
    /// <param name="since">Arrivals of earlier minutes do not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<EventArrival>> ListArrivalsAsync(Guid environmentId, DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>What is stored as of an instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="ComputedAt">When it was computed.</param>
/// <param name="Basis">What it was computed from besides events.</param>
public sealed record StoredInstant(DateTimeOffset AsOf, DateTimeOffset ComputedAt, string Basis);

/// <summary>Results with new units per day.</summary>
public sealed record StoredResults(ExperimentResults Results, IReadOnlyList<DailyUnits> Daily);

/// <summary>Events that arrived within a minute.</summary>
/// <param name="Minute">When they arrived.</param>
/// <param name="Earliest">When the first of them had happened.</param>
public sealed record EventArrival(DateTimeOffset Minute, DateTimeOffset Earliest);
