using System.Net;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure;
using FeatureFlag.Infrastructure.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeatureFlag.WebApi.Commands;

/// <summary>The command that is none: serve until stopped.</summary>
internal static class Server
{
    public const string DefaultUrl = "http://localhost:8000";

    private const long MaxBodyBytes = 1024 * 1024;

    public static async Task RunAsync(string[] args)
    {
        await using var app = Build(args);
        await StartAsync(app, Console.Out);
        await app.WaitForShutdownAsync();
    }

    /// <summary>The server, not started. Tests run it inside their own process.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(Server).Assembly.GetName().Name });
        ShippedSettings.AddTo(builder.Configuration);
        builder.WebHost.ConfigureKestrel(Limit);
        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        CheckUrls(builder.Configuration["urls"]);
        builder.Services.AddWebApi(builder.Configuration, InfrastructureOptions.From(builder.Configuration, builder.Environment.ContentRootPath));
        var app = builder.Build();
        app.UseWebApi();
        return app;
    }

    /// <summary>Makes the store ready, then listens, and tells the operator. Without the database: listens, if files hold what to answer from.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, and there are no such files.</exception>
    public static async Task StartAsync(WebApplication app, TextWriter output)
    {
        StoreUnavailableException? away = null;
        try
        {
            await PrepareAsync(app, output);
        }
        catch (StoreUnavailableException exception)
        {
            away = exception;
        }

        try
        {
            await app.StartAsync();
        }
        catch (Exception exception)
        {
            app.Lifetime.StopApplication(); // else what runs beside the server takes its end for a fault of its own, and says so at length
            if (exception is StoreUnavailableException && away is not null)
            {
                throw away; // it says more
            }

            throw;
        }

        Banner.Write(output, app);
        if (away is not null)
        {
            _ = new LateSetup(app, away, () => PrepareAsync(app, output)).RunAsync();
        }
    }

    private static async Task PrepareAsync(WebApplication app, TextWriter output)
    {
        if (await Setup.PrepareAsync(app.Services, app.Lifetime.ApplicationStopping) is { } admin)
        {
            Banner.WriteAdmin(output, admin);
        }
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = OpenFileLimit.Connections();
    }

    private static void CheckUrls(string? urls)
    {
        try
        {
            var addresses = (urls ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(addresses.Max(address => address.Port), IPEndPoint.MaxPort);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ConfigurationException($"\"{urls}\" is no address to listen on; one is {DefaultUrl}. Correct ASPNETCORE_URLS or --urls.");
        }
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        new[] { "urls", "http_ports", "https_ports" }.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").Exists();
}
