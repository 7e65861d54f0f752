using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace FeatureFlag.WebApi.Auth;

/// <summary>Tokens say who; the user's row, read on every request, says whether they still may.</summary>
internal static class BearerAuthentication
{
    public static void AddBearerAuthentication(this IServiceCollection services, InfrastructureOptions options)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.IncludeErrorDetails = false;
            bearer.TokenValidationParameters = options.Jwt.Validation(TimeProvider.System);
            bearer.Events = new() { OnMessageReceived = SkipPublicRoutes, OnTokenValidated = LoadUserAsync };
        });

        // The framework wants it, nothing here uses it: no key files then. What warms it up at the start would make one.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var warmUp in services.Where(IsDataProtectionWarmUp).ToList())
        {
            services.Remove(warmUp);
        }

        services.AddAuthorization();
    }

    private static bool IsDataProtectionWarmUp(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly;

    /// <summary>A public route answers whatever token is sent along, and when the user's row cannot be read.</summary>
    private static Task SkipPublicRoutes(MessageReceivedContext context)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            context.NoResult();
        }

        return Task.CompletedTask;
    }

    private static async Task LoadUserAsync(TokenValidatedContext context)
    {
        var users = context.HttpContext.RequestServices.GetRequiredService<IUserRepository>();
        var subject = context.Principal!.FindFirst("sub")?.Value;
        if (Guid.TryParseExact(subject, "D", out var id) && await users.FindAsync(id, context.HttpContext.RequestAborted) is { IsActive: true } user
            && JwtAccessTokens.IsCurrent(context.Principal, user))
        {
            context.HttpContext.RequestServices.GetRequiredService<CurrentActor>().Actor = Actor.Of(user);
        }
        else
        {
            context.Fail("The account is gone or disabled, or has another password now.");
        }
    }
}
