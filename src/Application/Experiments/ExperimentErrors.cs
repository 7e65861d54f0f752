using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Experiments;

internal static class ExperimentErrors
{
    public static Error NotFound(string key) => Error.NotFound($"There is no experiment \"{key}\". GET /experiments lists them.");

    public static Error NotRunning(Experiment experiment) => Error.Conflict(experiment.Status == ExperimentStatus.Draft
        ? $"The experiment \"{experiment.Key}\" has not started yet: POST /experiments/{experiment.Key}/start."
        : $"The experiment \"{experiment.Key}\" is over already.");

    /// <summary>The experiment as it is stored, of the version that the caller expects.</summary>
    public static async Task<Result<Experiment>> FindAsync(
        this IExperimentRepository experiments, string key, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (await experiments.FindAsync(key, cancellationToken) is not { } experiment)
        {
            return NotFound(key);
        }

        return expectedVersion is { } expected && expected != experiment.Version ? Error.VersionMismatch(experiment.Version) : experiment;
    }
}
