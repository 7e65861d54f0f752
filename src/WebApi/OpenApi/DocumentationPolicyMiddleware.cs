using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FeatureFlag.WebApi.Http;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>
/// The Swagger UI page starts itself by an inline script, which our policy forbids. This lets exactly that script through,
/// by its hash, on that page alone.
/// </summary>
internal sealed partial class DocumentationPolicyMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.Equals("/docs/index.html", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        // Browsers hash a script after they have turned its line ends into \n.
        var html = Encoding.UTF8.GetString(page.ToArray()).ReplaceLineEndings("\n");
        var scripts = InlineScripts().Matches(html).Select(match => match.Groups[1].Value);
        var hashes = scripts.Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'");
        context.Response.Headers.ContentSecurityPolicy =
            SecurityHeadersMiddleware.PagePolicy.Replace("script-src 'self'", $"script-src 'self' {string.Join(' ', hashes)}", StringComparison.Ordinal);
        context.Response.ContentLength = page.Length;
        await body.WriteAsync(page.ToArray(), context.RequestAborted);
    }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScripts();
}
