using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Pipeline;

/// <summary>Who does something, as the audit log names them.</summary>
public sealed record Actor(Guid? Id, string Email, Role Role)
{
    /// <summary>The server itself and its command line.</summary>
    public static Actor System { get; } = new(null, "system", Role.Admin);

    public static Actor Of(User user) => new(user.Id, user.Email, user.Role);
}

/// <summary>Tells who sent the current request.</summary>
public interface ICurrentActor
{
    /// <summary>Null for anonymous requests.</summary>
    Actor? Actor { get; }
}
