using FeatureFlag.Application.Evaluation;
using FeatureFlag.Domain;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>The hot routes: no bound parameters, no filters, no MediatR (docs/adr). They always answer from memory.</summary>
[Route("evaluate")]
[Tags("Evaluation")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed class EvaluateController(EvaluationService evaluation) : ControllerBase
{
    private string FlagKey => (string)RouteData.Values["flag_key"]!;

    /// <summary>Evaluate a flag for a user</summary>
    /// <remarks>Public. An unknown flag or environment is answered with <c>enabled: false</c> and an error code.</remarks>
    [HttpGet("{flag_key}")]
    [RawParameter("flag_key", Description = "Which flag.")]
    [RawParameter("environment_key", Description = "Where.")]
    [RawParameter("user_id", IsRequired = false,
        Description = "1 to 512 characters, used exactly as given; needed only where a percentage has to decide.")]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK, "application/json")]
    public Task Get()
    {
        var input = EvaluationInput.Read(Request.QueryString);
        return input.IsOk ? SendAsync(input.Value) : Problems.WriteAsync(HttpContext, input.Error);
    }

    /// <summary>Evaluate a flag for a user with attributes</summary>
    /// <remarks>Public. The same answer as GET; the id stays out of URLs and their logs.</remarks>
    [HttpPost("{flag_key}")]
    [RawParameter("flag_key", Description = "Which flag.")]
    [RawBody(typeof(EvaluationRequest))]
    [ProducesResponseType<EvaluationResponse>(StatusCodes.Status200OK, "application/json")]
    public Task Post() => ReadAsync(SendAsync);

    /// <summary>Evaluate all flags of an environment for a user</summary>
    /// <remarks>Public. By key, without archived flags.</remarks>
    [HttpPost]
    [RawBody(typeof(EvaluationRequest))]
    [ProducesResponseType<EvaluationResponse[]>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, Problems.ContentType)]
    public Task PostAll() => ReadAsync(SendAllAsync);

    private Task SendAsync(EvaluationInput input)
    {
        var key = FlagKey;
        return EvaluationJson.SendAsync(Response, key, evaluation.Evaluate(input.EnvironmentKey.Span, key, input.Context));
    }

    private Task SendAllAsync(EvaluationInput input) =>
        evaluation.EvaluateAll(input.EnvironmentKey.Span, input.Context) is { } results
            ? EvaluationJson.SendAsync(Response, results)
            : Problems.WriteAsync(HttpContext, Error.NotFound($"There is no environment \"{input.EnvironmentKey}\"."));

    private async Task ReadAsync(Func<EvaluationInput, Task> send)
    {
        if (!Request.HasJsonContentType())
        {
            await Problems.WriteAsync(HttpContext, StatusCodes.Status415UnsupportedMediaType);
            return;
        }

        var input = await EvaluationInput.ReadAsync(Request);
        await (input.IsOk ? send(input.Value) : Problems.WriteAsync(HttpContext, input.Error));
    }
}
