using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>One server-sent event.</summary>
/// <param name="Id">Null: it has none.</param>
/// <param name="Data">JSON.</param>
/// <param name="Type">"event:"; null: it has none.</param>
internal sealed record Event(long? Id, string Data, string? Type);

/// <summary>A client of a stream, on a socket of its own. It remembers what it was told.</summary>
internal sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client;
    private readonly StreamReader _reader;

    private EventReader(TcpClient client) => (_client, _reader) = (client, new StreamReader(client.GetStream(), Encoding.UTF8));

    public int Status { get; private set; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<Event> Events { get; } = [];

    /// <summary>"retry:", in milliseconds.</summary>
    public List<int> Retries { get; } = [];

    public int Comments { get; private set; }

    /// <summary>The id of the last event that had one.</summary>
    public long? LastId { get; private set; }

    public static async Task<EventReader> OpenAsync(Uri server, string target, long? lastId = null, params string[] headers) =>
        await OpenAsync(server, target, lastId?.ToString(CultureInfo.InvariantCulture), headers);

    /// <param name="server">Where.</param>
    /// <param name="target">"/sdk/stream".</param>
    /// <param name="lastId">Last-Event-ID, sent exactly so.</param>
    /// <param name="headers">Each "Name: value".</param>
    public static async Task<EventReader> OpenAsync(Uri server, string target, string? lastId, params string[] headers)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Host, server.Port);
        string[] lines = [$"GET {target} HTTP/1.1", $"Host: {server.Authority}", "Accept: text/event-stream", .. headers];
        string[] all = lastId is null ? lines : [.. lines, $"Last-Event-ID: {lastId}"];
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", all) + "\r\n\r\n"));
        var reader = new EventReader(client);
        await reader.ReadHeadAsync();
        return reader;
    }

    /// <summary>The next event; comments and retries on the way are kept.</summary>
    /// <returns>Null: the stream has ended.</returns>
    public async Task<Event?> NextAsync(TimeSpan? within = null)
    {
        using var deadline = new CancellationTokenSource(within ?? Patience);
        long? id = null;
        string? data = null;
        string? type = null;
        while (await LineAsync(deadline.Token) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["id", var text]:
                    id = long.Parse(text, CultureInfo.InvariantCulture);
                    break;
                case ["event", var text]:
                    type = text;
                    break;
                case ["data", var text]:
                    data = text;
                    break;
                case ["retry", var text]:
                    Retries.Add(int.Parse(text, CultureInfo.InvariantCulture));
                    break;
                case [""] when data is not null:
                    Events.Add(new(id, data, type));
                    LastId = id ?? LastId;
                    return Events[^1];
                case [":"]:
                    Comments++;
                    break;
            }
        }

        return null;
    }

    /// <summary>Reads until an event has this id or a later one.</summary>
    /// <param name="id">Or a later one.</param>
    /// <param name="change">Makes the next event; null: somebody else does.</param>
    public async Task<Event> UntilAsync(long id, Func<long>? change = null)
    {
        change?.Invoke();
        while (await NextAsync() is { } next)
        {
            if (next.Id >= id)
            {
                return next;
            }

            change?.Invoke();
        }

        throw new AssertionException($"The stream ended before {id}.");
    }

    /// <summary>Reads what comes until the stream ends.</summary>
    public async Task ToEndAsync(TimeSpan? within = null)
    {
        while (await NextAsync(within) is not null)
        {
            // It is kept.
        }
    }

    /// <summary>Nothing but perhaps a comment comes for that long.</summary>
    public async Task<bool> IsSilentAsync(TimeSpan time)
    {
        try
        {
            await NextAsync(time);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }

    private async Task ReadHeadAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var line = await _reader.ReadLineAsync(deadline.Token) ?? throw new AssertionException("The server hung up without an answer.");
        Status = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        while (await _reader.ReadLineAsync(deadline.Token) is { Length: > 0 } header)
        {
            Headers[header.Split(": ")[0]] = header.Split(": ", 2)[1];
        }
    }

    /// <summary>A line of an event. Each is whole in its chunk, so what stands alone as a hexadecimal number is a chunk's length.</summary>
    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line == "0")
                {
                    return null;
                }

                if (!int.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _))
                {
                    return line;
                }
            }
        }
        catch (IOException)
        {
            // Cut off.
        }

        return null;
    }
}
