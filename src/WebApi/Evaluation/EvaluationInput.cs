using System.Net;
using System.Text;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Reads what an evaluation needs from query or body, by hand: MVC's binding costs more than the evaluation.</summary>
internal readonly record struct EvaluationInput(ReadOnlyMemory<char> EnvironmentKey, EvaluationContext Context)
{
    private const string EnvironmentKeyName = "environment_key";
    private const string UserIdName = "user_id";
    private const string AttributesName = "attributes";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static Result<EvaluationInput> Read(QueryString query)
    {
        ReadOnlyMemory<char>? environmentKey = null, userId = null;
        foreach (var pair in new QueryStringEnumerable(query.Value))
        {
            var name = pair.DecodeName().Span;
            if (name.Equals(EnvironmentKeyName, StringComparison.OrdinalIgnoreCase))
            {
                if (Decode(pair.EncodedValue, EnvironmentKeyName, ref environmentKey) is { } error)
                {
                    return error;
                }
            }
            else if (name.Equals(UserIdName, StringComparison.OrdinalIgnoreCase) && Decode(pair.EncodedValue, UserIdName, ref userId) is { } error)
            {
                return error;
            }
        }

        return Check(environmentKey, userId?.ToString());
    }

    public static async Task<Result<EvaluationInput>> ReadAsync(HttpRequest request)
    {
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = Json.MaxDepth, AllowDuplicateProperties = false };
            using var body = await JsonDocument.ParseAsync(request.Body, options, request.HttpContext.RequestAborted);
            return Read(body.RootElement);
        }
        catch (JsonException exception)
        {
            return Malformed(exception.LineNumber is null
                ? "The body names a field more than once. Send it once."
                : $"The body is not a JSON object that this route can read (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return Malformed("The body holds a string with broken Unicode.");
        }
    }

    private static Result<EvaluationInput> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Malformed("The body must be a JSON object.");
        }

        string? environmentKey = null, userId = null;
        JsonElement attributes = default;
        foreach (var field in body.EnumerateObject())
        {
            switch (field.Name)
            {
                case EnvironmentKeyName when field.Value.ValueKind == JsonValueKind.String:
                    environmentKey = field.Value.GetString();
                    break;
                case UserIdName when field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                    userId = field.Value.GetString();
                    break;
                case AttributesName when field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Null:
                    attributes = field.Value;
                    break;
                case EnvironmentKeyName or UserIdName:
                    return Malformed($"{field.Name}: expected a string.");
                case AttributesName:
                    return Malformed($"{field.Name}: expected an object.");
                default:
                    return Error.Invalid(field.Name, $"is not a field of this request. Its fields: {EnvironmentKeyName}, {UserIdName}, {AttributesName}.");
            }
        }

        if (attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(UserIdName, out var inner)
            && inner.ValueKind != JsonValueKind.Null && !(inner.ValueKind == JsonValueKind.String && inner.GetString() == userId))
        {
            return Error.Invalid("attributes.user_id", "differs from user_id. Send the id as user_id only.");
        }

        return HasEndlessNumber(attributes)
            ? Malformed("attributes: holds a number that is too large.")
            : Check(environmentKey?.AsMemory(), userId);
    }

    /// <summary>Also reads every text, which throws for broken Unicode: the parser leaves that to whoever asks.</summary>
    private static bool HasEndlessNumber(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(field => field.Name is not null && HasEndlessNumber(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasEndlessNumber),
        JsonValueKind.String => element.GetString() is null,
        JsonValueKind.Number => !element.TryGetDouble(out var number) || !double.IsFinite(number),
        _ => false,
    };

    private static Result<EvaluationInput> Check(ReadOnlyMemory<char>? environmentKey, string? userId)
    {
        if (environmentKey is not { Length: > 0 } key)
        {
            return Error.Invalid(EnvironmentKeyName, "is required: say which environment is meant.");
        }

        return userId is null || (userId.Length is > 0 and <= EvaluationContext.UserIdMaxLength && !userId.Contains('\0', StringComparison.Ordinal))
            ? new EvaluationInput(key, new(userId))
            : Error.Invalid(UserIdName, EvaluationContext.UserIdRule);
    }

    /// <summary>Percent-decodes a value that was not there before. What is badly encoded is refused: two ids must not become one.</summary>
    private static Error? Decode(ReadOnlyMemory<char> encoded, string name, ref ReadOnlyMemory<char>? value)
    {
        if (value is not null)
        {
            return RepeatedQueryMiddleware.Refusal(name);
        }

        if (!encoded.Span.ContainsAny('%', '+') && Ascii.IsValid(encoded.Span))
        {
            value = encoded;
            return null;
        }

        if (HasBrokenEscape(encoded.Span))
        {
            return Malformed($"{name} is not validly percent-encoded: \"%\" itself is sent as \"%25\".");
        }

        try
        {
            var bytes = Encoding.UTF8.GetBytes(encoded.ToString());
            value = StrictUtf8.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!).AsMemory();
            return null;
        }
        catch (DecoderFallbackException)
        {
            return Malformed($"{name} is not valid UTF-8.");
        }
    }

    private static bool HasBrokenEscape(ReadOnlySpan<char> encoded)
    {
        for (var at = encoded.IndexOf('%'); at >= 0; at = encoded.IndexOf('%'))
        {
            if (encoded.Length < at + 3 || !char.IsAsciiHexDigit(encoded[at + 1]) || !char.IsAsciiHexDigit(encoded[at + 2]))
            {
                return true;
            }

            encoded = encoded[(at + 3)..];
        }

        return false;
    }

    private static Error Malformed(string detail) => new(ErrorKind.Malformed, detail);
}
