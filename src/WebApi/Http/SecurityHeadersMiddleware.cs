using Microsoft.Extensions.Primitives;

namespace FeatureFlag.WebApi.Http;

/// <summary>Headers that every answer carries: nothing may frame, sniff or store it. Pages say themselves what they load.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    /// <summary>For our own pages: what this server serves, and no inline code.</summary>
    public const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues DataPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = DataPolicy;
        headers["Referrer-Policy"] = NoReferrer;
        headers.CacheControl = NoStore;
        return next(context);
    }
}
