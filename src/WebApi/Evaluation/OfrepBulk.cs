using System.Text;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Sends a bulk answer: lengths first, then all is copied into one span.</summary>
internal static class OfrepBulk
{
    /// <param name="response">200; nothing written yet.</param>
    /// <param name="answers">In order.</param>
    /// <param name="isPlain">Nothing but the flags, for clients that know no other fields.</param>
    /// <param name="environmentKey">The flag set.</param>
    /// <param name="stream">The event stream's URL; null: none.</param>
    public static Task SendAsync(HttpResponse response, ReadOnlySpan<OfrepAnswer> answers, bool isPlain, string environmentKey, string? stream)
    {
        var length = Length(answers, isPlain, environmentKey, stream);
        response.ContentType = "application/json";
        response.ContentLength = length;
        var body = response.BodyWriter;
        var span = body.GetSpan(length);
        var at = 0;
        Append("{\"flags\":["u8, span, ref at);
        for (var i = 0; i < answers.Length; i++)
        {
            if (i > 0)
            {
                span[at++] = (byte)',';
            }

            Append(answers[i].Json, span, ref at);
        }

        span[at++] = (byte)']';
        if (!isPlain)
        {
            Append(MetadataStart, span, ref at);
            at += Encoding.UTF8.GetBytes(environmentKey, span[at..]);
            Append(MetadataEnd, span, ref at);
            if (stream is not null)
            {
                Append(StreamStart, span, ref at);
                at += Encoding.UTF8.GetBytes(stream, span[at..]);
                Append(StreamEnd, span, ref at);
            }
        }

        span[at++] = (byte)'}';
        body.Advance(at);
        var flushed = body.FlushAsync();
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }

    private static ReadOnlySpan<byte> MetadataStart => ",\"metadata\":{\"flagSetId\":\""u8;

    private static ReadOnlySpan<byte> MetadataEnd => "\"}"u8;

    private static ReadOnlySpan<byte> StreamStart => ",\"eventStreams\":[{\"type\":\"sse\",\"url\":\""u8;

    private static ReadOnlySpan<byte> StreamEnd => "\"}]"u8;

    private static int Length(ReadOnlySpan<OfrepAnswer> answers, bool isPlain, string environmentKey, string? stream)
    {
        var length = "{\"flags\":[]}".Length + Math.Max(0, answers.Length - 1);
        foreach (var answer in answers)
        {
            length += answer.Json.Length;
        }

        if (!isPlain)
        {
            length += MetadataStart.Length + Encoding.UTF8.GetByteCount(environmentKey) + MetadataEnd.Length;
            length += stream is null ? 0 : StreamStart.Length + Encoding.UTF8.GetByteCount(stream) + StreamEnd.Length;
        }

        return length;
    }

    private static void Append(ReadOnlySpan<byte> bytes, Span<byte> span, ref int at)
    {
        bytes.CopyTo(span[at..]);
        at += bytes.Length;
    }
}
