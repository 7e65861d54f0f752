using System.Reflection;
using FeatureFlag.Application.Demo;
using FeatureFlag.Application.Installation;
using FeatureFlag.Infrastructure;

namespace FeatureFlag.WebApi.Commands;

/// <summary>What the operator sees at the start: on the console only, so that no log provider gets the first password.</summary>
internal static class Banner
{
    /// <summary>As soon as the admin exists: whatever stops the start after that, the password has been shown.</summary>
    public static void WriteAdmin(TextWriter output, InitialAdmin admin) => output.WriteLine($"""

          First admin        {admin.Email}
          Password           {admin.GeneratedPassword ?? "as set in Auth__InitialAdminPassword"}{(admin.GeneratedPassword is null ? "" : "   (shown only this once: keep it)")}
        """);

    public static void WriteDemo(TextWriter output, DemoReport demo)
    {
        output.WriteLine($"""

              Demo               {demo.Added.Count} things were added, {demo.Existing.Count} were there already: flags, segments, experiments, metrics, traffic
            """);
        foreach (var user in demo.Users)
        {
            output.WriteLine($"  {user.Email,-18} {user.Role}, {(user.Password is { } password ? $"password {password}   (shown only this once: keep it)" : "there already")}");
        }

        foreach (var (item, detail) in demo.Failed)
        {
            output.WriteLine($"  Not made           {item.Type} \"{item.Key}\" in \"{item.EnvironmentKey}\": {detail}");
        }
    }

    public static void Write(TextWriter output, WebApplication app)
    {
        var status = app.Services.GetRequiredService<StoreStatus>();
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        output.WriteLine($"""

            FeatureFlag {version} listens on {string.Join(", ", app.Urls)}
              API documentation  {LocalAddress.Of(app.Urls.First())}/docs
              Store              {status.Store}
              Cache              {status.Cache}

            """);
    }
}
