using System.Collections.Concurrent;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Faults;

/// <summary>PostgreSQL is killed while four writers write: what they were told is done is there, with its audit entry.</summary>
internal sealed class DurabilityTests
{
    private const int Rounds = 4;

    private readonly ConcurrentBag<string> _acknowledged = [];
    private PostgresServer _server = null!;
    private TestStore _store = null!;
    private volatile bool _stop;
    private int _last;

    [OneTimeSetUp]
    public async Task WriteWhileTheServerIsKilledAgainAndAgain()
    {
        _server = PostgresServer.StartNew(fsync: true);
        _store = TestStore.Unmigrated(await _server.CreateDatabaseAsync());
        await _store.MigrateAsync();
        await _store.SendAsync(new CreateEnvironment("production", "Production"));
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(WriteAsync)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var before = _acknowledged.Count;
            await Until.True(() => _acknowledged.Count > before + 30, TimeSpan.FromSeconds(20));
            _server.Kill();
            _server.Start();
        }

        _stop = true;
        await Task.WhenAll(writers);
        await IsBackAsync();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _server?.Dispose();
    }

    [Test]
    public async Task Every_acknowledged_write_is_there() =>
        Assert.That(_acknowledged, Is.SubsetOf(await _store.QueryAsync<string>("SELECT key FROM flags")));

    [Test]
    public async Task Every_flag_has_its_audit_entry() =>
        Assert.That(
            await _store.QueryAsync<string>("SELECT entity_key FROM audit_entries WHERE entity_type = 'flag' ORDER BY entity_key"),
            Is.EqualTo(await _store.QueryAsync<string>("SELECT key FROM flags ORDER BY key")));

    [Test]
    public async Task The_environments_version_counts_what_is_there() =>
        Assert.That(
            (await _store.SendAsync(new GetEnvironment("production"))).Value.Version,
            Is.EqualTo(1 + (await _store.QueryAsync<string>("SELECT key FROM flags")).Count));

    private Task IsBackAsync() => Until.True(async () => (await _store.SendAsync(new GetEnvironment("production"))).IsOk, TimeSpan.FromSeconds(20));

    private async Task WriteAsync()
    {
        while (!_stop)
        {
            var key = $"flag-{Interlocked.Increment(ref _last)}";
            try
            {
                if ((await _store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = "production" })).IsOk)
                {
                    _acknowledged.Add(key);
                }
            }
            catch (StoreUnavailableException)
            {
                // Not acknowledged: it may be there or not.
                await IsBackAsync();
            }
        }
    }
}
