using System.ComponentModel;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Holdouts;

[Route("holdouts")]
[Tags("Holdouts")]
public sealed class HoldoutsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create a holdout in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. The flags that it names are linked at once.</remarks>
    /// <param name="body">The holdout.</param>
    [HttpPost]
    [ProducesResponseType<HoldoutResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<HoldoutResponse>> Create(CreateHoldout body) =>
        Created(await SendAsync(body), HoldoutResponse.Of, made => $"/holdouts/{made.Holdout.Key}?environment_key={made.Holdout.EnvironmentKey}");

    /// <summary>List holdouts</summary>
    /// <remarks>Any role. By key, then environment.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<HoldoutResponse>>> List([FromQuery] HoldoutListQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListHoldouts(query.EnvironmentKey, query.Q, page.ToRequest())), HoldoutResponse.Of);

    /// <summary>Read a holdout</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which holdout.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<HoldoutResponse>> Get(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        Answer(await SendAsync(new GetHoldout(environmentKey, key)), HoldoutResponse.Of);

    /// <summary>Read what everything that is linked to a holdout did together</summary>
    /// <remarks>
    /// Any role. Units that are held out (the control) compared with as many of the others that were measured, since the holdout was made. Computed now,
    /// and in sequential mode: it may be looked at as often as one likes.
    /// </remarks>
    /// <param name="key">Which holdout.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="metrics">1 to 20 keys of metric definitions without a conversion window, with commas between them.</param>
    [HttpGet("{key}/results")]
    public async Task<ActionResult<ExperimentResults>> Results(
        string key,
        [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey,
        [FromQuery(Name = "metrics"), BindRequired, Description("1 to 20 keys of metric definitions without a conversion window, with commas between them.")] string metrics) =>
        Answer(await SendAsync(new GetHoldoutResults(environmentKey, key, metrics.Split(','))), results => results);

    /// <summary>Change the named fields of a holdout</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. The list of flags replaces the one before: each flag that comes
    /// or goes is changed with it. While flags or running experiments are linked, percentage, bucket_by and salt cannot change (409);
    /// neither can a flag be in two holdouts (409).
    /// </remarks>
    /// <param name="key">Which holdout.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public async Task<ActionResult<HoldoutResponse>> Update(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, HoldoutFields body) =>
        Answer(await SendAsync(new UpdateHoldout(environmentKey, key, body, IfMatch)), HoldoutResponse.Of);

    /// <summary>Delete a holdout and free its flags</summary>
    /// <remarks>Admins. Its history stays. Refused (409) while an experiment that is a draft or runs names it.</remarks>
    /// <param name="key">Which holdout.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        NoContent(await SendAsync(new DeleteHoldout(environmentKey, key, IfMatch)));
}
