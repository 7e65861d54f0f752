using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests;

/// <summary>Who sends requests in these tests.</summary>
internal static class People
{
    public static Actor Viewer { get; } = Actor.Of(A.User("viewer@example.com"));

    public static Actor Developer { get; } = Actor.Of(A.User("developer@example.com") with { Role = Role.Developer });

    public static Actor Admin { get; } = Actor.Of(A.User("admin@example.com") with { Role = Role.Admin });

    /// <summary>"anonymous", "viewer", "developer" or "admin".</summary>
    public static Actor? Named(string name) => name switch
    {
        "viewer" => Viewer,
        "developer" => Developer,
        "admin" => Admin,
        "anonymous" => null,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static async Task<User> AddUserAsync(this TestStore store, string email, Role role = Role.Viewer)
    {
        var user = A.User(email) with { Role = role };
        await store.WithAsync<IUserRepository, bool>(users => users.AddAsync(user, default));
        return user;
    }
}
