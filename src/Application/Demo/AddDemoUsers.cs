using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Demo;

/// <summary>Adds all of these accounts or none: of one that was added alone, the password would be lost with the error. Not reachable from outside.</summary>
internal sealed record AddDemoUsers(IReadOnlyList<NewDemoUser> Users) : IRequest<Result<Unit>>, IChange, IRequireRole
{
    public Role RequiredRole => Role.Admin;
}

internal sealed record NewDemoUser(string Email, string Name, Role Role, string PasswordHash)
{
    /// <summary>Without the hash.</summary>
    public override string ToString() => Email;
}

internal sealed class AddDemoUsersHandler(IUserRepository users, ChangeScope scope, TimeProvider time) : IRequestHandler<AddDemoUsers, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(AddDemoUsers request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (email, name, role, hash) in request.Users)
        {
            var user = new User { Id = Guid.CreateVersion7(now), Email = email, Name = name, PasswordHash = hash, Role = role, CreatedAt = now };
            if (!await users.AddAsync(user, cancellationToken))
            {
                return Error.Conflict("Somebody adds the demo at the same moment. Wait until that is done, then try again.");
            }

            scope.Record(Change.Created(user));
        }

        return Unit.Value;
    }
}
