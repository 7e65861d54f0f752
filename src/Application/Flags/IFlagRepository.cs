using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Application.Flags;

public interface IFlagRepository
{
    Task<Flag?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken);

    /// <summary>By key, then environment key. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<Flag>> ListAsync(FlagFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>By key, then the age of the environment. Returns all environments of up to one key more than the limit.</summary>
    /// <param name="isArchived">True: only keys that are archived in all environments that have them; false: only others.</param>
    /// <param name="page">How many keys.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<FlagSummary>> ListOverviewAsync(bool isArchived, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every flag of one environment, archived ones too.</summary>
    Task<IReadOnlyList<Flag>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <summary>Those of the keys that there are.</summary>
    Task<IReadOnlyList<Flag>> FindAllAsync(Guid environmentId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>
    /// A flag of the same key in another environment whose values are of another type. Until the transaction ends no other
    /// one gets an answer for this key; who asks for several keys asks in their ordinal order.
    /// </summary>
    Task<Flag?> FindWithOtherValueTypeAsync(Flag flag, CancellationToken cancellationToken);

    /// <returns>False if the environment has a flag with that key.</returns>
    Task<bool> AddAsync(Flag flag, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the flag's own.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(Flag flag, CancellationToken cancellationToken);

    /// <returns>False if that version of the flag is not there any more.</returns>
    Task<bool> DeleteAsync(Flag flag, CancellationToken cancellationToken);
}

/// <summary>Null fields do not filter.</summary>
/// <param name="EnvironmentId">Only flags of this environment.</param>
/// <param name="Search">In key or name, whatever the case.</param>
/// <param name="Tag">Has exactly this tag.</param>
/// <param name="Type">Is of this type.</param>
/// <param name="IsArchived">Is archived, or is not.</param>
public sealed record FlagFilter(Guid? EnvironmentId, string? Search, string? Tag, FlagType? Type, bool? IsArchived);
