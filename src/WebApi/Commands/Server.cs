using FeatureFlag.Application.Installation;
using FeatureFlag.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeatureFlag.WebApi.Commands;

/// <summary>The command that is none: serve until stopped.</summary>
internal static class Server
{
    private const string DefaultUrl = "http://localhost:8000";
    private const long MaxBodyBytes = 1024 * 1024;

    public static async Task RunAsync(string[] args)
    {
        await using var app = Build(args);
        Banner.Write(Console.Out, app, await StartAsync(app));
        await app.WaitForShutdownAsync();
    }

    /// <summary>The server, not started. Tests run it inside their own process.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(Server).Assembly.GetName().Name });
        builder.WebHost.ConfigureKestrel(Limit);
        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.Services.AddWebApi(builder.Configuration, InfrastructureOptions.From(builder.Configuration, builder.Environment.ContentRootPath));
        var app = builder.Build();
        app.UseWebApi();
        return app;
    }

    /// <summary>Makes the store ready, then listens.</summary>
    /// <returns>The first admin, if it was made now.</returns>
    public static async Task<InitialAdmin?> StartAsync(WebApplication app)
    {
        var admin = await Setup.PrepareAsync(app.Services, app.Lifetime.ApplicationStopping);
        await app.StartAsync();
        return admin;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = OpenFileLimit.Current is { } files ? files * 8 / 10 : null;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
