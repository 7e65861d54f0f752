using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Layers;

public interface ILayerRepository
{
    Task<Layer?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken);

    /// <summary>By key, then environment key. Returns up to one more than the limit.</summary>
    /// <param name="environmentId">Only layers of this environment; null: of all.</param>
    /// <param name="search">In key or name, whatever the case; null: all.</param>
    /// <param name="page">How many, and after which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Layer>> ListAsync(Guid? environmentId, string? search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every layer of one environment, by key.</summary>
    Task<IReadOnlyList<Layer>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <returns>False if the environment has a layer with that key.</returns>
    Task<bool> AddAsync(Layer layer, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the layer's own.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(Layer layer, CancellationToken cancellationToken);

    /// <returns>False if that version of the layer is not there any more.</returns>
    Task<bool> DeleteAsync(Layer layer, CancellationToken cancellationToken);
}
