using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FeatureFlag.WebApi.Tests.Events;

/// <summary>The server, or its database, is killed again and again while clients post: what was acknowledged is there exactly once.</summary>
[NonParallelizable]
internal sealed class EventDurabilityTests
{
    private const int Rounds = 3;
    private const int EventsPerCall = 50;
    private const string Password = "a password for tests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<string, bool> _acknowledged = [];
    private TemporaryDirectory _directory = null!;
    private PostgresServer? _postgres;
    private string? _database;
    private ServerExecutable _server = null!;
    private string _key = "";
    private volatile bool _stop;
    private int _last;

    [SetUp]
    public void Begin()
    {
        _directory = new();
        _acknowledged.Clear();
        (_stop, _last) = (false, 0);
    }

    [TearDown]
    public async Task End()
    {
        await _server.DisposeAsync();
        _postgres?.Dispose();
        _postgres = null;
        _directory.Dispose();
    }

    [TestCase("SQLite")]
    [TestCase("PostgreSQL")]
    public async Task Survives_a_kill_of_the_server(string store)
    {
        await StartAsync(store);
        await PostWhileAsync(async () =>
        {
            _server.Signal(Signal.Kill);
            await _server.ExitAsync();
            await _server.DisposeAsync();
            _server = await Serve().ListeningAsync();
        });

        await AssertExactlyOnceAsync();
    }

    [Test]
    public async Task Survives_a_restart_of_PostgreSQL()
    {
        await StartAsync("PostgreSQL");
        var isKill = false;
        await PostWhileAsync(() =>
        {
            if (isKill = !isKill)
            {
                _postgres!.Kill();
            }
            else
            {
                _postgres!.Stop();
            }

            _postgres.Start();
            return Task.CompletedTask;
        });

        await AssertExactlyOnceAsync();
    }

    private async Task StartAsync(string store)
    {
        if (store == "PostgreSQL")
        {
            _postgres = PostgresServer.StartNew(fsync: true);
            _database = await _postgres.CreateDatabaseAsync();
        }

        _server = await Serve().ListeningAsync();
        using var client = _server.NewClient();
        var token = (string)(await client.CallAsync("POST", "/auth/login", new { email = "admin@localhost", password = Password })).Json["access_token"]!;
        var answer = await client.CallAsync("POST", "/environments/development/sdk-keys", new { name = "Any", kind = "server" }, ("Authorization", $"Bearer {token}"));
        _key = (string)answer.Json["secret"]!;
    }

    private ServerExecutable Serve() => ServerExecutable.Serve(
    [
        _directory.Setting,
        ("Auth__InitialAdminPassword", Password),
        .. _postgres is null ? Array.Empty<(string, string)>() : [("ConnectionStrings__Postgres", _database!), ("Auth__JwtSecret", "the secret of a test with servers")],
    ]);

    /// <summary>Three clients post; what fails they send again, with the same ids, until it is acknowledged.</summary>
    private async Task PostWhileAsync(Func<Task> disturb)
    {
        var posting = Enumerable.Range(0, 3).Select(_ => Task.Run(PostAsync)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var before = _acknowledged.Count;
            await Until.True(() => _acknowledged.Count > before + (20 * EventsPerCall), Patience);
            await disturb();
        }

        _stop = true;
        await Task.WhenAll(posting);
    }

    private async Task PostAsync()
    {
        while (!_stop)
        {
            var ids = Enumerable.Range(0, EventsPerCall).Select(_ => $"event-{Interlocked.Increment(ref _last)}").ToList();
            var body = string.Join('\n', ids.Select(id => EventStage.Metric(id, unit: id)));
            await Until.True(() => IsAcknowledgedAsync(body), Patience);
            ids.ForEach(id => _acknowledged[id] = true);
        }
    }

    private async Task<bool> IsAcknowledgedAsync(string body)
    {
        try
        {
            using var client = _server.NewClient();
            client.Timeout = TimeSpan.FromSeconds(20);
            using var content = new StringContent(body, null, "application/x-ndjson");
            var answer = await client.CallAsync("POST", "/events", content, ("X-API-Key", _key));
            return answer.Status switch
            {
                202 => (int)answer.Json["rejected"]! == 0 && (int)answer.Json["accepted"]! + (int)answer.Json["duplicates"]! == EventsPerCall,
                401 or 429 or 503 => false, // also a server that does not know its keys yet
                _ => throw new AssertionException(answer.ToString()),
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>As its tables have it, after a last event, so that all before have been sorted in.</summary>
    private async Task AssertExactlyOnceAsync()
    {
        await using System.Data.Common.DbConnection connection = _database is not null && _postgres is not null
            ? new NpgsqlConnection(_database)
            : new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "featureflag.db")}");
        await connection.OpenAsync();
        if (_postgres is null)
        {
            await Until.True(async () => await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM event_log") == 0, Patience);
        }

        var units = (await connection.QueryAsync<string>("SELECT unit FROM metric_events")).ToList();
        await TestContext.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{_acknowledged.Count} acknowledged, {units.Count} there"));
        Assert.That(units, Is.EquivalentTo(_acknowledged.Keys));
    }
}
