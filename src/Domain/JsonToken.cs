using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeatureFlag.Domain;

/// <summary>
/// A JSON value with its numbers as their author wrote them: <c>1.0</c> stays <c>1.0</c>, as SDKs of typed languages tell it
/// from <c>1</c>. Equal when the text is.
/// </summary>
/// <param name="Text">Valid JSON.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct JsonToken(string Text)
{
    public static JsonToken True { get; } = new("true");

    public static JsonToken False { get; } = new("false");

    /// <summary>By the first character, so it costs nothing.</summary>
    public JsonValueKind Kind => Text is null or "" ? JsonValueKind.Undefined : Text[0] switch
    {
        '{' => JsonValueKind.Object,
        '[' => JsonValueKind.Array,
        '"' => JsonValueKind.String,
        't' => JsonValueKind.True,
        'f' => JsonValueKind.False,
        'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>Without the blanks between its parts; numbers as they were spelled.</summary>
    /// <exception cref="InvalidOperationException">It holds a string with broken Unicode.</exception>
    public static JsonToken Of(JsonElement element)
    {
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            _ = element.ValueKind == JsonValueKind.String ? element.GetString() : null; // throws for broken Unicode
            return new(element.GetRawText());
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            element.WriteTo(writer);
        }

        return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>A JSON string.</summary>
    public static JsonToken Of(string text) => new($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"");

    /// <summary>The text that a JSON string stands for; null for every other kind.</summary>
    public string? AsString() => Kind == JsonValueKind.String ? JsonSerializer.Deserialize<string>(Text) : null;

    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<JsonToken>
    {
        public override bool HandleNull => true;

        public override JsonToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Of(JsonSerializer.Deserialize<JsonElement>(ref reader, options));
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException("A string holds broken Unicode.", exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, JsonToken value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Text, skipInputValidation: true);
    }
}
