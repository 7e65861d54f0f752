using System.Globalization;
using System.Text;
using FeatureFlag.Application.Streams;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace FeatureFlag.WebApi.Streams;

/// <summary>Writes streams as server-sent events. Of each connection there is one writer: the request itself.</summary>
public sealed class EventStreams
{
    public const string ContentType = "text/event-stream";

    /// <summary>Clients that lose their stream together come back over this long, beginning after a second.</summary>
    private static readonly TimeSpan ReconnectSpread = TimeSpan.FromSeconds(6);

    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    private readonly StreamHub _hub;

    public EventStreams(StreamHub hub, IHostApplicationLifetime lifetime)
    {
        _hub = hub;
        lifetime.ApplicationStopping.Register(hub.Stop);
    }

    /// <summary>Sends until the client leaves, or the hub says to end.</summary>
    public async Task SendAsync(HttpContext context, Guid environmentId, SdkKeyEntry key, Func<ChangeNotice, EventBytes> format)
    {
        var lastVersion = LastVersion(context.Request);
        if (_hub.Open(environmentId, key, lastVersion, context.Abort) is not { } stream)
        {
            await Problems.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "This server has as many streams open as it can hold. Try again after Retry-After, or poll.",
                retryAfter: Jittered(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)));
            return;
        }

        try
        {
            using var left = context.RequestAborted.UnsafeRegister(state => ((ChangeStream)state!).End(), stream);
            Begin(context);
            await WriteAsync(context, stream, lastVersion ?? 0, format);
        }
        finally
        {
            _hub.Close(stream);
        }
    }

    /// <summary>Our ids are numbers; what is none was not given by us, and counts as nothing.</summary>
    private static long? LastVersion(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is [var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static void Begin(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would collect events

        // The hub cuts who does not read, and counts it; Kestrel would do it unseen.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            StreamSocket.Limit(socket);
        }
    }

    private async Task WriteAsync(HttpContext context, ChangeStream stream, long lastVersion, Func<ChangeNotice, EventBytes> format)
    {
        await WriteAsync(context, stream, Retry());
        while (true)
        {
            switch (await stream.NextAsync())
            {
                case StreamTurn.Changed:
                    // Ids never go back, even if the client comes from a node that is ahead of this one, or the database was restored.
                    var bytes = format(stream.Notice);
                    await WriteAsync(context, stream, stream.Notice.Version > lastVersion ? bytes.WithId : bytes.WithoutId);
                    lastVersion = Math.Max(lastVersion, stream.Notice.Version);
                    break;
                case StreamTurn.Heartbeat:
                    await WriteAsync(context, stream, Heartbeat);
                    break;
                case StreamTurn.EndOfNode:
                    await WriteAsync(context, stream, Retry());
                    return;
                default:
                    return;
            }
        }
    }

    private async Task WriteAsync(HttpContext context, ChangeStream stream, ReadOnlyMemory<byte> bytes)
    {
        _hub.WriteBegins(stream);
        await context.Response.BodyWriter.WriteAsync(bytes);
        _hub.WriteEnded(stream);
    }

    private static byte[] Retry() => Encoding.ASCII.GetBytes(
        FormattableString.Invariant($"retry: {(int)Jittered(TimeSpan.FromSeconds(1), ReconnectSpread).TotalMilliseconds}\n\n"));

    private static TimeSpan Jittered(TimeSpan least, TimeSpan spread) => least + (spread * Random.Shared.NextDouble());
}
