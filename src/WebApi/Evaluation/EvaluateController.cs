using FeatureFlag.Application.Evaluation;
using FeatureFlag.Domain;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Answers from memory, always; no MediatR (docs/adr).</summary>
[Controller]
[Route("evaluate")]
[Tags("Evaluation")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed class EvaluateController(EvaluationService evaluation)
{
    /// <summary>Evaluate a flag for a user</summary>
    /// <remarks>Public. An unknown flag or environment is answered with <c>enabled: false</c> and an error code.</remarks>
    [HttpGet("{flag_key}")]
    [RawParameter("flag_key", Description = "Which flag.")]
    [RawParameter("environment_key", Description = "Where.")]
    [RawParameter("user_id", IsRequired = false,
        Description = "1 to 512 characters, used exactly as given; needed only where a percentage has to decide.")]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK, "application/json")]
    public Task Get([FromServices] HttpContext context)
    {
        var input = EvaluationInput.Read(context.Request.QueryString);
        return input.IsOk ? SendAsync(context, input.Value) : Problems.WriteAsync(context, input.Error);
    }

    /// <summary>Evaluate a flag for a user with attributes</summary>
    /// <remarks>Public. The same answer as GET; the id stays out of URLs and their logs.</remarks>
    [HttpPost("{flag_key}")]
    [RawParameter("flag_key", Description = "Which flag.")]
    [RawBody(typeof(EvaluationRequest))]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK, "application/json")]
    public Task Post([FromServices] HttpContext context) => ReadAsync(context, SendAsync);

    /// <summary>Evaluate all flags of an environment for a user</summary>
    /// <remarks>Public. By key, without archived flags.</remarks>
    [HttpPost]
    [RawBody(typeof(EvaluationRequest))]
    [ProducesResponseType<EvaluationResponse[]>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, Problems.ContentType)]
    public Task PostAll([FromServices] HttpContext context) => ReadAsync(context, SendAllAsync);

    private static async Task ReadAsync(HttpContext context, Func<HttpContext, EvaluationInput, Task> send)
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problems.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        var input = await EvaluationInput.ReadAsync(context.Request);
        await (input.IsOk ? send(context, input.Value) : Problems.WriteAsync(context, input.Error));
    }

    private Task SendAsync(HttpContext context, EvaluationInput input)
    {
        var key = (string)context.Request.RouteValues["flag_key"]!;
        return EvaluationJson.SendAsync(context.Response, key, evaluation.Evaluate(input.EnvironmentKey.Span, key, input.Context));
    }

    private Task SendAllAsync(HttpContext context, EvaluationInput input) =>
        evaluation.EvaluateAll(input.EnvironmentKey.Span, input.Context) is { } results
            ? EvaluationJson.SendAsync(context.Response, results)
            : Problems.WriteAsync(context, Error.NotFound("There is no such environment. Check environment_key."));
}
