using System.ComponentModel;
using FeatureFlag.Application.Segments;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Segments;

[Route("segments")]
[Tags("Segments")]
public sealed class SegmentsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>100 000 ids, each a UUID in quotes, are 4 MB; others' ids are longer.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>Create a segment in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. The body may have 8 MB.</remarks>
    /// <param name="body">The segment.</param>
    [HttpPost]
    [RequestSizeLimit(MaxBodyBytes)]
    [ProducesResponseType<SegmentResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<SegmentResponse>> Create(CreateSegment body) =>
        Created(await SendAsync(body), SegmentResponse.Of, segment => $"/segments/{segment.Key}?environment_key={segment.EnvironmentKey}");

    /// <summary>List segments</summary>
    /// <remarks>Any role. By key, then environment. How many ids, not which: those are in the segment itself.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<SegmentSummaryResponse>>> List([FromQuery] SegmentListQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListSegments(query.EnvironmentKey, query.Q, page.ToRequest())), SegmentSummaryResponse.Of);

    /// <summary>Read a segment with all its ids</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which segment.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<SegmentResponse>> Get(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        Answer(await SendAsync(new GetSegment(environmentKey, key)), SegmentResponse.Of);

    /// <summary>Change the named fields of a segment</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. A list replaces the one before. The next evaluation sees
    /// the change. The body may have 8 MB.
    /// </remarks>
    /// <param name="key">Which segment.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    [RequestSizeLimit(MaxBodyBytes)]
    public async Task<ActionResult<SegmentResponse>> Update(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, SegmentFields body) =>
        Answer(await SendAsync(new UpdateSegment(environmentKey, key, body, IfMatch)), SegmentResponse.Of);

    /// <summary>Delete a segment that nothing uses</summary>
    /// <remarks>Admins. Its history stays. Refused (409) while a flag or another segment looks into it.</remarks>
    /// <param name="key">Which segment.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        NoContent(await SendAsync(new DeleteSegment(environmentKey, key, IfMatch)));

    /// <summary>List the flags and segments that look into a segment</summary>
    /// <remarks>Any role. By type, then key. While there are any, the segment cannot be deleted.</remarks>
    /// <param name="key">Which segment.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="page">How much.</param>
    [HttpGet("{key}/usage")]
    public async Task<ActionResult<IReadOnlyList<Dependant>>> Usage(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListDependants(environmentKey, Node.Segment(key), page.ToRequest())), dependant => dependant);
}
