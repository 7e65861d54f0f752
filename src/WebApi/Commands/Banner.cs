using System.Reflection;
using FeatureFlag.Application.Installation;
using FeatureFlag.Infrastructure;

namespace FeatureFlag.WebApi.Commands;

/// <summary>What the operator sees when the server is up. Not a log line: the first password must not get into logs by itself.</summary>
internal static class Banner
{
    public static void Write(TextWriter output, WebApplication app, InitialAdmin? admin)
    {
        var status = app.Services.GetRequiredService<StoreStatus>();
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        output.WriteLine($"""

            FeatureFlag {version} listens on {string.Join(", ", app.Urls)}
              API documentation  {app.Urls.FirstOrDefault()}/docs
              Store              {status.Store}
              Cache              {status.Cache}
            """);
        if (admin is not null)
        {
            output.WriteLine($"""
                  First admin        {admin.Email}
                  Password           {admin.GeneratedPassword ?? "as set in Auth__InitialAdminPassword"}{(admin.GeneratedPassword is null ? "" : "   (shown only this once: keep it)")}
                """);
        }

        output.WriteLine();
    }
}
