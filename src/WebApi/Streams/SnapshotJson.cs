using System.Buffers;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.WebApi.Streams;

/// <summary>
/// Writes a snapshot as the <see cref="EnvironmentConfiguration"/> that it was compiled from, without SDK keys. Flags and
/// segments are the bytes that the snapshot keeps; only the frame around them is serialised.
/// </summary>
internal static class SnapshotJson
{
    private const int FlushBytes = 64 * 1024;
    private static readonly byte[] Comma = ","u8.ToArray();

    public static async Task SendAsync(HttpContext context, EnvironmentSnapshot snapshot)
    {
        var parts = Parts(snapshot);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = parts.Sum(part => (long)part.Length);
        var writer = context.Response.BodyWriter;
        var unflushed = 0;
        foreach (var part in parts)
        {
            writer.Write(part.Span);
            unflushed += part.Length;
            if (unflushed >= FlushBytes)
            {
                await writer.FlushAsync(context.RequestAborted);
                unflushed = 0;
            }
        }
    }

    private static List<ReadOnlyMemory<byte>> Parts(EnvironmentSnapshot snapshot)
    {
        var frame = JsonSerializer.SerializeToUtf8Bytes(
            new EnvironmentConfiguration { EnvironmentId = snapshot.EnvironmentId, EnvironmentKey = snapshot.EnvironmentKey, Version = snapshot.Version },
            DomainJson.Options);
        var flags = EndOf("\"flags\":["u8, frame);
        var segments = EndOf("\"segments\":["u8, frame);
        return
        [
            frame.AsMemory(..flags), .. Joined(snapshot.Flags.Select(flag => flag.Json)),
            frame.AsMemory(flags..segments), .. Joined(snapshot.Segments.Select(segment => segment.Json)),
            frame.AsMemory(segments..),
        ];
    }

    private static int EndOf(ReadOnlySpan<byte> part, byte[] frame) => frame.AsSpan().IndexOf(part) + part.Length;

    private static IEnumerable<ReadOnlyMemory<byte>> Joined(IEnumerable<ReadOnlyMemory<byte>> items) =>
        items.SelectMany((item, index) => index == 0 ? [item] : new[] { Comma, item });
}
