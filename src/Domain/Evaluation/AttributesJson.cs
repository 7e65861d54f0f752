using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>Reads attributes from JSON.</summary>
public static class AttributesJson
{
    private const int NumberChars = 256;

    /// <param name="reader">At the start of an object; afterwards at its end.</param>
    /// <exception cref="JsonException">Not a JSON object, a name that stands twice, or a number without end; the message says which.</exception>
    /// <exception cref="InvalidOperationException">Broken Unicode in a text.</exception>
    public static Attributes Read(ref Utf8JsonReader reader)
    {
        var attributes = new Attributes();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadInto(attributes, ref reader);
        }

        return attributes;
    }

    /// <summary>One attribute.</summary>
    /// <param name="attributes">Where it goes.</param>
    /// <param name="reader">At its name; afterwards at the end of its value.</param>
    /// <inheritdoc cref="Read"/>
    public static void ReadInto(Attributes attributes, ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (!attributes.TryAdd(name, Value(ref reader)))
        {
            throw new JsonException($"names \"{name}\" more than once. Send it once.");
        }
    }

    /// <summary>A value as JSON; numbers by their value, not in the spelling of whoever sent them.</summary>
    public static JsonToken Write(in AttributeValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(writer, value);
        }

        return new(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, in AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                writer.WriteStringValue(value.String);
                break;
            case AttributeKind.Number:
                writer.WriteRawValue(value.Number.ToString());
                break;
            case AttributeKind.Boolean:
                writer.WriteBooleanValue(value.Boolean);
                break;
            case AttributeKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.Elements)
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            case AttributeKind.Object:
                writer.WriteStartObject();
                foreach (var (name, inner) in value.Attributes)
                {
                    writer.WritePropertyName(name);
                    Write(writer, inner);
                }

                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static AttributeValue Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => AttributeValue.Of(Number(reader.ValueSpan)),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.StartArray => Elements(ref reader),
        JsonTokenType.StartObject => Read(ref reader),
        _ => default,
    };

    private static AttributeValue Elements(ref Utf8JsonReader reader)
    {
        var elements = new List<AttributeValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Value(ref reader));
        }

        return AttributeValue.Of([.. elements]);
    }

    private static Number Number(ReadOnlySpan<byte> digits)
    {
        Span<char> text = digits.Length <= NumberChars ? stackalloc char[NumberChars] : new char[digits.Length];
        var length = Encoding.ASCII.GetChars(digits, text);
        return Evaluation.Number.TryParse(text[..length], out var number) ? number : throw new JsonException("holds a number that is too large.");
    }
}
