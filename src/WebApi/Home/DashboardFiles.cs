using Microsoft.Extensions.FileProviders;

namespace FeatureFlag.WebApi.Home;

/// <summary>The built dashboard, in <c>wwwroot</c> beside the executable. It is not there when it was built without Node.js.</summary>
internal static class DashboardFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Null: the dashboard was not built.</summary>
    public static async Task<string?> ReadPageAsync(CancellationToken cancellationToken)
    {
        var page = Path.Combine(Folder, "index.html");
        return File.Exists(page) ? await File.ReadAllTextAsync(page, cancellationToken) : null;
    }

    /// <summary>Serves its scripts and styles. Their names change with what is in them, so browsers may keep them.</summary>
    public static void UseDashboardFiles(this WebApplication app)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Folder),
            OnPrepareResponse = file =>
                file.Context.Response.Headers.CacheControl = IsAsset(file.Context.Request) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>Whether it asks for a script or style of the dashboard.</summary>
    public static bool IsAsset(HttpRequest request) => request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
}
