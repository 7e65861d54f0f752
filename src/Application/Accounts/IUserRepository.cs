using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Accounts;

public interface IUserRepository
{
    Task<User?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <param name="email">In any spelling of the same address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<User?> FindByEmailAsync(string email, CancellationToken cancellationToken);

    /// <summary>As <see cref="FindAsync"/>, and holds the row until the transaction ends.</summary>
    Task<User?> FindForUpdateAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Oldest first. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<User>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <returns>False if the address is taken.</returns>
    Task<bool> AddAsync(User user, CancellationToken cancellationToken);

    /// <summary>Writes role, activity, password hash and when that was changed.</summary>
    /// <returns>False if that would leave no active admin; then the transaction is lost.</returns>
    Task<bool> UpdateAsync(User user, CancellationToken cancellationToken);

    /// <summary>Writes the hash only if the row still has the old one.</summary>
    Task ReplacePasswordHashAsync(Guid id, string oldHash, string newHash, CancellationToken cancellationToken);

    Task<bool> AnyAsync(CancellationToken cancellationToken);
}
