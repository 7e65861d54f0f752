using System.Globalization;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <summary>Oldest first; the cursor is the id of the last one, which is as old as the account.</summary>
public sealed record ListUsers(PageRequest Page) : IRequest<Result<Page<User>>>, IRequireRole
{
    public Role RequiredRole => Role.Admin;
}

internal sealed class ListUsersHandler(IUserRepository users) : IRequestHandler<ListUsers, Result<Page<User>>>
{
    public async Task<Result<Page<User>>> Handle(ListUsers request, CancellationToken cancellationToken)
    {
        var found = await users.ListAsync(request.Page, cancellationToken);
        return request.Page.Cut(found, user => new(user.Id.ToString("D", CultureInfo.InvariantCulture)));
    }
}
