using System.Diagnostics;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Faults;

/// <summary>Nobody but the log notices what happens to Redis.</summary>
internal sealed class RedisFaultTests
{
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswersWhenKnown = TimeSpan.FromMilliseconds(200);

    private RedisServer _redis = null!;
    private TestStore _store = null!;

    [SetUp]
    public async Task Start()
    {
        _redis = RedisServer.StartNew();
        _store = TestStore.Unmigrated(settings: new KeyValuePair<string, string?>("ConnectionStrings:Redis", _redis.ConnectionString));
        await _store.MigrateAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _redis?.Dispose();
    }

    [Test]
    public async Task Keeps_configurations_for_other_nodes()
    {
        var configuration = Configuration();
        await UsedAsync();
        await Cache.SetAsync(configuration, default);

        Assert.That(await Cache.GetAsync(VersionOf(configuration), 0, default), Is.Not.Null);
    }

    [Test]
    public async Task A_call_to_a_frozen_server_ends_soon()
    {
        await UsedAsync();
        _redis.Pause();

        Assert.That(await TimeOfMissAsync("first, frozen"), Is.LessThan(FirstAnswer));
    }

    [Test]
    public async Task Nobody_waits_for_a_server_that_is_known_to_be_frozen()
    {
        await UsedAsync();
        _redis.Pause();
        await TimeOfMissAsync("first, frozen");

        Assert.That(await TimeOfMissAsync("next, frozen"), Is.LessThan(AnswersWhenKnown));
    }

    [Test]
    public async Task A_call_to_a_server_that_was_never_there_ends_soon()
    {
        _redis.Kill();

        Assert.That(await TimeOfMissAsync("first, absent"), Is.LessThan(FirstAnswer));
    }

    [Test]
    public async Task Is_used_again_when_it_is_back()
    {
        await UsedAsync();
        _redis.Kill();
        await TimeOfMissAsync("first, killed");
        _redis.Start();

        Assert.That(UsedAsync, Throws.Nothing);
    }

    [Test]
    public async Task Is_used_when_it_comes_later_than_the_node()
    {
        _redis.Kill();
        await TimeOfMissAsync("first, absent");
        _redis.Start();

        Assert.That(UsedAsync, Throws.Nothing);
    }

    [Test]
    public async Task Is_found_again_though_nothing_changes()
    {
        await UsedAsync();
        _redis.Kill();
        await TimeOfMissAsync("first, killed");
        _redis.Start();

        await Until.True(
            async () =>
            {
                await Cache.ProbeAsync(default);
                return Cache.IsReachable;
            },
            because: "the poll asks, and no configuration need change for it");
    }

    [Test]
    public async Task Losing_and_finding_it_is_one_log_line_each()
    {
        await UsedAsync();
        _redis.Kill();
        await TimeOfMissAsync("first, killed");
        await TimeOfMissAsync("second, killed");
        _redis.Start();
        await UsedAsync();

        Assert.That(
            _store.Logs.With("distributed cache").Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "Warning", "Information" }));
    }

    [Test]
    public async Task A_write_does_not_wait_for_a_frozen_server()
    {
        await _store.SendAsync(new CreateEnvironment("production", "Production"));
        _redis.Pause();
        var watch = Stopwatch.StartNew();
        await _store.SendAsync(new CreateFlag { Key = "frozen", Name = "Any", EnvironmentKey = "production" });
        await TestContext.Out.WriteLineAsync($"write, frozen Redis: {watch.ElapsedMilliseconds} ms");

        Assert.That(watch.Elapsed, Is.LessThan(FirstAnswer));
    }

    private ConfigurationCache Cache => _store.Get<ConfigurationCache>();

    private static EnvironmentConfiguration Configuration() => A.Configuration(A.Environment(), A.Flag());

    private static EnvironmentVersion VersionOf(EnvironmentConfiguration configuration) =>
        new(configuration.EnvironmentId, configuration.Version);

    /// <summary>Until an entry can be written and read.</summary>
    private async Task UsedAsync()
    {
        var configuration = Configuration();
        await Until.True(
            async () =>
            {
                await Cache.SetAsync(configuration, default);
                return await Cache.GetAsync(VersionOf(configuration), 0, default) is not null;
            },
            TimeSpan.FromSeconds(10));
    }

    private async Task<TimeSpan> TimeOfMissAsync(string what)
    {
        var watch = Stopwatch.StartNew();
        var found = await Cache.GetAsync(VersionOf(Configuration()), 0, default);
        await TestContext.Out.WriteLineAsync($"{what}: missed after {watch.ElapsedMilliseconds} ms");
        Assert.That(found, Is.Null);
        return watch.Elapsed;
    }
}
