using Microsoft.Extensions.Primitives;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>
/// Lets pages of any origin use OFREP and post events, and nothing else: answers, errors and 304 included, and what browsers ask beforehand.
/// SDK keys travel in headers that a page must set itself, never in cookies, so an origin proves nothing.
/// </summary>
internal sealed class OfrepCorsMiddleware(RequestDelegate next)
{
    private static readonly PathString Path = "/ofrep";
    private static readonly PathString EventsPath = "/events";
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues Exposed = "ETag, Retry-After";
    private static readonly StringValues Methods = "GET, POST";
    private static readonly StringValues RequestHeaders = "content-type, authorization, x-api-key, if-none-match";
    private static readonly StringValues OneDay = "86400";

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path) && !(context.Request.Path.StartsWithSegments(EventsPath, out var rest) && rest.Value is null or "" or "/"))
        {
            return next(context);
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlExposeHeaders = Exposed;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = RequestHeaders;
        headers.AccessControlMaxAge = OneDay;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
