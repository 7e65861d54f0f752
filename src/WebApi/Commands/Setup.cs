using FeatureFlag.Application;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Installation;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Infrastructure.Security;
using MediatR;

namespace FeatureFlag.WebApi.Commands;

/// <summary>Makes the store ready: schema, the first environments, the first admin. Doing it again changes nothing.</summary>
internal static class Setup
{
    /// <returns>The admin that was made now, if one was.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; the message says what to do.</exception>
    public static async Task<InitialAdmin?> PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<IMigrator>().MigrateAsync(cancellationToken);
        var accounts = services.GetRequiredService<AccountOptions>();
        await SendAsync(services, new CreateDefaultEnvironments(), cancellationToken);
        var admin = await SendAsync(services, new CreateInitialAdmin(accounts.InitialAdminEmail, accounts.InitialAdminPassword), cancellationToken);
        return admin.IsOk
            ? admin.Value
            : throw new ConfigurationException($"The first admin cannot be made from Auth__InitialAdminEmail and Auth__InitialAdminPassword: {admin.Error.Detail}");
    }

    /// <summary>Sends a request in the name of the server itself.</summary>
    public static Task<Result<T>> SendAsync<T>(IServiceProvider services, IRequest<Result<T>> request, CancellationToken cancellationToken) =>
        services.GetRequiredService<ISendAs>().SendAsync(Actor.System, request, cancellationToken);
}
