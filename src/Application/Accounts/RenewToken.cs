using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <param name="SignIn">The one that the caller's token goes back to.</param>
public sealed record RenewToken(SignIn SignIn) : IRequest<Result<AccessToken>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class RenewTokenHandler(IUserRepository users, IAccessTokens tokens, ICurrentActor current)
    : IRequestHandler<RenewToken, Result<AccessToken>>
{
    public async Task<Result<AccessToken>> Handle(RenewToken request, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(current.Actor!.Id!.Value, cancellationToken) is not { } user)
        {
            return Error.Unauthenticated("This account is gone.");
        }

        return tokens.Renew(user, request.SignIn) is { } token
            ? token
            : Error.Unauthenticated("Your sign-in was too long ago to be renewed. Sign in again.");
    }
}
