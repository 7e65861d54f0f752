using System.Net.Sockets;
using System.Text;
using FeatureFlag.Application.Streams;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Streams;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

internal sealed class StreamLimitTests
{
    [Test]
    public async Task More_streams_than_may_be_are_sent_away_for_a_while()
    {
        await using var server = await StreamServer.StartAsync("--Streams:MaxConnections=2");
        var (key, _) = server.AddKey();
        using var first = await server.OpenOfrepAsync(key);
        using var second = await server.OpenOfrepAsync(key);

        var refused = await server.App.Anonymous.CallAsync("GET", server.OfrepTarget(key));

        ProblemAssert.IsProblem(refused, 503);
        Assert.That(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(5, 15));
        first.Dispose();
        await Until.True(() => server.Hub.Count == 1);
        using var third = await server.OpenOfrepAsync(key);
        Assert.That(third.Status, Is.EqualTo(200));
    }

    [TestCase(10_000, null, ExpectedResult = 10_000)]
    [TestCase(10_000, 52_000L, ExpectedResult = 10_000)]
    [TestCase(10_000, 400L, ExpectedResult = 300)]
    public int Leave_connections_for_everything_else(int set, long? connections) =>
        StreamServices.Fitting(new StreamOptions { MaxConnections = set }, connections).MaxConnections;

    [Test]
    public async Task A_reader_that_takes_nothing_is_cut_while_others_are_served()
    {
        await using var server = await StreamServer.StartAsync();
        var (key, _) = server.AddKey(SdkKeyKind.Client);
        using var stalled = await StallAsync(server, key);
        using var reader = await server.OpenOfrepAsync(key, server.Version);
        var publishing = true;

        // Each event has to be written before the next one, or the slot would hold only the newest.
        var writing = Task.Run(async () =>
        {
            while (publishing)
            {
                await reader.UntilAsync(server.Publish());
            }
        });
        await Until.True(() => server.Hub.Count == 1, TimeSpan.FromSeconds(60), because: "the stalled one is cut");
        publishing = false;
        await writing;

        Assert.That(reader.Events.Select(told => told.Id), Is.Ordered.Ascending.And.Unique);
        Assert.That((await server.App.Anonymous.CallAsync("GET", "/metrics")).Body, Does.Match(@"featureflag_streams_stalled_total\S* 1"));
    }

    [Test]
    public async Task Logs_hold_no_tokens()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting, ("Logging__LogLevel__Default", "Trace")).ListeningAsync();
        using var client = server.NewClient();

        await client.CallAsync("GET", "/ofrep/v1/streams?token=a-token-in-an-address");
        await client.CallAsync("GET", "/auth/me");
        await Until.True(() => server.Output.Contains("Refused with 401", StringComparison.Ordinal));

        Assert.That(server.Output + server.Errors, Does.Not.Contain("a-token-in-an-address"));
    }

    /// <summary>A client with little room that never reads.</summary>
    private static async Task<Socket> StallAsync(StreamServer server, SdkKeyEntry key)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(server.App.Address.Host, server.App.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {server.OfrepTarget(key)} HTTP/1.1\r\nHost: x\r\n\r\n"));
        await Until.True(() => server.Hub.Count == 1);
        return socket;
    }
}
