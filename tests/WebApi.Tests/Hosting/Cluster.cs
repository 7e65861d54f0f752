using System.Text.RegularExpressions;
using FeatureFlag.TestKit.Servers;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>Two processes of the server, started at once, on one empty PostgreSQL and one Redis.</summary>
internal sealed partial class Cluster : IAsyncDisposable
{
    private readonly (string Name, string Value)[] _settings;
    private readonly TemporaryDirectory[] _directories = [new(), new()];

    private Cluster(PostgresServer postgres, RedisServer redis, (string, string)[] settings)
    {
        (Postgres, Redis, _settings) = (postgres, redis, settings);
        Nodes = [.. _directories.Select(Start)];
    }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    /// <summary>A connection string.</summary>
    public string Database => _settings[0].Value;

    public ServerExecutable[] Nodes { get; }

    /// <summary>The generated passwords of the first admin that were printed, by any node.</summary>
    public IEnumerable<string> PrintedPasswords => Nodes.SelectMany(node => Password().Matches(node.Output).Select(match => match.Groups[1].Value));

    /// <param name="more">More settings, of both nodes.</param>
    public static async Task<Cluster> StartAsync(params (string, string)[] more)
    {
        var postgres = PostgresServer.StartNew();
        var redis = RedisServer.StartNew();
        (string, string)[] settings =
        [
            ("ConnectionStrings__Postgres", await postgres.CreateDatabaseAsync()),
            ("ConnectionStrings__Redis", redis.ConnectionString),
            ("Auth__JwtSecret", "the secret that all nodes of this test share"),
            .. more,
        ];
        var cluster = new Cluster(postgres, redis, settings);
        await Task.WhenAll(cluster.Nodes.Select(node => node.ListeningAsync()));
        return cluster;
    }

    public string DirectoryOf(int node) => _directories[node].Path;

    /// <summary>Ends a node at once and starts it again, with the files that it left.</summary>
    public async Task RestartAsync(int node)
    {
        await Nodes[node].DisposeAsync();
        Nodes[node] = await Start(_directories[node]).ListeningAsync();
    }

    /// <summary>Signs in at the first node; the token holds at every node.</summary>
    public async Task<string> SignInAsync()
    {
        using var client = Nodes[0].NewClient();
        var answer = await client.CallAsync("POST", "/auth/login", new { email = "admin@localhost", password = PrintedPasswords.Single() });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        return (string)answer.Json["access_token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        Redis.Dispose();
        Postgres.Dispose();
        foreach (var directory in _directories)
        {
            directory.Dispose();
        }
    }

    private ServerExecutable Start(TemporaryDirectory directory) => ServerExecutable.Serve([.. _settings, directory.Setting]);

    [GeneratedRegex(@"Password\s+(\S+)\s+\(shown only this once")]
    private static partial Regex Password();
}
