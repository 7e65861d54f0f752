using System.Reflection;
using System.Security.Cryptography;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Home;

/// <summary>What a browser sees at the root: the dashboard or, where it was not built, how to build it.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class HomeController : ControllerBase
{
    /// <summary>Stands in the built page wherever a nonce is wanted (vite.config.ts).</summary>
    private const string NoncePlaceholder = "__NONCE__";

    private static readonly string Page = Read("home.html");
    private static readonly string Style = Read("home.css");
    private static readonly string DocumentationStyle = Read("docs.css");

    // The file by its name too, which would be served as it is: with no nonce, and no leave to load anything.
    [HttpGet("/"), HttpHead("/"), HttpGet("/index.html"), HttpHead("/index.html")]
    public async Task<ContentResult> Get(CancellationToken cancellationToken)
    {
        if (await DashboardFiles.ReadPageAsync(cancellationToken) is not { } dashboard)
        {
            Response.Headers.ContentSecurityPolicy = SecurityHeadersMiddleware.PagePolicy;
            return Content(Page, "text/html; charset=utf-8");
        }

        // Styles that the components make while they run carry it; scripts come from files alone.
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        Response.Headers.ContentSecurityPolicy =
            SecurityHeadersMiddleware.PagePolicy.Replace("style-src 'self'", $"style-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal);
        return Content(dashboard.Replace(NoncePlaceholder, nonce, StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    [HttpGet("/home.css")]
    public ContentResult GetStyle() => Content(Style, "text/css; charset=utf-8");

    [HttpGet("/docs.css")]
    public ContentResult GetDocumentationStyle() => Content(DocumentationStyle, "text/css; charset=utf-8");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"FeatureFlag.WebApi.Home.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
