using System.Net.Sockets;
using System.Text;

namespace FeatureFlag.TestKit.Servers;

/// <summary>A throw-away Redis without persistence, or the server that TEST_REDIS (a StackExchange.Redis string) names.</summary>
public sealed class RedisServer : TestServer
{
    private const string Variable = "TEST_REDIS";
    private static readonly Lazy<RedisServer> OneForAll = new(Open);

    private readonly string? external;

    private RedisServer(ServerProcess process)
        : base(process)
    {
    }

    private RedisServer(string external)
        : base(process: null) => this.external = external;

    /// <summary>One server per test process, started when first asked for. Not for tests that stop or pause it.</summary>
    public static RedisServer Shared => OneForAll.Value;

    public string ConnectionString => external ?? $"127.0.0.1:{Port}";

    private protected override IEnumerable<string> Command =>
    [
        "redis-server", "--bind", "127.0.0.1", "--port", $"{Port}", "--dir", Own.Home,
        "--save", "", "--appendonly", "no", "--daemonize", "no",
    ];

    /// <summary>Starts a server of its own, for tests that stop, kill or pause it. A restarted one is empty.</summary>
    public static RedisServer StartNew()
    {
        if (!OperatingSystem.IsLinux() || Binaries.InPath("redis-server") is null)
        {
            throw ServerUnavailable.Because("redis-server is not here: install it, or set TEST_REDIS to a connection string.");
        }

        var server = new RedisServer(new ServerProcess("redis", politely: Signal.Terminate, guardSignal: "TERM"));
        server.StartOnFreePort();
        return server;
    }

    protected override void Dispose(bool disposing)
    {
        if (!IsExternal)
        {
            Own.Kill();
        }

        base.Dispose(disposing);
    }

    private protected override bool Answers()
    {
        try
        {
            using var client = new TcpClient { ReceiveTimeout = 1000, SendTimeout = 1000 };
            client.Connect("127.0.0.1", Port);
            using var stream = client.GetStream();
            stream.Write("INFO server\r\nQUIT\r\n"u8);
            // Ours, and not one of another test run that took the port.
            return new StreamReader(stream, Encoding.ASCII).ReadToEnd()
                .Contains($"process_id:{Pid}\r\n", StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }

    private static RedisServer Open() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configuration
            ? new RedisServer(configuration)
            : StartNew();
}
