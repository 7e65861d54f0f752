using System.Buffers;
using System.Text.Json;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>
/// A failure in OFREP's shape: <c>{key?, errorCode, errorDetails, metadata: {}}</c>. Providers parse every answer as this, so
/// these routes answer nothing else, and only with statuses that the protocol knows.
/// </summary>
/// <param name="Code">OpenFeature's error code.</param>
/// <param name="Details">A sentence that says what to do.</param>
internal sealed record OfrepError(string Code, string Details)
{
    public const string FlagNotFoundCode = "FLAG_NOT_FOUND";

    /// <summary>Also for client keys that ask for a flag that is there: they must not learn that it is.</summary>
    public static OfrepError FlagNotFound { get; } = new(
        FlagNotFoundCode, "This SDK key sees no such flag. Check the flag's key, whether it is archived, and, for client keys, whether it is client_visible.");

    public static OfrepError General { get; } = new("GENERAL", "The server failed; it is not your request's fault.");

    public static OfrepError Parse(string details) => new("PARSE_ERROR", details);

    /// <param name="response">Nothing written yet.</param>
    /// <param name="status">400, 401, 404 or 500.</param>
    /// <param name="flagKey">As asked for; null where all flags were.</param>
    public Task SendAsync(HttpResponse response, int status, string? flagKey)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (flagKey is not null)
            {
                json.WriteString("key", flagKey);
            }

            json.WriteString("errorCode", Code);
            json.WriteString("errorDetails", Details);
            json.WriteStartObject("metadata");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        return response.Body.WriteAsync(body.WrittenMemory, response.HttpContext.RequestAborted).AsTask();
    }
}
