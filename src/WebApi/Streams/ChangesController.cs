using System.Globalization;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Streams;

/// <summary>For people's pages: what changes anywhere.</summary>
[ApiController]
[Route(Path)]
[Tags("Environments")]
public sealed class ChangesController(EventStreams streams, IUserRepository users, ICurrentActor current, TimeProvider time) : ControllerBase
{
    internal const string Path = "changes";

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    private DateTimeOffset _checkedAt = time.GetUtcNow();

    /// <summary>Be told when an environment has changed</summary>
    /// <remarks>
    /// Any role. Server-sent events, <c>event: change</c> with <c>{"environment_key":"production","version":17}</c>, after each change of which this server learns;
    /// 0 is the version of an environment that is gone. Versions may be skipped: only the newest counts. What changed before the stream began is not told:
    /// read it after connecting. A comment comes at least every 15 seconds. The stream ends when the token does, or the account.
    /// </remarks>
    [HttpGet]
    [DisableHttpMetrics]
    [ProducesResponseType<string>(StatusCodes.Status200OK, EventStreams.ContentType)]
    [ProducesResponseType<Problem>(StatusCodes.Status503ServiceUnavailable, Problems.ContentType)]
    public Task Listen() => streams.SendForAllAsync(HttpContext, MayListenAsync);

    /// <summary>What every request is asked, again and again, as this one may last for hours.</summary>
    private async ValueTask<bool> MayListenAsync()
    {
        var now = time.GetUtcNow();
        if (now.ToUnixTimeSeconds() >= long.Parse(User.FindFirst("exp")!.Value, CultureInfo.InvariantCulture))
        {
            return false;
        }

        if (now - _checkedAt < CheckInterval)
        {
            return true;
        }

        _checkedAt = now;
        try
        {
            return await users.FindAsync(current.Actor!.Id!.Value, HttpContext.RequestAborted) is { IsActive: true } user && JwtAccessTokens.IsCurrent(User, user);
        }
        catch (StoreUnavailableException)
        {
            return true; // nobody can change anything either
        }
    }
}
