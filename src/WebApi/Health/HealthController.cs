using FeatureFlag.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Health;

[Route("health")]
[Tags("Health")]
[ApiController]
[AllowAnonymous]
public sealed class HealthController(StoreStatus status, IHostApplicationLifetime lifetime) : ControllerBase
{
    /// <summary>Is the process alive?</summary>
    [HttpGet, HttpHead]
    public HealthResponse Get() => new("healthy");

    /// <summary>Is the process alive? (for orchestrators: restart it if not)</summary>
    [HttpGet("live"), HttpHead("live")]
    public HealthResponse Live() => new("healthy");

    /// <summary>Can the process answer evaluations? (for load balancers)</summary>
    /// <remarks>
    /// 200 "ready", or 200 "degraded" while database or cache are away and answers come from the last snapshot, whose age
    /// it says; 503 while there is no snapshot, or the server is stopping.
    /// </remarks>
    [HttpGet("ready"), HttpHead("ready")]
    [ProducesResponseType<ReadinessResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ReadinessResponse>(StatusCodes.Status503ServiceUnavailable)]
    public ActionResult<ReadinessResponse> Ready()
    {
        var age = status.SnapshotAge;
        var state = (lifetime.ApplicationStopping.IsCancellationRequested, age, status is { IsStoreReachable: true, IsStoreWritable: true, IsCacheReachable: true }) switch
        {
            (true, _, _) => "stopping",
            (_, null, _) => "not_ready",
            (_, _, false) => "degraded",
            _ => "ready",
        };
        var body = new ReadinessResponse(
            state, status.IsStoreWritable ? Reachable(status.IsStoreReachable) : "not_writable", Reachable(status.IsCacheReachable), age is { } known ? Math.Round(known.TotalSeconds, 1) : null);
        return StatusCode(state is "ready" or "degraded" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, body);
    }

    private static string Reachable(bool isReachable) => isReachable ? "reachable" : "unreachable";
}

/// <summary>The process answers.</summary>
/// <param name="Status">"healthy".</param>
public sealed record HealthResponse(string Status);

/// <summary>Whether evaluations can be answered, and from how old a memory.</summary>
/// <param name="Status">"ready", "degraded", "not_ready" or "stopping".</param>
/// <param name="Store">The database: "reachable", "unreachable", or "not_writable" after a change failed for want of space or rights.</param>
/// <param name="Cache">The distributed cache: "reachable" or "unreachable".</param>
/// <param name="SnapshotAgeSeconds">How long ago memory was known to equal the database; null before the first time.</param>
public sealed record ReadinessResponse(string Status, string Store, string Cache, double? SnapshotAgeSeconds);
