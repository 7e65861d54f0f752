using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Accounts;

public sealed record GetOwnUser : IRequest<Result<User>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetOwnUserHandler(IUserRepository users, ICurrentActor current) : IRequestHandler<GetOwnUser, Result<User>>
{
    public async Task<Result<User>> Handle(GetOwnUser request, CancellationToken cancellationToken) =>
        await users.FindAsync(current.Actor!.Id!.Value, cancellationToken) is { } user
            ? user
            : Error.Unauthenticated("This account is gone.");
}
