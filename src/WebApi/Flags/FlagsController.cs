using System.ComponentModel;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Flags;

[Route("flags")]
[Tags("Flags")]
public sealed class FlagsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create a flag in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only.</remarks>
    /// <param name="body">The flag.</param>
    [HttpPost]
    [ProducesResponseType<FlagResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<FlagResponse>> Create(CreateFlag body) =>
        Created(await SendAsync(body), FlagResponse.Of, flag => $"/flags/{flag.Key}?environment_key={flag.EnvironmentKey}");

    /// <summary>List flags</summary>
    /// <remarks>Any role. By key, then environment.</remarks>
    /// <param name="query">Which flags.</param>
    /// <param name="page">How much.</param>
    /// <param name="stale">"true": only those that may be ready to go. Or only for one reason: "never_evaluated", "always_one_variant", "fully_rolled_out" or "expired".</param>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<FlagResponse>>> List(
        [FromQuery] FlagListQuery query, [FromQuery] PageQuery page, [FromQuery(Name = "stale")] string? stale) =>
        List(
            await SendAsync(new ListFlags(query.EnvironmentKey, query.Q, query.Tag, query.FlagType, query.Archived, page.ToRequest(), stale)),
            FlagResponse.Of);

    /// <summary>Read a flag's configuration in one environment</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpGet("{key}")]
    public async Task<ActionResult<FlagResponse>> Get(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        Answer(await SendAsync(new GetFlag(environmentKey, key)), FlagResponse.Of);

    /// <summary>Change the named fields of a flag in one environment</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. The next evaluation sees the change. Lists are replaced as a whole.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public async Task<ActionResult<FlagResponse>> Update(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, FlagFields body) =>
        Answer(await SendAsync(new UpdateFlag(environmentKey, key, body, IfMatch)), FlagResponse.Of);

    /// <summary>Delete a flag from one environment</summary>
    /// <remarks>Admins. Its history stays. Refused (409) while another flag or a segment looks into it.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="environmentKey">Where.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey) =>
        NoContent(await SendAsync(new DeleteFlag(environmentKey, key, IfMatch)));

    /// <summary>Count how often a flag was evaluated</summary>
    /// <remarks>Any role. Per variant and interval, one by one and in bulk apart, as far as servers saw it; counts are up to some seconds late.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="query">When.</param>
    [HttpGet("{key}/exposures")]
    public async Task<ActionResult<FlagExposuresResponse>> Exposures(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, [FromQuery] ExposuresQuery query) =>
        Answer(await SendAsync(new GetFlagExposures(environmentKey, key, query.From, query.To, query.Interval)), FlagExposuresResponse.Of);

    /// <summary>List the flags and segments that look into a flag</summary>
    /// <remarks>Any role. By type, then key. While there are any, the flag cannot be deleted.</remarks>
    /// <param name="key">Which flag.</param>
    /// <param name="environmentKey">Where.</param>
    /// <param name="page">How much.</param>
    [HttpGet("{key}/dependants")]
    public async Task<ActionResult<IReadOnlyList<Dependant>>> Dependants(
        string key, [FromQuery(Name = "environment_key"), BindRequired, Description("Where.")] string environmentKey, [FromQuery] PageQuery page) =>
        List(await SendAsync(new ListDependants(environmentKey, Node.Flag(key), page.ToRequest())), dependant => dependant);
}
