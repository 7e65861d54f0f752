using System.Text.Json;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.WebApi.Http;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>
/// Reads the body of an OFREP request: <c>{"context": {"targetingKey": …, …}}</c>. Lenient where providers differ: no context,
/// null, and an empty targetingKey count as none; other fields than "context" are ignored, as the protocol grows.
/// </summary>
internal readonly record struct OfrepInput(EvaluationContext Context, OfrepError? Error)
{
    private const string TargetingKeyName = "targetingKey";

    public static async ValueTask<OfrepInput> ReadAsync(HttpRequest request)
    {
        try
        {
            return await RequestBytes.ReadAsync(request, Read);
        }
        catch (BadHttpRequestException exception) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return new(default, OfrepError.Parse(exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "The body is too large: at most 1 MB."
                : "The body could not be read to its end."));
        }
    }

    /// <param name="body">In UTF-8.</param>
    internal static OfrepInput Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = Json.MaxDepth });
        try
        {
            return Read(ref reader);
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            return Invalid($"The context {exception.Message}");
        }
        catch (JsonException exception)
        {
            return new(default, OfrepError.Parse(
                $"The body is not JSON that this route can read (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."));
        }
        catch (InvalidOperationException)
        {
            return new(default, OfrepError.Parse("The body holds a string with broken Unicode."));
        }
    }

    private static OfrepInput Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new(default, OfrepError.Parse("The body must be a JSON object."));
        }

        OfrepInput? context = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("context"u8))
            {
                reader.Skip();
            }
            else if (context is null)
            {
                reader.Read();
                context = ReadContext(ref reader);
            }
            else
            {
                return new(default, OfrepError.Parse("The body names \"context\" more than once. Send it once."));
            }
        }

        reader.Read(); // throws if anything comes after the object
        return context ?? default;
    }

    private static OfrepInput ReadContext(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case not JsonTokenType.StartObject:
                reader.Skip();
                return Invalid("The context must be a JSON object.");
        }

        string? targetingKey = null;
        Attributes? attributes = null;
        OfrepInput? invalid = null;
        var isNamed = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals(TargetingKeyName))
            {
                AttributesJson.ReadInto(attributes ??= new(), ref reader);
                continue;
            }

            reader.Read();
            if (isNamed || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            {
                reader.Skip();
                invalid = Invalid($"{TargetingKeyName}: expected one string.");
            }
            else
            {
                targetingKey = reader.GetString();
            }

            isNamed = true;
        }

        return invalid ?? Check(targetingKey is "" ? null : targetingKey, attributes);
    }

    private static OfrepInput Check(string? targetingKey, Attributes? attributes)
    {
        if (targetingKey is not null && !EvaluationContext.IsUserId(targetingKey))
        {
            return Invalid($"{TargetingKeyName} {EvaluationContext.UserIdRule}");
        }

        // Conditions see the targeting key as user_id: two that differ would be a riddle.
        var context = new EvaluationContext(targetingKey, attributes);
        return context.HasTwoIds
            ? Invalid($"{EvaluationContext.UserIdName} differs from {TargetingKeyName}, which rules know under that name. Send the id as {TargetingKeyName} only.")
            : new(context, null);
    }

    private static OfrepInput Invalid(string details) => new(default, new("INVALID_CONTEXT", details));
}
