using System.Text;
using System.Text.Json;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain;

namespace FeatureFlag.WebApi.Events;

/// <summary>Reads the events of a body into a batch. What is wrong with one line is noted there, and costs no other line.</summary>
internal static class EventReader
{
    public const string TooMany = "The body holds more than 10000 events. Post them in several calls.";

    /// <param name="body">NDJSON; blank lines are passed over, but counted.</param>
    /// <param name="fields">Reads single events into the batch.</param>
    /// <param name="batch">Receives the events.</param>
    /// <returns>False: there are too many.</returns>
    public static bool TryReadLines(ReadOnlyMemory<byte> body, EventFields fields, EventBatch batch)
    {
        var (rest, events) = (WithoutMark(body), 0);
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.Span.TrimStart(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (++events > EventBatch.MaxEvents)
            {
                return false;
            }

            ReadLine(text, line, fields, batch);
        }

        return true;
    }

    /// <param name="body">A JSON array of events.</param>
    /// <param name="fields">Reads single events into the batch.</param>
    /// <param name="batch">Receives the events.</param>
    /// <param name="isTooMany">There are too many.</param>
    /// <returns>What is wrong with the array as a whole; null: nothing.</returns>
    public static Error? ReadArray(ReadOnlyMemory<byte> body, EventFields fields, EventBatch batch, out bool isTooMany)
    {
        isTooMany = false;
        body = WithoutMark(body);
        if (body.Span.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(body.Span);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return Malformed("The body must be a JSON array of events. Events on lines of their own are sent as application/x-ndjson.");
            }

            for (var place = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
            {
                if (place > EventBatch.MaxEvents)
                {
                    isTooMany = true;
                    return null;
                }

                ReadElement(ref reader, body, place, fields, batch);
            }

            reader.Read(); // throws if anything comes after the array
            return null;
        }
        catch (JsonException exception)
        {
            return Malformed($"The body is not a JSON array (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}). No event of it was kept.");
        }
    }

    private static void ReadLine(ReadOnlyMemory<byte> text, int line, EventFields fields, EventBatch batch)
    {
        var reader = new Utf8JsonReader(text.Span);
        try
        {
            reader.Read();
            if (ReadOne(ref reader, text, line, fields, batch))
            {
                reader.Read(); // throws if anything comes after the object
                fields.Add(batch);
            }
        }
        catch (JsonException exception)
        {
            batch.Reject(line, $"This is not one JSON object (byte {exception.BytePositionInLine + 1} of the line).");
        }
    }

    private static void ReadElement(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, int place, EventFields fields, EventBatch batch)
    {
        var depth = reader.CurrentDepth;
        if (ReadOne(ref reader, body, place, fields, batch))
        {
            fields.Add(batch);
            return;
        }

        while (reader.CurrentDepth > depth || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Read(); // to the end of what was rejected
        }
    }

    private static bool ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, int line, EventFields fields, EventBatch batch)
    {
        string? fault;
        try
        {
            fault = reader.TokenType == JsonTokenType.StartObject ? fields.Read(ref reader, source, line, batch) : "An event must be a JSON object.";
        }
        catch (InvalidOperationException)
        {
            fault = "The event holds a text with broken Unicode.";
        }

        if (fault is not null)
        {
            batch.Reject(line, fault);
        }

        return fault is null;
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(Encoding.UTF8.Preamble) ? body[Encoding.UTF8.Preamble.Length..] : body;

    private static Error Malformed(string detail) => new(ErrorKind.Malformed, detail);
}
