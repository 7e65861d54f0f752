using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <summary>The command line's way to an admin: promotes an account that exists, and enables it. No route leads here.</summary>
public sealed record MakeAdmin(string Email) : IRequest<Result<User>>, IChange, IRequireRole
{
    public Role RequiredRole => Role.Admin;
}

internal sealed class MakeAdminHandler(IUserRepository users, ChangeScope scope) : IRequestHandler<MakeAdmin, Result<User>>
{
    public async Task<Result<User>> Handle(MakeAdmin request, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(request.Email, cancellationToken) is not { } found
            || await users.FindForUpdateAsync(found.Id, cancellationToken) is not { } before)
        {
            return Error.NotFound($"There is no account with the address \"{request.Email}\". Register it first: POST /auth/register.");
        }

        var after = before with { Role = Role.Admin, IsActive = true };
        await users.UpdateAsync(after, cancellationToken);
        scope.Record(Change.Updated(before, after));
        return after;
    }
}
