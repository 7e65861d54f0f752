using FeatureFlag.Application.Auditing;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Audit;

[Route("audit")]
[Tags("Audit")]
public sealed class AuditController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>List changes</summary>
    /// <remarks>Any role. Newest first.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<AuditEntryResponse>>> List([FromQuery] FullAuditQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListAudit(query.ToFilter(), page.ToRequest())), AuditEntryResponse.Of);

    /// <summary>List the changes of one flag, in all environments</summary>
    /// <remarks>Any role. Newest first; a deleted flag keeps its history.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="query">What to list.</param>
    /// <param name="page">How much of it.</param>
    [HttpGet("flag/{key}")]
    public async Task<ActionResult<IReadOnlyList<AuditEntryResponse>>> ListFlag(string key, [FromQuery] AuditQuery query, [FromQuery] PageQuery page) =>
        List(
            await SendAsync(new ListAudit(query.ToFilter() with { EntityType = "flag", EntityKey = key }, page.ToRequest())),
            AuditEntryResponse.Of);
}
