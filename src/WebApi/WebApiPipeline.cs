using FeatureFlag.Infrastructure;
using FeatureFlag.WebApi.Evaluation;
using FeatureFlag.WebApi.Home;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace FeatureFlag.WebApi;

/// <summary>What a request passes, in this order.</summary>
internal static class WebApiPipeline
{
    /// <summary>On answers from memory that cannot be compared with the database now.</summary>
    private const string StaleHeader = "X-FeatureFlag-Stale";

    public static void UseWebApi(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<OfrepCorsMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.Use(next => AnswerHotPaths(next, app.Services.GetRequiredService<StoreStatus>()));
        app.UseWhen(IsWorthCompressing, answers => answers.UseResponseCompression());
        app.UseDashboardFiles();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<RepeatedQueryMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseDocumentation();
        app.MapPrometheusScrapingEndpoint().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])); // else any verb will do
        app.MapControllers().Add(endpoint =>
        {
            RequireSignIn(endpoint);
            CallHotPathsDirectly(endpoint);
        });
    }

    /// <summary>Runs hot routes at once: what comes after this is for people, and costs more than an evaluation.</summary>
    private static RequestDelegate AnswerHotPaths(RequestDelegate next, StoreStatus status) => context =>
    {
        if (context.GetEndpoint() is not { RequestDelegate: { } answer } endpoint || endpoint.Metadata.GetMetadata<HotPathAttribute>() is null)
        {
            return next(context);
        }

        if (!status.IsStoreReachable)
        {
            context.Response.Headers[StaleHeader] = "1";
        }

        return answer(context);
    };

    private static bool IsWorthCompressing(HttpContext context) =>
        DashboardFiles.IsAsset(context.Request) || context.GetEndpoint()?.Metadata.GetMetadata<CompressedAttribute>() is not null;

    /// <summary>Closed unless it says it is open.</summary>
    private static void RequireSignIn(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.OfType<IAllowAnonymous>().Any())
        {
            endpoint.Metadata.Add(new AuthorizeAttribute());
        }
    }

    /// <summary>On hot routes the action itself, of one shared controller, is the request delegate; MVC's invoker would cost more than it does.</summary>
    private static void CallHotPathsDirectly(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<HotPathAttribute>().Any())
        {
            var action = endpoint.Metadata.OfType<ControllerActionDescriptor>().Single();
            var controller = ActivatorUtilities.CreateInstance(endpoint.ApplicationServices, action.ControllerTypeInfo);
            endpoint.RequestDelegate = action.MethodInfo.CreateDelegate<RequestDelegate>(controller);
        }
    }

    /// <summary>X-Forwarded-For and -Proto count only when they come from these networks.</summary>
    private static void UseTrustedProxies(this WebApplication app)
    {
        var networks = app.Configuration["Proxy:KnownNetworks"]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (networks.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        options.ForwardLimit = null; // as many proxies in a row as are known
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(network, out var parsed)
                ? parsed
                : throw new Infrastructure.Security.ConfigurationException($"Proxy__KnownNetworks holds \"{network}\"; each part must be a network such as \"10.0.0.0/8\"."));
        }

        app.UseForwardedHeaders(options);
    }
}
