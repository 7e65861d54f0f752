using System.Collections.Concurrent;
using System.Text;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Client.Tests.Fakes;

/// <summary>What was asked of it.</summary>
internal sealed record Asked(string Authorization, string? IfNoneMatch, string? LastEventId);

/// <summary>A server with the two routes of local evaluation, over real sockets, that does whatever a test wants.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<OpenStream, bool> _open = [];

    private FakeServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/sdk/snapshot", AnswerSnapshotAsync);
        _app.MapGet("/sdk/stream", AnswerStreamAsync);
    }

    public Uri Address => new(_app.Urls.First());

    public ConcurrentQueue<Asked> Snapshots { get; } = [];

    public ConcurrentQueue<Asked> Streams { get; } = [];

    public int OpenStreams => _open.Count;

    /// <summary>What it has: sent with its version as ETag.</summary>
    public EnvironmentConfiguration Configuration { get; set; } = Some.Configuration(1);

    /// <summary>Answers in place of the configuration; null: nothing special.</summary>
    public Func<HttpContext, Task>? OnSnapshot { get; set; }

    /// <summary>Answers in place of a stream; null: nothing special.</summary>
    public Func<HttpContext, Task>? OnStream { get; set; }

    /// <summary>Streams open only after this.</summary>
    public Task StreamGate { get; set; } = Task.CompletedTask;

    /// <summary>Sent when a stream opens.</summary>
    public string Greeting { get; set; } = ":\n\n";

    public static async Task<FakeServer> StartAsync()
    {
        var server = new FakeServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Answers a status and nothing else.</summary>
    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Json(string json) => context =>
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    };

    /// <summary>Cuts the connection.</summary>
    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Says nothing until the client leaves.</summary>
    public static async Task Hang(HttpContext context)
    {
        var left = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    /// <summary>Sends the text as it is to all who follow.</summary>
    public void Send(string text)
    {
        foreach (var stream in _open.Keys)
        {
            stream.Send(text);
        }
    }

    /// <summary>Has a new configuration and says so.</summary>
    public void Publish(EnvironmentConfiguration configuration)
    {
        Configuration = configuration;
        Send(Event(configuration.Version));
    }

    public static string Event(long version) => $"id: {version}\ndata: {{\"type\":\"changed\",\"version\":{version}}}\n\n";

    public void EndStreams()
    {
        foreach (var stream in _open.Keys)
        {
            stream.End();
        }
    }

    public async ValueTask DisposeAsync()
    {
        EndStreams();
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static Asked Read(HttpRequest request) =>
        new(request.Headers.Authorization.ToString(), request.Headers.IfNoneMatch, request.Headers["Last-Event-ID"]);

    private async Task AnswerSnapshotAsync(HttpContext context)
    {
        var (special, configuration) = (OnSnapshot, Configuration);
        Snapshots.Enqueue(Read(context.Request));
        if (special is not null)
        {
            await special(context).WaitAsync(context.RequestAborted);
            return;
        }

        var tag = $"\"{configuration.EnvironmentId}-{configuration.Version}\"";
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = 304;
        }
        else
        {
            await context.Response.WriteAsJsonAsync(configuration, DomainJson.Options);
        }
    }

    private async Task AnswerStreamAsync(HttpContext context)
    {
        await StreamGate.WaitAsync(context.RequestAborted);
        var special = OnStream;
        if (special is not null)
        {
            Streams.Enqueue(Read(context.Request));
            await special(context).WaitAsync(context.RequestAborted);
            return;
        }

        context.Response.ContentType = "text/event-stream";
        var stream = new OpenStream();
        stream.Send(Greeting);
        _open[stream] = true;
        Streams.Enqueue(Read(context.Request));
        try
        {
            await stream.WriteAsync(context);
        }
        finally
        {
            _open.TryRemove(stream, out _);
        }
    }

    private sealed class OpenStream
    {
        private readonly System.Threading.Channels.Channel<string> _texts = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public void Send(string text) => _texts.Writer.TryWrite(text);

        public void End() => _texts.Writer.TryComplete();

        public async Task WriteAsync(HttpContext context)
        {
            try
            {
                await foreach (var text in _texts.Reader.ReadAllAsync(context.RequestAborted))
                {
                    await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                }
            }
            catch (OperationCanceledException)
            {
                // The client has left.
            }
        }
    }
}
