using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.WebApi.Http;

/// <summary>Gives every failure a <see cref="Problem"/>: exceptions, and error statuses that nobody gave a body.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    private const string OutcomeUnknown =
        "The database went away while the change was being written. It may or may not have been made: read it again before you repeat it.";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
            {
                await Problems.WriteAsync(context, context.Response.StatusCode);
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientClosedRequest;
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, exception.StatusCode, exception is MalformedHeaderException ? exception.Message : null);
        }
        catch (StoreUnavailableException exception) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, exception.IsOutcomeUnknown ? OutcomeUnknown : null);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(exception, context.Request.Method, context.Request.Path, Problems.RequestId(context));
            await Problems.WriteAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed (request {RequestId})")]
    private partial void LogFailed(Exception exception, string method, string path, string requestId);
}
