using System.Net.Http.Headers;
using System.Text.Json;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using FeatureFlag.WebApi.SdkKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Events;

/// <summary>Takes exposures and metric events; answers when they are durable.</summary>
[Controller]
[Route("events")]
[Tags("Experiments")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed class EventsController(EventQueue queue, EventOptions options, SdkKeyCheck keys, TimeProvider time)
{
    private const string Lines = "application/x-ndjson";

    private const string NotWritten =
        "The events could not be written at this moment. Send all of them again in a few seconds: thanks to their ids each counts once, even if it was written after all.";

    private static readonly JsonSerializerOptions JsonOptions = Json.Create();

    /// <summary>Post exposures and metric events</summary>
    /// <remarks>
    /// With an SDK key of either kind, which decides the environment. One event per line (<c>application/x-ndjson</c>) or a JSON array; at most 10 000
    /// events and 5 MB. 202 once the accepted ones are durable; sending any of them again does no harm. A line that is wrong costs no other line, but an array
    /// that is no JSON is refused as a whole.
    /// </remarks>
    [HttpPost]
    [RequestSizeLimit(EventBatch.MaxBytes)]
    [RawBody(typeof(EventBodyItem), IsListOrLines = true)]
    [ProducesResponseType<EventsResponse>(StatusCodes.Status202Accepted, "application/json")]
    public async Task Post([FromServices] HttpContext context)
    {
        if (keys.Find(context.Request) is not { } caller)
        {
            await Problems.WriteAsync(context, Error.Unauthenticated(SdkKeyCheck.Refusal));
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType?.ToLowerInvariant() is not (Lines or "application/json"))
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status415UnsupportedMediaType, $"Send one JSON object per line with the header \"Content-Type: {Lines}\", or an array with \"application/json\".");
            return;
        }

        if (context.Request.Headers.ContentEncoding.Count > 0)
        {
            await Problems.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send the events uncompressed, without a Content-Encoding.");
            return;
        }

        using var body = await EventBody.ReadAsync(context.Request, queue);
        await (body is null ? RefuseAsync(context) : WriteAsync(context, caller, body, Lines.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)));
    }

    private static Task RefuseAsync(HttpContext context) => Problems.WriteAsync(
        context,
        new Error(ErrorKind.TooManyRequests, "Too many events wait to be written. Send these again after the seconds in Retry-After.") { RetryAfter = TimeSpan.FromSeconds(1) });

    private async Task WriteAsync(HttpContext context, KnownKey caller, EventBody body, bool areLines)
    {
        var batch = new EventBatch(caller.Snapshot.EnvironmentId);
        var fields = new EventFields(caller.Snapshot, options, time.GetUtcNow());
        var isTooMany = areLines && !EventReader.TryReadLines(body.Bytes, fields, batch);
        if (!areLines && EventReader.ReadArray(body.Bytes, fields, batch, out isTooMany) is { } error)
        {
            await Problems.WriteAsync(context, error);
            return;
        }

        if (isTooMany)
        {
            await Problems.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, EventReader.TooMany);
            return;
        }

        try
        {
            await queue.WriteAsync(batch); // to its end, also when the caller has gone: the events point into the body
        }
        catch (StoreUnavailableException)
        {
            await Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, NotWritten);
            return;
        }

        var answer = JsonSerializer.SerializeToUtf8Bytes(EventsResponse.Of(batch), JsonOptions);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }
}
