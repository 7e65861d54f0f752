using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Environments;

public interface IEnvironmentRepository
{
    Task<DeploymentEnvironment?> FindAsync(Guid id, CancellationToken cancellationToken);

    Task<DeploymentEnvironment?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>The environment of an experiment.</summary>
    Task<DeploymentEnvironment?> FindOfExperimentAsync(string experimentKey, CancellationToken cancellationToken);

    /// <summary>Oldest first. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<DeploymentEnvironment>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <returns>False if the key is taken.</returns>
    Task<bool> AddAsync(DeploymentEnvironment environment, CancellationToken cancellationToken);

    /// <summary>Writes name, description and protection.</summary>
    Task UpdateAsync(DeploymentEnvironment environment, CancellationToken cancellationToken);

    /// <summary>Deletes it with everything in it.</summary>
    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Adds one to the version and holds the row until the transaction ends.</summary>
    /// <returns>As it is now; null: it is gone.</returns>
    Task<DeploymentEnvironment?> AdvanceVersionAsync(Guid id, CancellationToken cancellationToken);
}

public static class EnvironmentErrors
{
    public static Error NotFound(object key) =>
        Error.NotFound($"There is no environment \"{key}\". GET /environments lists them.");

    /// <summary>Null: this actor may change what is in it, as far as its protection goes.</summary>
    public static Error? Refusal(DeploymentEnvironment environment, Actor actor) =>
        environment.IsProtected && actor.Role < Role.Admin
            ? Error.Forbidden($"The environment \"{environment.Key}\" is protected: only admins change it. Ask an admin to make this change.")
            : null;

    /// <summary>Finds what the caller means; a key and an id that mean different environments are an error.</summary>
    public static async Task<Result<DeploymentEnvironment>> ResolveAsync(
        this IEnvironmentRepository environments, EnvironmentReference reference, CancellationToken cancellationToken)
    {
        if (reference.Experiment is { } experiment)
        {
            return await environments.FindOfExperimentAsync(experiment, cancellationToken) is { } its ? its : ExperimentErrors.NotFound(experiment);
        }

        var found = reference.Id is { } id
            ? await environments.FindAsync(id, cancellationToken)
            : DeploymentEnvironment.IsKey(reference.Key) ? await environments.FindAsync(reference.Key!, cancellationToken) : null;
        if (found is null)
        {
            return NotFound(reference.Id is null ? reference.Key! : reference.Id);
        }

        return reference.Key is null || reference.Key == found.Key
            ? found
            : Error.Invalid("environment_key", $"does not fit environment_id, which is \"{found.Key}\". Send one of them.");
    }

    /// <summary>The id by which a list filters; null when the caller names no environment.</summary>
    public static async Task<Result<Guid?>> FilterAsync(this IEnvironmentRepository environments, string? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return (Guid?)null;
        }

        var found = await environments.ResolveAsync(EnvironmentReference.ByKey(key), cancellationToken);
        return found.IsOk ? found.Value.Id : found.Error;
    }
}
