using System.Globalization;
using System.IO.Hashing;
using System.Text;
using FeatureFlag.Application;
using FeatureFlag.Application.Environments;
using FeatureFlag.Domain.Environments;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>Not below /flags, where any word may be a flag's key.</summary>
[Route("overview")]
[Tags("Flags")]
[Compressed]
public sealed class OverviewController(IMediator mediator, TimeProvider time) : ApiController(mediator)
{
    private static readonly PageRequest Everything = new(int.MaxValue - 1, null); // environments are few

    /// <summary>How old last_evaluated_at and stale_reasons may be: they move without any change, and hardly anybody waits for it.</summary>
    private static readonly TimeSpan UsageAge = TimeSpan.FromMinutes(10);

    /// <summary>List all flags with all their environments, in short</summary>
    /// <remarks>
    /// Any role. By key; for tables, without rules and the like. The ETag stands for the versions of all environments: with <c>If-None-Match</c> and
    /// the ETag of what the caller has, 304 while nothing has changed. What tells how flags are used is not a change: after a 304 it may be ten minutes old.
    /// </remarks>
    [HttpGet]
    [ProducesResponseType<IReadOnlyList<FlagOverviewResponse>>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<IReadOnlyList<FlagOverviewResponse>>> List([FromQuery] OverviewQuery query)
    {
        // Before the flags: a tag may be older than what it stands for, never newer.
        var environments = await SendAsync(new ListEnvironments(Everything));
        if (!environments.IsOk)
        {
            return Failed(environments.Error);
        }

        var tag = Tag(environments.Value.Items, time.GetUtcNow());
        Response.Headers.ETag = tag;
        return KnownTag.IsIn(Request.Headers.IfNoneMatch, tag)
            ? StatusCode(StatusCodes.Status304NotModified)
            : List(await SendAsync(query.ToRequest()), FlagOverviewResponse.Of);
    }

    /// <summary>Another query is another resource, with tags of its own; only that a server of another release may answer otherwise has to be in it.</summary>
    private static string Tag(IEnumerable<DeploymentEnvironment> environments, DateTimeOffset now)
    {
        var release = typeof(OverviewController).Module.ModuleVersionId;
        var state = string.Join(' ', environments.Select(environment => string.Create(CultureInfo.InvariantCulture, $"{environment.Id:D}-{environment.Version}")));
        return $"\"{XxHash3.HashToUInt64(Encoding.ASCII.GetBytes($"{release} {now.Ticks / UsageAge.Ticks} {state}")):x16}\"";
    }
}
