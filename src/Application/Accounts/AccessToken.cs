using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Accounts;

/// <summary>What a sign-in gives.</summary>
/// <param name="Token">A JWT that names the user and nothing else; what they may do is in their row.</param>
/// <param name="User">Who signed in.</param>
public sealed record AccessToken(string Token, User User);

/// <summary>Makes the tokens by which people prove who they are.</summary>
public interface IAccessTokens
{
    /// <summary>A new signed token for this user, valid for <c>Auth__TokenMinutes</c> from now.</summary>
    AccessToken Issue(User user);
}
