using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Streams;

/// <summary>What <c>eventStreams</c> of a bulk answer leads to.</summary>
[Controller]
[Route(Path)]
[Tags("OpenFeature")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed class OfrepStreamsController(EventStreams streams, StreamTokens tokens, SnapshotStore snapshots, TimeProvider time)
{
    internal const string Path = "ofrep/v1/streams";

    private const string Refusal =
        "The stream's token is missing, not valid any more, or of a key that is gone. POST /ofrep/v1/evaluate/flags gives a new URL in eventStreams.";

    /// <summary>Be told when to evaluate again</summary>
    /// <remarks>
    /// Use the URL that <c>eventStreams</c> of <c>POST /ofrep/v1/evaluate/flags</c> gives; it is valid for 15 to 30 minutes, to connect. Server-sent
    /// events: <c>{"type":"refetchEvaluation","etag":"7","lastModified":1767225600}</c>, with the environment's version as id and etag. The first one comes at once, unless
    /// <c>Last-Event-ID</c> says that nothing is new. Comments in between keep the connection alive.
    /// </remarks>
    [HttpGet]
    [RawParameter("token", Description = "From the URL that a bulk answer gave.")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, EventStreams.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status401Unauthorized, Problems.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
    public async Task Get([FromServices] HttpContext context)
    {
        var values = context.Request.Query["token"];
        if (values.Count > 1)
        {
            await Problems.WriteAsync(context, RepeatedQueryMiddleware.Refusal("token"));
            return;
        }

        var scope = values is [{ Length: > 0 } token] ? await tokens.ReadAsync(token) : null;
        var snapshot = scope is null ? null : snapshots.Find(scope.EnvironmentId);
        if (snapshot?.SdkKeys.FirstOrDefault(key => key.Id == scope?.KeyId) is { } key && !(key.ExpiresAt <= time.GetUtcNow()))
        {
            await streams.SendAsync(context, snapshot.EnvironmentId, key, notice => notice.ForOfrep);
        }
        else
        {
            await Problems.WriteAsync(context, Error.Unauthenticated(Refusal));
        }
    }
}
