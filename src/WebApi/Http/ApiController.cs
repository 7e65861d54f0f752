using FeatureFlag.Application;
using FeatureFlag.Domain;
using MediatR;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Http;

/// <summary>An answer of something versioned; the version is its ETag.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>Turns results into HTTP answers. Actions build a request, send it and hand the result over.</summary>
[ApiController]
public abstract class ApiController(IMediator mediator) : ControllerBase
{
    /// <summary>The version in If-Match; null if there is none, or any will do (<c>*</c>).</summary>
    protected long? IfMatch => VersionTag.Parse(Request);

    protected async Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request) => await mediator.Send(request, HttpContext.RequestAborted);

    protected static ActionResult Failed(Error error) => new ProblemActionResult(error);

    /// <summary>200 with the value and, if it has one, its version as ETag.</summary>
    protected ActionResult<TBody> Answer<T, TBody>(Result<T> result, Func<T, TBody> body) =>
        result.IsOk ? Ok(Tagged(body(result.Value))) : Failed(result.Error);

    /// <summary>201 with where the new thing is.</summary>
    protected ActionResult<TBody> Created<T, TBody>(Result<T> result, Func<T, TBody> body, Func<T, string> location) =>
        result.IsOk ? Created(location(result.Value), Tagged(body(result.Value))) : Failed(result.Error);

    /// <summary>204.</summary>
    protected ActionResult NoContent<T>(Result<T> result) => result.IsOk ? NoContent() : Failed(result.Error);

    /// <summary>200 with a bare array; the next page, if there is one, in the Link header.</summary>
    protected ActionResult<IReadOnlyList<TBody>> List<T, TBody>(Result<Page<T>> result, Func<T, TBody> body)
    {
        if (!result.IsOk)
        {
            return Failed(result.Error);
        }

        if (result.Value.NextCursor is { } cursor)
        {
            var others = Request.Query.Where(pair => pair.Key != "cursor").Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()));
            Response.Headers.Link = $"<{Request.Path}{new QueryBuilder(others) { { "cursor", cursor } }}>; rel=\"next\"";
        }

        return Ok(result.Value.Items.Select(body).ToList());
    }

    private TBody Tagged<TBody>(TBody body)
    {
        if (body is IVersioned { Version: var version })
        {
            Response.Headers.ETag = VersionTag.Of(version);
        }

        return body;
    }
}

/// <summary>Answers with a <see cref="Problem"/>.</summary>
internal sealed class ProblemActionResult(Error error) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context) => Problems.WriteAsync(context.HttpContext, error);
}
