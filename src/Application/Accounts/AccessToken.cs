using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Accounts;

/// <summary>What a sign-in gives.</summary>
/// <param name="Token">A JWT that names the user and nothing else; what they may do is in their row.</param>
/// <param name="User">Who signed in.</param>
public sealed record AccessToken(string Token, User User);

public interface IAccessTokens
{
    AccessToken Issue(User user);
}
