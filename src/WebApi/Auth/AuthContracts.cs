using FeatureFlag.Domain.Users;

namespace FeatureFlag.WebApi.Auth;

/// <summary>A person with an account.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">"viewer", "developer" or "admin".</param>
/// <param name="IsActive">False: cannot sign in.</param>
/// <param name="CreatedAt">When they registered.</param>
public sealed record UserResponse(Guid Id, string Email, string Name, string Role, bool IsActive, DateTimeOffset CreatedAt)
{
    internal static UserResponse Of(User user) => new(user.Id, user.Email, user.Name, user.Role.Name(), user.IsActive, user.CreatedAt);
}

/// <summary>What a sign-in gives.</summary>
/// <param name="AccessToken">To be sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">"bearer".</param>
/// <param name="User">Who signed in.</param>
public sealed record TokenResponse(string AccessToken, string TokenType, UserResponse User)
{
    internal static TokenResponse Of(Application.Accounts.AccessToken token) => new(token.Token, "bearer", UserResponse.Of(token.User));
}

/// <summary>The role that a person is to have.</summary>
/// <param name="Role">"viewer", "developer" or "admin".</param>
public sealed record RoleRequest(string Role);

/// <summary>Whether an account is to be usable.</summary>
/// <param name="IsActive">False: cannot sign in, and tokens that are out stop working.</param>
public sealed record ActivityRequest(bool IsActive);
