using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Says in the caller's terms what the serializer found wrong with a body: 400 for what is no JSON or of the wrong type,
/// 422 for fields that do not exist or are missing, at any depth.
/// </summary>
internal sealed class BodyFault
{
    private readonly JsonSerializerOptions _options;
    private readonly JsonException _outer;
    private readonly string _message;
    private readonly string _path;

    private BodyFault(JsonException exception, JsonSerializerOptions options)
    {
        (_outer, _options) = (exception, options);
        var chain = Chain(exception).ToList();
        _message = chain[^1].Message;

        // Each converter of ours begins a path of its own.
        _path = string.Concat(chain.Select(link => link.Path?.TrimStart('$')));
    }

    public static Error Explain(JsonException exception, Type body, JsonSerializerOptions options) => new BodyFault(exception, options).Explain(body);

    private Error Explain(Type type)
    {
        var place = "";
        foreach (var (name, index) in Steps(_path))
        {
            if (index is not null)
            {
                (type, place) = (ElementOf(type), $"{place}[{index}]");
                continue;
            }

            var fields = FieldsOf(type);
            var inner = place.Length == 0 ? name! : $"{place}.{name}";
            if (fields.Count > 0 && fields.All(field => field.Name != name))
            {
                return Error.Invalid(inner, $"is not a field of {(place.Length == 0 ? "this request" : place)}. Its fields: {string.Join(", ", fields.Select(field => field.Name))}.");
            }

            (type, place) = (fields.FirstOrDefault(field => field.Name == name)?.PropertyType ?? typeof(object), inner);
        }

        return At(place, Unwrap(type));
    }

    /// <summary>Everything on the way there is known; so it is the thing itself that is wrong.</summary>
    private Error At(string place, Type type)
    {
        var missing = FieldsOf(type).Where(field => field.IsRequired && _message.Contains($"'{field.Name}'", StringComparison.Ordinal)).ToList();
        if (missing.Count > 0 && !IsDuplicate)
        {
            return Error.Invalid(missing.ToDictionary(field => place.Length == 0 ? field.Name : $"{place}.{field.Name}", _ => new[] { "is required." }));
        }

        return new(ErrorKind.Malformed, Detail(place, type));
    }

    private string Detail(string place, Type type)
    {
        if (_message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return $"The body is nested more than {Json.MaxDepth} deep.";
        }

        if (IsDuplicate)
        {
            return $"The body names {(place.Length == 0 ? "a field" : $"\"{place}\", or a field in it,")} more than once. Send it once.";
        }

        return place.Length == 0 ? $"The body is not a JSON object that this route can read{Position}." : $"{place}: expected {Expected(type)}{Position}.";
    }

    private bool IsDuplicate => _message.StartsWith("Duplicate", StringComparison.Ordinal);

    private string Position => _outer is { LineNumber: { } line, BytePositionInLine: { } position } ? $" (line {line + 1}, byte {position + 1})" : "";

    private static IEnumerable<JsonException> Chain(JsonException exception)
    {
        for (var link = exception; link is not null; link = link.InnerException as JsonException)
        {
            yield return link;
        }
    }

    /// <summary>The parts of <c>.a.b</c>, <c>.a[0]</c> or <c>['a b'].c</c>.</summary>
    private static IEnumerable<(string? Name, string? Index)> Steps(string path)
    {
        while (path.Length > 0)
        {
            var isQuoted = path.StartsWith("['", StringComparison.Ordinal);
            var start = isQuoted ? 2 : 1;
            var end = isQuoted ? path.IndexOf("']", StringComparison.Ordinal) : path.IndexOfAny(path[0] == '[' ? [']'] : ['.', '['], 1);
            end = end < 0 ? path.Length : end;
            var step = path[Math.Min(start, end)..end];
            yield return path[0] == '[' && !isQuoted ? (null, step) : (step, null);
            path = path[Math.Min(path.Length, end + (isQuoted ? 2 : path[0] == '[' ? 1 : 0))..];
        }
    }

    private IList<JsonPropertyInfo> FieldsOf(Type type) =>
        _options.GetTypeInfo(Unwrap(type)) is { Kind: JsonTypeInfoKind.Object } info ? info.Properties : [];

    private static Type ElementOf(Type list) => Unwrap(list) is { IsGenericType: true } type ? type.GetGenericArguments()[^1] : typeof(object);

    private static Type Unwrap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>)
        ? Unwrap(type.GetGenericArguments()[0])
        : Nullable.GetUnderlyingType(type) ?? type;

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) || type.IsEnum => "a string",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(decimal) || type == typeof(double) => "a number",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(Guid) => "an id such as \"0198c0de-7000-7000-8000-000000000000\"",
        _ when type == typeof(DateOnly) => "a date such as \"2026-12-31\"",
        _ when type == typeof(DateTimeOffset) => "a time such as \"2026-12-31T12:00:00Z\"",
        _ when type == typeof(JsonToken) => "a JSON value without broken Unicode",
        _ when type.IsAssignableTo(typeof(IEnumerable<string>)) => "a list of strings",
        _ when type == typeof(Attributes) => "an object",
        _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list",
        _ => "an object",
    };
}
