using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed class ShutdownTests
{
    [TestCase(Signal.Terminate)]
    [TestCase(Signal.Interrupt)]
    public async Task Ends_in_order(Signal signal)
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting).ListeningAsync();

        server.Signal(signal);

        Assert.That(await server.ExitAsync(), Is.Zero, server.Errors);
    }

    [Test]
    public async Task Lets_a_request_that_takes_seconds_finish()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting).ListeningAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        await using var stream = client.GetStream();
        const string Body = """{"environment_key":"production","user_id":"alice"}""";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /evaluate/some HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..5]}"));
        await Until.True(async () => (await RequestsInFlightAsync(server)) > 1, because: "the server should have the beginning of it");

        server.Signal(Signal.Terminate);
        var stopping = Stopwatch.StartNew();
        await Until.True(() => stopping.Elapsed > TimeSpan.FromSeconds(3), because: "a slow client takes its time");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[5..]));

        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadToEndAsync(), Does.StartWith("HTTP/1.1 200 OK").And.Contain("FLAG_NOT_FOUND"));
        Assert.That(await server.ExitAsync(), Is.Zero, server.Errors);
    }

    /// <summary>The question itself is one.</summary>
    private static async Task<double> RequestsInFlightAsync(ServerExecutable server)
    {
        using var client = server.NewClient();
        var metrics = await client.CallAsync("GET", "/metrics");
        return metrics.Body.Split('\n').Where(line => line.StartsWith("kestrel_active_connections{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
