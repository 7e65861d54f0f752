using FeatureFlag.Domain;

namespace FeatureFlag.Application.Accounts;

/// <summary>
/// Slows down guessing: failed sign-ins count against the account and against the address they come from, registrations
/// against the address. Limits expire by themselves: an account is refused only as long as somebody goes on guessing.
/// </summary>
public interface IAttemptLimiter
{
    /// <returns>An error if there were too many failures lately.</returns>
    Error? CheckLogin(string account, string address);

    void LoginFailed(string account, string address);

    /// <summary>Counts an attempt.</summary>
    /// <returns>An error if there were too many lately.</returns>
    Error? CountRegistration(string address);
}
