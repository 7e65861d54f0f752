using System.ComponentModel;
using FeatureFlag.Application.Metrics;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Metrics;

[Route("metric-definitions")]
[Tags("Metrics")]
public sealed class MetricDefinitionsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create a metric in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. What cannot be computed, or means nothing, is refused.</remarks>
    /// <param name="body">The metric.</param>
    [HttpPost]
    [ProducesResponseType<MetricDefinitionResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<MetricDefinitionResponse>> Create(CreateMetricDefinition body) => Created(
        await SendAsync(body), MetricDefinitionResponse.Of, metric => $"/metric-definitions/{metric.Key}?environment_key={metric.EnvironmentKey}");

    /// <summary>List metrics</summary>
    /// <remarks>Any role. By key, then environment.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<MetricDefinitionResponse>>> List(
        [FromQuery] MetricDefinitionListQuery query, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListMetricDefinitions(query.EnvironmentKey, query.Q, page.ToRequest())), MetricDefinitionResponse.Of);

    /// <summary>Read a metric</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which metric.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<MetricDefinitionResponse>> Get(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        Answer(await SendAsync(new GetMetricDefinition(environmentKey, key)), MetricDefinitionResponse.Of);

    /// <summary>Change the named fields of a metric</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. While a running experiment measures with it, only name and
    /// description can change (409).
    /// </remarks>
    /// <param name="key">Which metric.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public async Task<ActionResult<MetricDefinitionResponse>> Update(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, MetricDefinitionFields body) =>
        Answer(await SendAsync(new UpdateMetricDefinition(environmentKey, key, body, IfMatch)), MetricDefinitionResponse.Of);

    /// <summary>Delete a metric that no experiment uses</summary>
    /// <remarks>Admins. Its history stays. Refused (409) while an experiment that is not archived measures with it.</remarks>
    /// <param name="key">Which metric.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        NoContent(await SendAsync(new DeleteMetricDefinition(environmentKey, key, IfMatch)));
}
