using FeatureFlag.Application.SdkKeys;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.SdkKeys;

[Route("environments/{key}/sdk-keys")]
[Tags("SDK keys")]
public sealed class SdkKeysController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create an SDK key</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. The secret is in this answer and nowhere else.</remarks>
    /// <param name="key">The environment that it opens.</param>
    /// <param name="body">The key.</param>
    [HttpPost]
    [ProducesResponseType<NewSdkKeyResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<NewSdkKeyResponse>> Create(string key, SdkKeyRequest body) => Created(
        await SendAsync(new CreateSdkKey(key, body.Name, body.Kind, body.ExpiresAt, body.PlainBulk)), NewSdkKeyResponse.Of, _ => $"/environments/{key}/sdk-keys");

    /// <summary>List the SDK keys of an environment</summary>
    /// <remarks>Any role. Oldest first, without secrets.</remarks>
    /// <param name="key">Which environment.</param>
    /// <param name="page">Which part.</param>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<SdkKeyResponse>>> List(string key, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListSdkKeys(key, page.ToRequest())), SdkKeyResponse.Of);

    /// <summary>Replace an SDK key by a new one</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. The new key has the old one's name, kind and expiry, and a secret of
    /// its own, which is in this answer and nowhere else. For the overlap both work.
    /// </remarks>
    /// <param name="key">Which environment.</param>
    /// <param name="id">The key to be replaced.</param>
    /// <param name="body">How.</param>
    [HttpPost("{id:guid}/rotate")]
    [ProducesResponseType<NewSdkKeyResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<NewSdkKeyResponse>> Rotate(string key, Guid id, SdkKeyRotation body) =>
        Created(await SendAsync(new RotateSdkKey(key, id, body.OverlapSeconds)), NewSdkKeyResponse.Of, _ => $"/environments/{key}/sdk-keys");

    /// <summary>Delete an SDK key</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. It stops working at once.</remarks>
    /// <param name="key">Which environment.</param>
    /// <param name="id">Which key.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(string key, Guid id) => NoContent(await SendAsync(new DeleteSdkKey(key, id)));
}
