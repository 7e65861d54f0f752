using System.Text.RegularExpressions;
using FeatureFlag.TestKit.Servers;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>Two processes of the server, started at once, on one empty PostgreSQL and one Redis.</summary>
internal sealed partial class Cluster : IAsyncDisposable
{
    private Cluster(PostgresServer postgres, RedisServer redis, ServerExecutable[] nodes) => (Postgres, Redis, Nodes) = (postgres, redis, nodes);

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    public IReadOnlyList<ServerExecutable> Nodes { get; }

    /// <summary>The generated passwords of the first admin that were printed, by any node.</summary>
    public IEnumerable<string> PrintedPasswords => Nodes.SelectMany(node => Password().Matches(node.Output).Select(match => match.Groups[1].Value));

    public static async Task<Cluster> StartAsync()
    {
        var postgres = PostgresServer.StartNew();
        var redis = RedisServer.StartNew();
        (string, string)[] settings =
        [
            ("ConnectionStrings__Postgres", await postgres.CreateDatabaseAsync()),
            ("ConnectionStrings__Redis", redis.ConnectionString),
            ("Auth__JwtSecret", "the secret that all nodes of this test share"),
        ];
        var cluster = new Cluster(postgres, redis, [ServerExecutable.Serve(settings), ServerExecutable.Serve(settings)]);
        await Task.WhenAll(cluster.Nodes.Select(node => node.ListeningAsync()));
        return cluster;
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
    }

    [GeneratedRegex(@"Password\s+(\S+)\s+\(shown only this once")]
    private static partial Regex Password();
}
