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
    private const string UserIdName = EvaluationContext.UserIdName;
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

        return Check(environmentKey, new(userId?.ToString()));
    }

    public static ValueTask<Result<EvaluationInput>> ReadAsync(HttpRequest request) => RequestBytes.ReadAsync(request, Read);

    /// <param name="body">A JSON object in UTF-8.</param>
    private static Result<EvaluationInput> Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        try
        {
            return Read(ref reader);
        }
        catch (JsonException exception)
        {
            return Malformed(exception.LineNumber is null
                ? $"The body {exception.Message}"
                : $"The body is not a JSON object that this route can read (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            return Malformed("The body holds a string with broken Unicode.");
        }
    }

    private static Result<EvaluationInput> Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Malformed("The body must be a JSON object.");
        }

        string? environmentKey = null, userId = null;
        Attributes? attributes = null;
        Error? error = null;
        var named = Fields.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(reader);
            if (field == Fields.None)
            {
                return Error.Invalid(reader.GetString()!, $"is not a field of this request. Its fields: {EnvironmentKeyName}, {UserIdName}, {AttributesName}.");
            }

            if (named.HasFlag(field))
            {
                return Malformed($"The body names \"{reader.GetString()}\" more than once. Send it once.");
            }

            named |= field;
            reader.Read();
            switch (field)
            {
                case Fields.EnvironmentKey when reader.TokenType == JsonTokenType.String:
                    environmentKey = reader.GetString();
                    break;
                case Fields.UserId when reader.TokenType is JsonTokenType.String or JsonTokenType.Null:
                    userId = reader.GetString();
                    break;
                case Fields.Attributes when reader.TokenType == JsonTokenType.StartObject:
                    attributes = AttributesJson.Read(ref reader);
                    break;
                case Fields.Attributes when reader.TokenType == JsonTokenType.Null:
                    break;
                default:
                    error ??= Malformed($"{NameOf(field)}: expected {(field == Fields.Attributes ? "an object" : "a string")}.");
                    reader.Skip();
                    break;
            }
        }

        reader.Read(); // throws if anything comes after the object
        return error ?? Check(environmentKey?.AsMemory(), new(userId, attributes));
    }

    private static Fields FieldOf(in Utf8JsonReader name) =>
        name.ValueTextEquals(EnvironmentKeyName) ? Fields.EnvironmentKey
        : name.ValueTextEquals(UserIdName) ? Fields.UserId
        : name.ValueTextEquals(AttributesName) ? Fields.Attributes
        : Fields.None;

    private static string NameOf(Fields field) => field switch
    {
        Fields.EnvironmentKey => EnvironmentKeyName,
        Fields.UserId => UserIdName,
        _ => AttributesName,
    };

    private static Result<EvaluationInput> Check(ReadOnlyMemory<char>? environmentKey, EvaluationContext context)
    {
        if (environmentKey is not { Length: > 0 } key)
        {
            return Error.Invalid(EnvironmentKeyName, "is required: say which environment is meant.");
        }

        if (context.UserId is { } id && !EvaluationContext.IsUserId(id))
        {
            return Error.Invalid(UserIdName, EvaluationContext.UserIdRule);
        }

        return context.HasTwoIds
            ? Error.Invalid($"{AttributesName}.{UserIdName}", EvaluationContext.TwoIdsRule)
            : new EvaluationInput(key, context);
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

    [Flags]
    private enum Fields
    {
        None = 0,
        EnvironmentKey = 1,
        UserId = 2,
        Attributes = 4,
    }
}
