using System.ComponentModel;
using FeatureFlag.Application.Layers;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Layers;

[Route("layers")]
[Tags("Layers")]
public sealed class LayersController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create a layer in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. Experiments of one layer never share a unit.</remarks>
    /// <param name="body">The layer.</param>
    [HttpPost]
    [ProducesResponseType<LayerResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<LayerResponse>> Create(CreateLayer body) =>
        Created(await SendAsync(body), LayerResponse.Of, made => $"/layers/{made.Layer.Key}?environment_key={made.Layer.EnvironmentKey}");

    /// <summary>List layers</summary>
    /// <remarks>Any role. By key, then environment.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<LayerResponse>>> List([FromQuery] LayerListQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListLayers(query.EnvironmentKey, query.Q, page.ToRequest())), LayerResponse.Of);

    /// <summary>Read a layer: who owns which buckets, and what is free</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which layer.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<LayerResponse>> Get(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        Answer(await SendAsync(new GetLayer(environmentKey, key)), LayerResponse.Of);

    /// <summary>Change the named fields of a layer</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. While an experiment owns buckets of it, bucket_by and salt
    /// cannot change (409).
    /// </remarks>
    /// <param name="key">Which layer.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public async Task<ActionResult<LayerResponse>> Update(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, LayerFields body) =>
        Answer(await SendAsync(new UpdateLayer(environmentKey, key, body, IfMatch)), LayerResponse.Of);

    /// <summary>Delete a layer that no experiment uses</summary>
    /// <remarks>Admins. Its history stays. Refused (409) while an experiment that is a draft or runs names it.</remarks>
    /// <param name="key">Which layer.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        NoContent(await SendAsync(new DeleteLayer(environmentKey, key, IfMatch)));
}
