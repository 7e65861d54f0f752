using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Accounts;

/// <summary>What a sign-in gives.</summary>
/// <param name="Token">A JWT that names the user and nothing else; what they may do is in their row.</param>
/// <param name="User">Who signed in.</param>
public sealed record AccessToken(string Token, User User);

/// <summary>What a token says of the sign-in that it goes back to.</summary>
/// <param name="At">When that was.</param>
/// <param name="PasswordMark">Of the password that held then. Taken from the token, not from the row: a password that changes meanwhile ends the renewed token too.</param>
public sealed record SignIn(DateTimeOffset At, string? PasswordMark);

/// <summary>Makes the tokens by which people prove who they are.</summary>
public interface IAccessTokens
{
    /// <summary>A new signed token for this user, who has just proven who they are, valid for <c>Auth__TokenMinutes</c> from now.</summary>
    AccessToken Issue(User user);

    /// <summary>Another token of a sign-in that was before; valid as long as a new one, but not beyond <c>Auth__SessionHours</c> after the sign-in.</summary>
    /// <returns>Null: that time is over.</returns>
    AccessToken? Renew(User user, SignIn signIn);
}
