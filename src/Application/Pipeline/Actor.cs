using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Pipeline;

/// <summary>Who does something, as the audit log names them.</summary>
public sealed record Actor(Guid? Id, string Email, Role Role)
{
    /// <summary>The server itself and its command line.</summary>
    public static Actor System { get; } = new(null, "system", Role.Admin);

    public static Actor Of(User user) => new(user.Id, user.Email, user.Role);
}

/// <summary>Sends requests in somebody's name, each in a scope of its own, as if they came one by one.</summary>
public interface ISendAs
{
    Task<Result<T>> SendAsync<T>(Actor actor, IRequest<Result<T>> request, CancellationToken cancellationToken);
}

/// <summary>Tells who sent the current request.</summary>
public interface ICurrentActor
{
    /// <summary>Null for anonymous requests.</summary>
    Actor? Actor { get; }
}
