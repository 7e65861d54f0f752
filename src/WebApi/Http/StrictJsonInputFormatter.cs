using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Domain;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;

namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Reads JSON bodies and says what is wrong in the caller's terms: 400 for what is no JSON or of the wrong type, 422 for
/// fields that do not exist or are missing. The serializer's own messages name .NET types.
/// </summary>
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
            return Refuse(context, Explain(exception, context.ModelType));
        }
    }

    private static InputFormatterResult Refuse(InputFormatterContext context, Error error)
    {
        context.ModelState.TryAddModelException("body", new BodyException(error));
        return InputFormatterResult.Failure();
    }

    private Error Explain(JsonException exception, Type type)
    {
        var fields = _options.GetTypeInfo(type).Properties;
        var (path, name) = FieldOf(exception.Path);
        if (path.Length == 0)
        {
            var missing = fields.Where(field => field.IsRequired && exception.Message.Contains($"'{field.Name}'", StringComparison.Ordinal)).ToList();
            return missing.Count > 0
                ? Error.Invalid(missing.ToDictionary(field => field.Name, _ => new[] { "is required." }))
                : new(ErrorKind.Malformed, $"The body is not a JSON object that this route can read{At(exception)}.");
        }

        if (fields.FirstOrDefault(field => field.Name == name) is not { } known)
        {
            return Error.Invalid(name, $"is not a field of this request. Its fields: {string.Join(", ", fields.Select(field => field.Name))}.");
        }

        return exception.InnerException is null && exception.Message.StartsWith("Duplicate", StringComparison.Ordinal)
            ? new(ErrorKind.Malformed, $"The body names \"{name}\" more than once. Send it once.")
            : new(ErrorKind.Malformed, $"{path}: expected {Expected(known)}{At(exception)}.");
    }

    /// <summary>The place within the body, and the field of the body that it is in: <c>$.a.b</c>, <c>$.a[0]</c> or <c>$['a b'].c</c>.</summary>
    private static (string Path, string Field) FieldOf(string? path) => path switch
    {
        ['$', '.', .. var rest] => (rest, rest.Split('.', '[')[0]),
        ['$', '[', '\'', .. var rest] when rest.IndexOf("']", StringComparison.Ordinal) is var end and >= 0 => (rest[..end], rest[..end]),
        _ => ("", ""),
    };

    private static string At(JsonException exception) => exception is { LineNumber: { } line, BytePositionInLine: { } position }
        ? $" (line {line + 1}, byte {position + 1})"
        : "";

    private static string Expected(JsonPropertyInfo field)
    {
        var type = field.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
        {
            type = type.GetGenericArguments()[0];
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "a string",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(decimal) || type == typeof(double) => "a number",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ when type == typeof(Guid) => "an id such as \"0198c0de-7000-7000-8000-000000000000\"",
            _ when type == typeof(DateOnly) => "a date such as \"2026-12-31\"",
            _ when type == typeof(DateTimeOffset) => "a time such as \"2026-12-31T12:00:00Z\"",
            _ when type.IsAssignableTo(typeof(IEnumerable<string>)) => "a list of strings",
            _ => "an object",
        };
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

        var fields = state.Where(entry => entry.Value!.Errors.Count > 0).ToDictionary(
            entry => JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Key.Split('.')[^1]),
            entry => entry.Value!.Errors.Select(e => e.ErrorMessage is { Length: > 0 } message ? message : "cannot be read.").ToArray(),
            StringComparer.Ordinal);
        return fields.Remove("") || fields.Count == 0
            ? new(ErrorKind.Malformed, "The request has no body; send a JSON object.")
            : Error.Invalid(fields);
    }
}
