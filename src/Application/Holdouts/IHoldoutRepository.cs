using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Holdouts;

public interface IHoldoutRepository
{
    Task<Holdout?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken);

    /// <summary>By key, then environment key. Returns up to one more than the limit.</summary>
    /// <param name="environmentId">Only holdouts of this environment; null: of all.</param>
    /// <param name="search">In key or name, whatever the case; null: all.</param>
    /// <param name="page">How many, and after which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Holdout>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every holdout of one environment, by key.</summary>
    Task<IReadOnlyList<Holdout>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <returns>False if the environment has a holdout with that key.</returns>
    Task<bool> AddAsync(Holdout holdout, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the holdout's own.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(Holdout holdout, CancellationToken cancellationToken);

    /// <returns>False if that version of the holdout is not there any more.</returns>
    Task<bool> DeleteAsync(Holdout holdout, CancellationToken cancellationToken);
}
