using System.Buffers;
using System.Globalization;
using FeatureFlag.Application.Evaluation;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.OpenApi;
using FeatureFlag.WebApi.SdkKeys;
using FeatureFlag.WebApi.Streams;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>OpenFeature's remote evaluation protocol (OFREP), for its providers. Answers from memory (docs/adr).</summary>
[Controller]
[Route("ofrep/v1/evaluate/flags")]
[Tags("OpenFeature")]
[AllowAnonymous]
[HotPath]
[ApiExplorerSettings(IgnoreApi = false)]
public sealed partial class OfrepController(EvaluationService evaluation, SdkKeyCheck keys, StreamOffer streams, SnapshotRefresher refresher, ILogger<OfrepController> logger)
{
    /// <summary>Evaluate a flag (OFREP)</summary>
    /// <remarks>With an SDK key, which decides the environment. Client keys see only flags that are <c>client_visible</c>. Archived flags are not found.</remarks>
    [HttpPost("{flag_key}")]
    [RawParameter("flag_key", Description = "Which flag.")]
    [RawBody(typeof(OfrepRequest))]
    [ProducesResponseType<OfrepEvaluation>(StatusCodes.Status200OK, "application/json")]
    public async Task Evaluate([FromServices] HttpContext context)
    {
        var flagKey = FlagKey(context.Request);
        try
        {
            await EvaluateAsync(context, flagKey);
        }
        catch (Exception exception) when (IsFault(exception, context))
        {
            await FailAsync(exception, context, flagKey);
        }
    }

    /// <summary>Evaluate all flags (OFREP)</summary>
    /// <remarks>
    /// With an SDK key, which decides the environment. By key, without archived flags. The ETag stands for what was decided: with If-None-Match,
    /// 304 means that every flag still has the same answer. A flag that needs a <c>targetingKey</c> and gets none is an error within the list.
    /// </remarks>
    [HttpPost]
    [RawParameter("flagConfigEtag", IsRequired = false, Description = "The etag of the event that asked to evaluate again. A node that is not as far yet catches up first.")]
    [RawBody(typeof(OfrepRequest))]
    [ProducesResponseType<OfrepBulkEvaluation>(StatusCodes.Status200OK, "application/json")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task EvaluateAll([FromServices] HttpContext context)
    {
        try
        {
            await EvaluateAllAsync(context);
        }
        catch (Exception exception) when (IsFault(exception, context))
        {
            await FailAsync(exception, context, null);
        }
    }

    private async Task EvaluateAsync(HttpContext context, string flagKey)
    {
        if (keys.Find(context.Request) is not { } caller)
        {
            await Unauthorized.SendAsync(context.Response, StatusCodes.Status401Unauthorized, flagKey);
            return;
        }

        var input = await OfrepInput.ReadAsync(context.Request);
        if (input.Error is { } error)
        {
            await error.SendAsync(context.Response, StatusCodes.Status400BadRequest, flagKey);
        }
        else if (OfrepEnvironment.Find(caller.Snapshot, caller.Key.Kind, flagKey) is { } flag)
        {
            await SendAsync(context.Response, flag.AnswerTo(evaluation.Evaluate(caller.Snapshot, flag.Flag, input.Context)));
        }
        else
        {
            await OfrepError.FlagNotFound.SendAsync(context.Response, StatusCodes.Status404NotFound, flagKey);
        }
    }

    private async Task EvaluateAllAsync(HttpContext context)
    {
        if (keys.Find(context.Request) is not { } caller)
        {
            await Unauthorized.SendAsync(context.Response, StatusCodes.Status401Unauthorized, null);
            return;
        }

        if (context.Request.QueryString.HasValue && AnnouncedVersion(context.Request) > caller.Snapshot.Version)
        {
            await CatchUpAsync();
            caller = keys.Find(context.Request) ?? caller;
        }

        var input = await OfrepInput.ReadAsync(context.Request);
        await (input.Error is { } error
            ? error.SendAsync(context.Response, StatusCodes.Status400BadRequest, null)
            : SendAllAsync(context, caller, input.Context));
    }

    /// <summary>The version that an event told of, perhaps one of another node; 0 if there is none.</summary>
    private static long AnnouncedVersion(HttpRequest request) =>
        long.TryParse(request.Query["flagConfigEtag"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>A client that got an old answer here would keep it until the next change. Without a database it gets it all the same.</summary>
    private async Task CatchUpAsync()
    {
        try
        {
            await refresher.PollAsync(CancellationToken.None).WaitAsync(CatchUpPatience);
        }
        catch (TimeoutException)
        {
            // The refresh goes on without this request.
        }
    }

    private Task SendAllAsync(HttpContext context, KnownKey caller, in EvaluationContext input)
    {
        var view = OfrepEnvironment.Of(caller.Snapshot, caller.Key.Kind);
        var results = ArrayPool<EvaluationResult>.Shared.Rent(view.Flags.Length);
        var answers = ArrayPool<OfrepAnswer>.Shared.Rent(view.Flags.Length);
        try
        {
            evaluation.EvaluateAll(caller.Snapshot, view.Flags, input, results);
            for (var i = 0; i < view.Answers.Length; i++)
            {
                answers[i] = view.Answers[i].AnswerTo(results[i]);
            }

            return SendAllAsync(context, caller, answers.AsSpan(0, view.Answers.Length));
        }
        finally
        {
            ArrayPool<EvaluationResult>.Shared.Return(results, clearArray: true);
            ArrayPool<OfrepAnswer>.Shared.Return(answers, clearArray: true);
        }
    }

    private Task SendAllAsync(HttpContext context, KnownKey caller, ReadOnlySpan<OfrepAnswer> answers)
    {
        var stream = caller.Key.IsPlainBulk ? null : streams.Of(context, caller.Key, caller.Snapshot);
        var tag = OfrepTag.Of(answers, stream);
        context.Response.Headers.ETag = tag;
        if (KnownTag.IsIn(context.Request.Headers.IfNoneMatch, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return OfrepBulk.SendAsync(context.Response, answers, caller.Key.IsPlainBulk, caller.Snapshot.EnvironmentKey, stream);
    }

    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromMilliseconds(500);

    private static OfrepError Unauthorized { get; } = new("GENERAL", SdkKeyCheck.Refusal);

    private static Task SendAsync(HttpResponse response, OfrepAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = "application/json";
        response.ContentLength = answer.Json.Length;
        var written = response.BodyWriter.WriteAsync(answer.Json);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    /// <summary>Routing decodes all but the slash, which no key holds; decoded, the answer repeats what was asked.</summary>
    private static string FlagKey(HttpRequest request) =>
        ((string)request.RouteValues["flag_key"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsFault(Exception exception, HttpContext context) =>
        !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted && exception is not BadHttpRequestException;

    private Task FailAsync(Exception exception, HttpContext context, string? flagKey)
    {
        LogFailed(exception, context.Request.Path, Http.Problems.RequestId(context));
        context.Response.Headers.ETag = default;
        return OfrepError.General.SendAsync(context.Response, StatusCodes.Status500InternalServerError, flagKey);
    }

    [LoggerMessage(LogLevel.Error, "POST {Path} failed (request {RequestId})")]
    private partial void LogFailed(Exception exception, string path, string requestId);
}
