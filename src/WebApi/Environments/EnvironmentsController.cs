using FeatureFlag.Application.Environments;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Environments;

[Route("environments")]
[Tags("Environments")]
public sealed class EnvironmentsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create an environment</summary>
    /// <remarks>Admins.</remarks>
    [HttpPost]
    [ProducesResponseType<EnvironmentResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<EnvironmentResponse>> Create(CreateEnvironment body) =>
        Created(await SendAsync(body), EnvironmentResponse.Of, environment => $"/environments/{environment.Key}");

    /// <summary>List environments</summary>
    /// <remarks>Any role. Oldest first.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<EnvironmentResponse>>> List([FromQuery] PageQuery page) =>
        List(await SendAsync(new ListEnvironments(page.ToRequest())), EnvironmentResponse.Of);

    /// <summary>Read an environment</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which environment.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<EnvironmentResponse>> Get(string key) =>
        Answer(await SendAsync(new GetEnvironment(key)), EnvironmentResponse.Of);

    /// <summary>Change the named fields of an environment</summary>
    /// <remarks>Admins. Protection holds, or is gone, from the next request on; the key stays.</remarks>
    /// <param name="key">Which environment.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public async Task<ActionResult<EnvironmentResponse>> Update(string key, EnvironmentFields body) =>
        Answer(await SendAsync(new UpdateEnvironment(key, body, IfMatch)), EnvironmentResponse.Of);

    /// <summary>Delete an environment</summary>
    /// <remarks>Admins. One that has flags is deleted, with them, only by <c>force=true</c>.</remarks>
    /// <param name="key">Which environment.</param>
    /// <param name="force">True: also when it has flags.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(string key, [FromQuery] bool force = false) =>
        NoContent(await SendAsync(new DeleteEnvironment(key, force, IfMatch)));
}
