using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>What a test asks of the server behind its routes.</summary>
internal static class ServerServices
{
    /// <summary>An account that nobody can sign in with; made when first asked for, without the cost of a hash.</summary>
    public static async Task<User> UserAsync(this IServiceProvider services, string email)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<IUserRepository>();
        if (await users.FindByEmailAsync(email, default) is { } found)
        {
            return found;
        }

        var user = A.User(email) with { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) };
        await users.AddAsync(user, default);
        return user;
    }

    /// <summary>A token as if that user had signed in.</summary>
    public static async Task<string> TokenOfAsync(this IServiceProvider services, string email) =>
        services.GetRequiredService<IAccessTokens>().Issue(await services.UserAsync(email)).Token;
}
