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
    /// <remarks>
    /// Any role. Newest first. A value of more than 20000 characters is shown as <c>{"truncated":true,"length":31415}</c>; the entry by itself has all.
    /// </remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<AuditEntryResponse>>> List([FromQuery] FullAuditQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListAudit(query.ToFilter(), page.ToRequest())), AuditEntryResponse.InList);

    /// <summary>Read one change as a whole</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="id">Which entry.</param>
    [HttpGet("{id:guid}")]
    public async Task<ActionResult<AuditEntryResponse>> Get(Guid id) => Answer(await SendAsync(new GetAuditEntry(id)), AuditEntryResponse.Of);

    /// <summary>List the changes of one flag, in all environments</summary>
    /// <remarks>Any role. Newest first; a deleted flag keeps its history.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="query">What to list.</param>
    /// <param name="page">How much of it.</param>
    [HttpGet("flag/{key}")]
    public async Task<ActionResult<IReadOnlyList<AuditEntryResponse>>> ListFlag(string key, [FromQuery] AuditQuery query, [FromQuery] PageQuery page) =>
        List(
            await SendAsync(new ListAudit(query.ToFilter() with { EntityType = "flag", EntityKey = key }, page.ToRequest())),
            AuditEntryResponse.InList);
}
