using FeatureFlag.Application.Flags;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>Flags across environments.</summary>
[Route("flags/{key}")]
[Tags("Flags")]
public sealed class PromotionController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Copy a flag's configuration to another environment</summary>
    /// <remarks>
    /// Developers and admins; into a protected environment admins only, dry runs too. Everything is copied, what people read as
    /// well as what evaluation needs, the salt among it: the same users are in. Flags and segments that it refers to must be
    /// there already. The version in If-Match is that of the flag in the target environment.
    /// </remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="body">From where to where.</param>
    [HttpPost("promote")]
    public async Task<ActionResult<PromotionResponse>> Promote(string key, PromotionRequest body) =>
        Answer(await SendAsync(new PromoteFlag(key, body.From, body.To, body.DryRun, IfMatch)), PromotionResponse.Of);

    /// <summary>Compare a flag in all environments</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which flag.</param>
    [HttpGet("compare")]
    public async Task<ActionResult<FlagComparisonResponse>> Compare(string key) => Answer(await SendAsync(new CompareFlag(key)), FlagComparisonResponse.Of);
}
