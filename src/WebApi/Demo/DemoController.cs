using FeatureFlag.Application.Demo;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Demo;

[Route("demo")]
[Tags("Flags")]
public sealed class DemoController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Add flags, experiments, simulated traffic and accounts to learn from</summary>
    /// <remarks>
    /// Admins. Flags and segments into development, staging and production, as people would make them: with versions and a history. Into development also
    /// metrics and four experiments, with three weeks of simulated visitors: one has a winner, one no difference, one a broken split, one still runs. What is
    /// there already is left alone; doing it again adds nothing. It takes some seconds. The accounts' random passwords are in this answer and nowhere else.
    /// </remarks>
    [HttpPost]
    public async Task<ActionResult<DemoResponse>> Create() => Answer(await SendAsync(new CreateDemo()), DemoResponse.Of);
}
