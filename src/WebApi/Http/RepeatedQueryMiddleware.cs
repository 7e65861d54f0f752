using FeatureFlag.Domain;

namespace FeatureFlag.WebApi.Http;

/// <summary>Refuses a query that names one parameter twice: readers disagree on which value counts.</summary>
internal sealed class RepeatedQueryMiddleware(RequestDelegate next)
{
    public static Error Refusal(string name) =>
        new(ErrorKind.Malformed, $"The query names \"{name}\" more than once. Send it once.");

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var (name, values) in context.Request.Query)
        {
            if (values.Count > 1)
            {
                return Problems.WriteAsync(context, Refusal(name));
            }
        }

        return next(context);
    }
}
