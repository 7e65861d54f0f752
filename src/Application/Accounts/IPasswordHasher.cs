using FeatureFlag.Domain;

namespace FeatureFlag.Application.Accounts;

/// <summary>Hashes passwords, a few at a time: who comes while all places are taken waits briefly, then gets an error.</summary>
public interface IPasswordHasher
{
    Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken);

    /// <param name="password">As typed; no trimming, no folding.</param>
    /// <param name="hash">Null: there is no such account; the answer takes as long and is never <see cref="PasswordVerdict.Right"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Result<PasswordVerdict>> VerifyAsync(string password, string? hash, CancellationToken cancellationToken);
}

public enum PasswordVerdict
{
    Wrong,
    Right,

    /// <summary>Right, but the hash was made with weaker parameters than today's.</summary>
    RightButOutdated,
}
