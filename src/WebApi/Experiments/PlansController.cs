using System.ComponentModel;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Experiments;

/// <summary>What helps to set an experiment up.</summary>
[Route("")]
[Tags("Experiments")]
public sealed class PlansController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Plan an experiment</summary>
    /// <remarks>Any role. How many units and days it takes to find an effect, and what each week brings. Saves nothing.</remarks>
    /// <param name="body">What is to be found.</param>
    [HttpPost("experiments/plan")]
    public async Task<ActionResult<ExperimentForecast>> Plan(PlanExperiment body) => Answer(await SendAsync(body), forecast => forecast);

    /// <summary>List the names of metric events that came</summary>
    /// <remarks>Any role. By name.</remarks>
    /// <param name="environmentKey">Where.</param>
    /// <param name="page">How much.</param>
    [HttpGet("event-names")]
    public async Task<ActionResult<IReadOnlyList<EventName>>> EventNames(
        [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListEventNames(environmentKey, page.ToRequest())), name => name);
}
