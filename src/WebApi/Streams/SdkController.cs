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
        WithServerKeyAsync(context, known => SendAsync(context, known.Snapshot, "", SnapshotContent.Json));

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
        WithServerKeyAsync(context, known => SendAsync(context, known.Snapshot, FlagdTag, WriteFlagd));

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

    private static byte[] WriteFlagd(EnvironmentSnapshot snapshot) => FlagdJson.GetValue(snapshot, FlagdExport.Write);

    private Task WithServerKeyAsync(HttpContext context, Func<KnownKey, Task> answer) => keys.Find(context.Request) switch
    {
        null => Problems.WriteAsync(context, Error.Unauthenticated(SdkKeyCheck.Refusal)),
        { Key.Kind: SdkKeyKind.Server } known => answer(known),
        _ => Problems.WriteAsync(context, Error.Forbidden(ServersOnly)),
    };

    private static Task SendAsync(HttpContext context, EnvironmentSnapshot snapshot, string tagPrefix, Func<EnvironmentSnapshot, byte[]> write)
    {
        var response = context.Response;
        var tag = $"\"{tagPrefix}{SnapshotContent.Of(snapshot).Tag}\"";
        response.Headers.ETag = tag;
        if (KnownTag.IsIn(context.Request.Headers.IfNoneMatch, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var json = write(snapshot);
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        return response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
