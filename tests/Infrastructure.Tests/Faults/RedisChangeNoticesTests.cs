using System.Collections.Concurrent;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Snapshots;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;
using StackExchange.Redis;

namespace FeatureFlag.Infrastructure.Tests.Faults;

/// <summary>Notices between two nodes, and what each knows of whether they arrive.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RedisChangeNoticesTests : IAsyncDisposable
{
    /// <summary>What the reliability goals allow for a subscription that is dead but open.</summary>
    private static readonly TimeSpan Detected = TimeSpan.FromSeconds(15);

    private readonly RedisServer _redis = RedisServer.StartNew();
    private readonly FreezingProxy _proxy;
    private readonly LogLines _logs = new();
    private readonly RedisConnection[] _connections;
    private readonly RedisChangeNotices[] _nodes;
    private readonly ConcurrentQueue<EnvironmentVersion?> _received = new();

    public RedisChangeNoticesTests()
    {
        _proxy = new FreezingProxy(int.Parse(_redis.ConnectionString.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        _connections = [new(_redis.ConnectionString), new($"127.0.0.1:{_proxy.Port}")];
        _nodes = [.. _connections.Select(connection => new RedisChangeNotices(connection, TimeProvider.System, _logs.For<RedisChangeNotices>()))];
        _nodes[1].Received += _received.Enqueue;
    }

    [SetUp]
    public async Task Arrive()
    {
        await Task.WhenAll(_nodes.Select(node => node.StartAsync(default)));
        await Until.True(() => _nodes.All(node => node.AreArriving));
        await Until.True(() => _received.TryDequeue(out _));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.StopAsync(default);
            node.Dispose();
        }

        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        _proxy.Dispose();
        _redis.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task What_one_node_sends_the_other_receives()
    {
        var change = new EnvironmentVersion(A.Environment().Id, 7);
        _nodes[0].Send(change);

        await Until.True(() => _received.Contains(change));
    }

    [Test]
    public async Task A_subscription_that_is_dead_but_open_is_found_and_replaced()
    {
        _proxy.FreezeConnections();

        await Until.True(() => !_nodes[1].AreArriving, Detected);
        await Until.True(() => _nodes[1].AreArriving, Detected);
        Assert.That(_received, Has.Some.Null, "it should say that notices may have been missed");
    }

    [Test]
    public async Task A_subscription_that_was_cut_comes_back_and_says_what_may_be_missed()
    {
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},allowAdmin=true");
        await admin.GetServers()[0].ExecuteAsync("CLIENT", "KILL", "TYPE", "pubsub");

        await Until.True(() => _received.Contains(null), Detected);
        await What_one_node_sends_the_other_receives();
    }

    [Test]
    public async Task A_frozen_server_is_noticed_soon()
    {
        _redis.Pause();

        await Until.True(() => _nodes.All(node => !node.AreArriving), TimeSpan.FromSeconds(5));
        _redis.Resume();
        await Until.True(() => _nodes.All(node => node.AreArriving), Detected);
    }

    [Test]
    public async Task Losing_and_finding_them_is_one_log_line_each_at_each_node()
    {
        var before = _logs.All.Count;
        _redis.Kill();
        await Until.True(() => !_nodes.Any(node => node.AreArriving), Detected);
        _redis.Start();
        await Until.True(() => _nodes.All(node => node.AreArriving), Detected);

        Assert.That(_logs.All.Skip(before).Select(line => line.Split(':')[0]), Is.EquivalentTo(new[] { "Warning", "Warning", "Information", "Information" }));
    }
}
