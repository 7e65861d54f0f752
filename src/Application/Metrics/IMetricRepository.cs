using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Metrics;

public interface IMetricRepository
{
    Task<MetricDefinition?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken);

    /// <summary>By key, then environment key. Returns up to one more than the limit.</summary>
    /// <param name="environmentId">Only metrics of this environment; null: of all.</param>
    /// <param name="search">In key or name, whatever the case; null: all.</param>
    /// <param name="page">How many, and after which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<MetricDefinition>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every metric of one environment, by key.</summary>
    Task<IReadOnlyList<MetricDefinition>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <returns>False if the environment has a metric with that key.</returns>
    Task<bool> AddAsync(MetricDefinition metric, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the metric's own.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(MetricDefinition metric, CancellationToken cancellationToken);

    /// <returns>False if that version of the metric is not there any more.</returns>
    Task<bool> DeleteAsync(MetricDefinition metric, CancellationToken cancellationToken);
}
