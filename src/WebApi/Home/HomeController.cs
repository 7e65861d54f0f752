using System.Reflection;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Home;

/// <summary>What a browser sees at the root.</summary>
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class HomeController : ControllerBase
{
    private static readonly string Page = Read("home.html");
    private static readonly string Style = Read("home.css");
    private static readonly string DocumentationStyle = Read("docs.css");

    [HttpGet("/")]
    public ContentResult Get()
    {
        Response.Headers.ContentSecurityPolicy = SecurityHeadersMiddleware.PagePolicy;
        return Content(Page, "text/html; charset=utf-8");
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
