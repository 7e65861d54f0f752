using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <param name="Id">Whose.</param>
/// <param name="Role">"viewer", "developer" or "admin".</param>
public sealed record ChangeUserRole(Guid Id, string Role) : IRequest<Result<User>>, IChange, IRequireRole
{
    public Role RequiredRole => Domain.Users.Role.Admin;
}

/// <param name="Id">Whose.</param>
/// <param name="IsActive">False: cannot sign in, and tokens that are out stop working.</param>
public sealed record ChangeUserActivity(Guid Id, bool IsActive) : IRequest<Result<User>>, IChange, IRequireRole
{
    public Role RequiredRole => Role.Admin;
}

internal sealed class ChangeUserRoleValidator : AbstractValidator<ChangeUserRole>
{
    public ChangeUserRoleValidator() => RuleFor(c => c.Role).Must(role => Roles.Parse(role) is not null).WithMessage(Roles.Rule);
}

internal sealed class ChangeUserHandler(IUserRepository users, ChangeScope scope)
    : IRequestHandler<ChangeUserRole, Result<User>>, IRequestHandler<ChangeUserActivity, Result<User>>
{
    public Task<Result<User>> Handle(ChangeUserRole request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, user => user with { Role = Roles.Parse(request.Role)!.Value }, cancellationToken);

    public Task<Result<User>> Handle(ChangeUserActivity request, CancellationToken cancellationToken) =>
        ChangeAsync(request.Id, user => user with { IsActive = request.IsActive }, cancellationToken);

    private async Task<Result<User>> ChangeAsync(Guid id, Func<User, User> change, CancellationToken cancellationToken)
    {
        if (await users.FindForUpdateAsync(id, cancellationToken) is not { } before)
        {
            return Error.NotFound("There is no such user. GET /auth/users lists them.");
        }

        var after = change(before);
        if (after == before)
        {
            return before;
        }

        if (before.Id == scope.Actor.Id)
        {
            return Error.Conflict("You cannot demote or disable yourself. Ask another admin to do it.");
        }

        if (!await users.UpdateAsync(after, cancellationToken))
        {
            return Error.Conflict("This is the last active admin. Make somebody else an admin first.");
        }

        scope.Record(Change.Updated(before, after));
        return after;
    }
}
