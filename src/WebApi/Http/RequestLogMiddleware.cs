using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Gives every log line of a request its id, and keeps the security log: refused attempts, with who and where, but not
/// what was sent. They leave no other trace.
/// </summary>
internal sealed partial class RequestLogMiddleware(RequestDelegate next, ILoggerFactory loggers)
{
    /// <summary>Select or silence the security log by this category.</summary>
    public const string SecurityCategory = "FeatureFlag.Security";

    private readonly ILogger _requests = loggers.CreateLogger("FeatureFlag.Requests");
    private readonly ILogger _security = loggers.CreateLogger(SecurityCategory);

    public async Task InvokeAsync(HttpContext context, ICurrentActor current)
    {
        var requestId = Problems.RequestId(context);
        using (_requests.BeginScope(new Dictionary<string, object> { ["RequestId"] = requestId }))
        {
            await next(context);
            var status = context.Response.StatusCode;
            LogAnswered(_requests, context.Request.Method, context.Request.Path, status, requestId);
            if (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
            {
                LogRefused(
                    _security, status, context.Request.Method, context.Request.Path, current.Actor?.Email ?? "anonymous",
                    ClientAddress.Of(context), requestId);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Method} {Path} answered {Status} (request {RequestId})")]
    private static partial void LogAnswered(ILogger logger, string method, string path, int status, string requestId);

    [LoggerMessage(LogLevel.Warning, "Refused with {Status}: {Method} {Path} by {Actor} from {Address} (request {RequestId})")]
    private static partial void LogRefused(ILogger logger, int status, string method, string path, string actor, string address, string requestId);
}
