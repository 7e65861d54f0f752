using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using FeatureFlag.Domain;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FeatureFlag.WebApi.Http;

/// <summary>An error answer (RFC 9457): the only shape of one, on every route.</summary>
/// <param name="Type">Always "about:blank": the status says the kind.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Detail">What is wrong and what to do about it.</param>
/// <param name="Errors">With 422: messages per field.</param>
/// <param name="RequestId">Stands in the server's log too.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors,
    string RequestId);

/// <summary>Writes <see cref="Problem"/>s.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions Options = Json.Create();

    public static Task WriteAsync(HttpContext context, Error error)
    {
        var status = StatusOf(error.Kind);
        if (error.RetryAfter is { } wait)
        {
            RetryAfter(context, wait);
        }

        return WriteAsync(context, status, error.Detail, error.Fields.Count > 0 ? error.Fields : null);
    }

    public static async Task WriteAsync(
        HttpContext context, int status, string? detail = null, IReadOnlyDictionary<string, string[]>? errors = null, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            RetryAfter(context, retryAfter ?? TimeSpan.FromSeconds(1));
        }

        var problem = new Problem("about:blank", Titles(status), status, detail ?? DefaultDetail(context, status), errors, RequestId(context));
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, Options);
        response.ContentType = ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    public static string RequestId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private static void RetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers[HeaderNames.RetryAfter] =
            Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Malformed => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.VersionMismatch => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.TooManyRequests => StatusCodes.Status429TooManyRequests,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Titles(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);

    private static long? MaxMegabytes(HttpContext context) =>
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize / (1024 * 1024);

    private static string DefaultDetail(HttpContext context, int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request could not be read. Check its syntax.",
        StatusCodes.Status401Unauthorized => "Sign in first: POST /auth/login, then send the token as \"Authorization: Bearer …\". A token that was sent is not, or no longer, valid.",
        StatusCodes.Status403Forbidden => "Your role does not allow this.",
        StatusCodes.Status404NotFound => "There is nothing at this address. GET /openapi.json lists the routes.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method; the Allow header lists those it takes.",
        StatusCodes.Status413PayloadTooLarge => $"The body is too large: at most {MaxMegabytes(context)} MB.",
        StatusCodes.Status415UnsupportedMediaType => "Send JSON, with the header \"Content-Type: application/json\".",
        StatusCodes.Status503ServiceUnavailable => "The database cannot be reached at this moment. Nothing was changed; try again in a few seconds. Evaluation goes on.",
        >= 500 => "The server failed; it is not your request's fault. The request_id helps to find the cause in the server's log.",
        _ => "The request was refused.",
    };
}
