using System.Globalization;
using System.Text;
using FeatureFlag.Application.Snapshots;
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
    private readonly SnapshotStore _snapshots;

    public EventStreams(StreamHub hub, SnapshotStore snapshots, IHostApplicationLifetime lifetime)
    {
        (_hub, _snapshots) = (hub, snapshots);
        lifetime.ApplicationStopping.Register(hub.Stop);
    }

    /// <summary>Sends one environment's versions until the client leaves, or the hub says to end.</summary>
    public Task SendAsync(HttpContext context, Guid environmentId, SdkKeyEntry key, Func<ChangeNotice, EventBytes> format)
    {
        var lastVersion = LastVersion(context.Request);
        var lastId = lastVersion ?? 0;
        return SendAsync(context, _hub.Open(environmentId, key, lastVersion, context.Abort), Event, () => ValueTask.FromResult(true));

        // Ids never go back, even if the client comes from a node that is ahead of this one, or the database was restored.
        ReadOnlyMemory<byte> Event(ChangeNotice notice)
        {
            var bytes = format(notice);
            (var isNext, lastId) = (notice.Version > lastId, Math.Max(lastId, notice.Version));
            return isNext ? bytes.WithId : bytes.WithoutId;
        }
    }

    /// <summary>Sends what has changed in any environment until the client leaves or may not listen any more, or the hub says to end.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="mayListen">Asked before anything is sent.</param>
    public Task SendForAllAsync(HttpContext context, Func<ValueTask<bool>> mayListen)
    {
        var stream = _hub.OpenForAll(context.Abort);
        var news = new EnvironmentNews(_snapshots); // after the stream was opened, so that nothing comes between
        return SendAsync(context, stream, _ => news.Take() is { Length: > 0 } events ? events : Heartbeat, mayListen);
    }

    private async Task SendAsync(HttpContext context, ChangeStream? stream, Func<ChangeNotice, ReadOnlyMemory<byte>> format, Func<ValueTask<bool>> mayListen)
    {
        if (stream is null)
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
            await WriteAsync(context, stream, format, mayListen);
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

    private async Task WriteAsync(HttpContext context, ChangeStream stream, Func<ChangeNotice, ReadOnlyMemory<byte>> format, Func<ValueTask<bool>> mayListen)
    {
        await WriteAsync(context, stream, Retry());
        while (true)
        {
            switch (await stream.NextAsync())
            {
                case StreamTurn.Changed when await mayListen():
                    await WriteAsync(context, stream, format(stream.Notice));
                    break;
                case StreamTurn.Heartbeat when await mayListen():
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
