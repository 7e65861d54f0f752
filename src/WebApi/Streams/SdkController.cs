using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Flagd;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.SdkKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FeatureFlag.WebApi.Streams;

/// <summary>For SDKs that evaluate by themselves: everything of the key's environment, and when it has changed.</summary>
[Controller]
[Route("sdk")]
[Tags("OpenFeature")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed class SdkController(EventStreams streams, SdkKeyCheck keys)
{
    private const string ServersOnly = "This key is for browsers and apps, which must not see rules and segments. Use a key of kind \"server\".";

    /// <summary>A server that writes the same flags differently has another tag.</summary>
    private static readonly string FlagdTag = FormattableString.Invariant($"flagd{FlagdExport.Format}-");

    /// <summary>Every flagd asks every few seconds, and not each sends the tag.</summary>
    private static readonly ConditionalWeakTable<EnvironmentSnapshot, byte[]> FlagdJson = [];

    /// <summary>Get all flags and segments of the key's environment</summary>
    /// <remarks>
    /// Needs a server key. <c>{environment_id, environment_key, version, flags, segments}</c>, complete: also flags that are disabled or archived, as others may have them as prerequisites. With
    /// <c>If-None-Match</c> and the ETag of what the caller has: 304 while nothing has changed.
    /// </remarks>
    [HttpGet("snapshot")]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProducesResponseType<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status403Forbidden, Problems.ContentType)]
    public Task Snapshot([FromServices] HttpContext context) =>
        WithServerKeyAsync(context, known => SendAsync(context, known.Snapshot, "", SnapshotJson.SendAsync));

    /// <summary>Get all flags of the key's environment as flagd reads them</summary>
    /// <remarks>
    /// Needs a server key. For flagd as of 0.15 and for its in-process providers: <c>{flags, $evaluators, metadata, notExported}</c>. A flag that they
    /// would evaluate differently than the server is not exported; <c>notExported</c> lists it, with the place in it and the reason. With
    /// <c>If-None-Match</c> and the ETag of what the caller has: 304 while nothing has changed.
    /// </remarks>
    [HttpGet("flagd.json")]
    [ProducesResponseType<JsonObject>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProducesResponseType<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status403Forbidden, Problems.ContentType)]
    public Task Flagd([FromServices] HttpContext context) =>
        WithServerKeyAsync(context, known => SendAsync(context, known.Snapshot, FlagdTag, SendFlagdAsync));

    /// <summary>Be told when the key's environment has changed</summary>
    /// <remarks>
    /// Needs a server key. Server-sent events: <c>{"type":"changed","version":17}</c>, with the version as id. The first one comes at
    /// once, unless <c>Last-Event-ID</c> says that nothing is new. Versions may be skipped: only the newest counts. Comments in between
    /// keep the connection alive.
    /// </remarks>
    [HttpGet("stream")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, EventStreams.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status403Forbidden, Problems.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
    public Task Stream([FromServices] HttpContext context) => WithServerKeyAsync(
        context, known => streams.SendAsync(context, known.Snapshot.EnvironmentId, known.Key, notice => notice.ForSdks));

    private Task WithServerKeyAsync(HttpContext context, Func<KnownKey, Task> answer) => keys.Find(context.Request) switch
    {
        null => Problems.WriteAsync(context, Error.Unauthenticated(SdkKeyCheck.Refusal)),
        { Key.Kind: SdkKeyKind.Server } known => answer(known),
        _ => Problems.WriteAsync(context, Error.Forbidden(ServersOnly)),
    };

    private static Task SendFlagdAsync(HttpContext context, EnvironmentSnapshot snapshot)
    {
        var json = FlagdJson.GetValue(snapshot, FlagdExport.Write);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    private static Task SendAsync(HttpContext context, EnvironmentSnapshot snapshot, string tagPrefix, Func<HttpContext, EnvironmentSnapshot, Task> send)
    {
        var tag = new EntityTagHeaderValue(FormattableString.Invariant($"\"{tagPrefix}{snapshot.EnvironmentId:D}-{snapshot.Version}\""));
        context.Response.Headers.ETag = tag.ToString();
        if (IsKnown(context.Request, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return send(context, snapshot);
    }

    /// <summary>Weak comparison, as RFC 9110 has it for reading. A header that cannot be read knows nothing.</summary>
    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch!, out var known)
        && known.Any(other => other.Equals(EntityTagHeaderValue.Any) || other.Compare(tag, useStrongComparison: false));
}
