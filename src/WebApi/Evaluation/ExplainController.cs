using FeatureFlag.Application.Evaluation;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Evaluation;

[Route("evaluate")]
[Tags("Evaluation")]
public sealed class ExplainController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Explain why a flag answers as it does</summary>
    /// <remarks>
    /// Any role. Each prerequisite, target, rule and condition with what was compared, and the buckets of rollouts. With <c>draft</c>: as the flag
    /// would answer if those fields were saved. Nothing is saved or counted.
    /// </remarks>
    [HttpPost("{flag_key}/explain")]
    [RawParameter("flag_key", Description = "Which flag; with a draft it need not exist yet.")]
    public async Task<ActionResult<ExplanationResponse>> Explain([FromRoute(Name = "flag_key")] string flagKey, ExplanationRequest body) =>
        Answer(
            await SendAsync(new ExplainFlag(body.EnvironmentKey, flagKey, new(body.UserId, body.Attributes), body.Draft)),
            explanation => ExplanationResponse.Of(flagKey, explanation));
}
