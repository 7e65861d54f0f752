using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>HTTP byte by byte, for what a decent client would never send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="server">Where.</param>
    /// <param name="line">"GET //x HTTP/1.1", sent exactly so.</param>
    /// <param name="headers">Each "Name: value". Host and "Connection: close" are added.</param>
    /// <param name="body">Sent as it is; say its length, or that it is chunked, in the headers.</param>
    public static Task<Answer> SendAsync(Uri server, string line, IEnumerable<string>? headers = null, byte[]? body = null)
    {
        string[] head = [line, $"Host: {server.Authority}", "Connection: close", .. headers ?? []];
        return SendAsync(server, [.. Encoding.Latin1.GetBytes(string.Join("\r\n", head) + "\r\n\r\n"), .. body ?? []]);
    }

    public static async Task<Answer> SendAsync(Uri server, byte[] request)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, deadline.Token);
        await using var stream = client.GetStream();
        var answer = new MemoryStream();
        var reading = CopyAsync(stream, answer, deadline.Token);
        try
        {
            await stream.WriteAsync(request, deadline.Token);
        }
        catch (IOException)
        {
            // The server has answered and hung up before the end: what it said counts.
        }

        await reading;
        return Parse(answer.ToArray());
    }

    private static async Task CopyAsync(NetworkStream from, MemoryStream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken);
        }
        catch (IOException)
        {
            // As above.
        }
    }

    private static Answer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Assert.That(end, Is.GreaterThan(0), "The server hung up without an answer.");
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        return new Answer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(bytes.AsSpan(end + 4)),
            lines.Skip(1).Select(line => line.Split(": ", 2)).GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
                .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(pair => pair.ElementAtOrDefault(1))), StringComparer.OrdinalIgnoreCase));
    }
}
