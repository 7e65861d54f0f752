using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Experiments;

public interface IExperimentRepository
{
    /// <summary>With its runs, as everything here.</summary>
    Task<Experiment?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Newest first. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<Experiment>> ListAsync(ExperimentFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every experiment of one environment, oldest first.</summary>
    Task<IReadOnlyList<Experiment>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <summary>Those that run, oldest first.</summary>
    /// <param name="environmentId">Only of this environment; null: of all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Experiment>> ListRunningAsync(Guid? environmentId, CancellationToken cancellationToken);

    /// <returns>False if there is an experiment with that key, in whatever environment.</returns>
    Task<bool> AddAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the experiment's own; its runs are written too.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <returns>False if that version of the experiment is not there any more.</returns>
    Task<bool> DeleteAsync(Experiment experiment, CancellationToken cancellationToken);

    /// <summary>A number to keep exposures under, of the whole installation, that nothing had before.</summary>
    Task<long> NextRunAsync(CancellationToken cancellationToken);

    /// <summary>Whether a run in this environment was ever dealt with the salt.</summary>
    Task<bool> IsSaltUsedAsync(Guid environmentId, string salt, CancellationToken cancellationToken);

    /// <summary>Every run that ever owned buckets of the layer.</summary>
    Task<IReadOnlyList<ExperimentRun>> ListRunsInLayerAsync(Guid environmentId, string layerKey, CancellationToken cancellationToken);
}

/// <summary>Null fields do not filter.</summary>
/// <param name="EnvironmentId">Only experiments of this environment.</param>
/// <param name="FlagKey">Only those on flags of this key.</param>
/// <param name="Status">Only those in this state.</param>
/// <param name="Search">In key or name, whatever the case.</param>
public sealed record ExperimentFilter(Guid? EnvironmentId = null, string? FlagKey = null, ExperimentStatus? Status = null, string? Search = null);
