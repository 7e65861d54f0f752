using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.WebApi.Events;

/// <summary>Reads the attributes of events and writes them in the one way in which they are kept: no white space, shortest numbers, nothing that is null.</summary>
internal sealed class EventAttributes
{
    private const int MaxCount = 32;
    private const int PlainDigits = 15;

    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly ReadOnlyMemory<byte>[] _names = new ReadOnlyMemory<byte>[MaxCount];
    private readonly Utf8JsonWriter _json;

    public EventAttributes() => _json = new(_written, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <param name="reader">At any value.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="attributes">Empty: there are none.</param>
    /// <returns>What is wrong with them; null: nothing.</returns>
    public string? Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, out ReadOnlyMemory<byte> attributes)
    {
        attributes = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return "attributes must be an object.";
        }

        var start = _written.WrittenCount;
        _json.Reset();
        _json.WriteStartObject();
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (count == MaxCount)
            {
                return "attributes: at most 32 are kept with an event.";
            }

            if (ReadOne(ref reader, source, ref count) is { } fault)
            {
                return fault;
            }
        }

        if (count > 0)
        {
            _json.WriteEndObject();
            _json.Flush();
            attributes = _written.WrittenMemory[start..];
        }

        return null;
    }

    private string? ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, ref int count)
    {
        if (!EventText.TryRead(ref reader, source, EventBatch.NameMaxLength, out var name) || name.Span.Contains((byte)0))
        {
            return "attributes: names must be 1 to 100 characters, none of them NUL.";
        }

        for (var i = 0; i < count; i++)
        {
            if (_names[i].Span.SequenceEqual(name.Span))
            {
                return $"attributes: \"{Encoding.UTF8.GetString(name.Span)}\" stands there more than once. Send it once.";
            }
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        _names[count++] = name;
        _json.WritePropertyName(name.Span);
        return WriteValue(ref reader, source) ? null : $"attributes: \"{Encoding.UTF8.GetString(name.Span)}\" must be a text of at most 256 characters without NUL, a number, true or false.";
    }

    private bool WriteValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                _json.WriteStringValue(""u8);
                return true;
            case JsonTokenType.String:
                if (!EventText.TryRead(ref reader, source, CompiledExperiment.DimensionMaxLength, out var text) || text.Span.Contains((byte)0))
                {
                    return false;
                }

                _json.WriteStringValue(text.Span);
                return true;
            case JsonTokenType.Number:
                return WriteNumber(reader.ValueSpan);
            case JsonTokenType.True or JsonTokenType.False:
                _json.WriteBooleanValue(reader.TokenType == JsonTokenType.True);
                return true;
            default:
                return false;
        }
    }

    /// <summary>By its value, as conditions of flags see numbers.</summary>
    private bool WriteNumber(ReadOnlySpan<byte> digits)
    {
        if (digits.Length <= PlainDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            _json.WriteRawValue(digits, skipInputValidation: true);
            return true;
        }

        if (!Domain.Evaluation.Number.TryParse(Encoding.ASCII.GetString(digits), out var number))
        {
            return false;
        }

        _json.WriteRawValue(number.ToString(), skipInputValidation: true);
        return true;
    }
}
