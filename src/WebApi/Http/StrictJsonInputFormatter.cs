using System.Text.Json;
using FeatureFlag.Domain;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;

namespace FeatureFlag.WebApi.Http;

/// <summary>Reads JSON bodies; <see cref="BodyFault"/> says what is wrong with one, as the serializer's own messages name .NET types.</summary>
internal sealed class StrictJsonInputFormatter : InputFormatter
{
    private readonly JsonSerializerOptions _options;

    public StrictJsonInputFormatter(JsonSerializerOptions options)
    {
        _options = options;
        SupportedMediaTypes.Add(MediaTypeHeaderValue.Parse("application/json"));
    }

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context)
    {
        var request = context.HttpContext.Request;
        try
        {
            var model = await JsonSerializer.DeserializeAsync(request.Body, context.ModelType, _options, context.HttpContext.RequestAborted);
            return model is null ? Refuse(context, new(ErrorKind.Malformed, "The body is null; send a JSON object.")) : InputFormatterResult.Success(model);
        }
        catch (JsonException exception)
        {
            return Refuse(context, BodyFault.Explain(exception, context.ModelType, _options));
        }
    }

    private static InputFormatterResult Refuse(InputFormatterContext context, Error error)
    {
        context.ModelState.TryAddModelException("body", new BodyException(error));
        return InputFormatterResult.Failure();
    }
}

/// <summary>Carries an <see cref="Error"/> through MVC's model state, which knows only exceptions and texts.</summary>
internal sealed class BodyException(Error error) : Exception(error.Detail)
{
    public Error Error => error;
}

internal static class ModelStateErrors
{
    /// <summary>What MVC found wrong before the action ran, as one error in the shape of all others.</summary>
    public static Error Of(ModelStateDictionary state)
    {
        if (state.Values.SelectMany(entry => entry.Errors).Select(e => e.Exception).OfType<BodyException>().FirstOrDefault() is { } body)
        {
            return body.Error;
        }

        var fields = state.Where(entry => entry.Value!.Errors.Count > 0).GroupBy(entry => Place(entry.Key), StringComparer.Ordinal).ToDictionary(
            place => place.Key,
            place => place.SelectMany(entry => entry.Value!.Errors).Select(e => e.ErrorMessage is { Length: > 0 } message ? message : "cannot be read.").ToArray(),
            StringComparer.Ordinal);
        return fields.Remove("") || fields.Count == 0
            ? new(ErrorKind.Malformed, "The request has no body; send a JSON object.")
            : Error.Invalid(fields);
    }

    /// <summary>MVC's <c>Variants[0].Value</c> is <c>variants[0].value</c> in the body.</summary>
    private static string Place(string key) => string.Join('.', key.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));
}
