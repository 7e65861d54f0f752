using FeatureFlag.Domain;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Application.SdkKeys;

public interface ISdkKeyRepository
{
    /// <returns>Null also if it belongs to another environment.</returns>
    Task<SdkKey?> FindAsync(Guid environmentId, Guid id, CancellationToken cancellationToken);

    /// <summary>Oldest first. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<SdkKey>> ListAsync(Guid environmentId, PageRequest page, CancellationToken cancellationToken);

    /// <summary>All of an environment, oldest first.</summary>
    Task<IReadOnlyList<SdkKey>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    Task AddAsync(SdkKey key, CancellationToken cancellationToken);

    /// <summary>Writes when it expires.</summary>
    Task UpdateExpiryAsync(SdkKey key, CancellationToken cancellationToken);

    Task DeleteAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Writes down when keys were last used, unless something later stands there already. Keys that are gone are passed over.</summary>
    Task NoteUsesAsync(IReadOnlyList<(Guid KeyId, DateTimeOffset At)> uses, CancellationToken cancellationToken);
}

internal static class SdkKeyErrors
{
    public static Error NotFound(Guid id, string environmentKey) => Error.NotFound(
        $"There is no SDK key {id:D} in \"{environmentKey}\". GET /environments/{environmentKey}/sdk-keys lists them.");

    public static Error Full(string environmentKey) => Error.Conflict(
        $"\"{environmentKey}\" has {SdkKey.MaxPerEnvironment} SDK keys, the most an environment may have. Delete those that have expired or are not used.");
}
