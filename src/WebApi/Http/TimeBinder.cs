using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Http;

/// <summary>Reads times of queries: RFC 3339 with "Z" or an offset, never by the server's own time zone.</summary>
internal sealed class TimeBinder : IModelBinder
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        if (bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue is not { } text)
        {
            return Task.CompletedTask;
        }

        if (Parse(text) is { } time)
        {
            bindingContext.Result = ModelBindingResult.Success(time);
        }
        else
        {
            bindingContext.ModelState.TryAddModelError(
                bindingContext.ModelName, "must be a time such as \"2026-12-31T12:00:00Z\" or \"2026-12-31T13:00:00+01:00\".");
        }

        return Task.CompletedTask;
    }

    /// <returns>Null if it is no such time.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        var hasOffset = text is not null && (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'));
        return hasOffset && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }
}
