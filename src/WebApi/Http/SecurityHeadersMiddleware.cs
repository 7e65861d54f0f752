using Microsoft.Extensions.Primitives;

namespace FeatureFlag.WebApi.Http;

/// <summary>Headers that every answer carries. Answers are data or our own pages: nothing may frame, sniff or store them.</summary>
internal sealed class SecurityHeadersMiddleware(RequestDelegate next)
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = NoReferrer;
        headers.CacheControl = NoStore;
        return next(context);
    }
}
