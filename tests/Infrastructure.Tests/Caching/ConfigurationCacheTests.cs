using System.Text.Json;
using CsCheck;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Caching;

internal sealed class ConfigurationCacheTests
{
    private readonly MemoryDistributedCache _memory = new(Options.Create(new MemoryDistributedCacheOptions()));
    private readonly LogLines _logs = new();

    [OneTimeTearDown]
    public void Dispose() => _logs.Dispose();

    [Test]
    public async Task Brings_back_every_field()
    {
        var configuration = Configuration();
        await Cache().SetAsync(configuration, default);

        Assert.That(
            JsonSerializer.Serialize(await Cache().GetAsync(VersionOf(configuration), 0, default)),
            Is.EqualTo(JsonSerializer.Serialize(configuration)));
    }

    [Test]
    public async Task What_it_brings_back_can_be_evaluated()
    {
        var configuration = Configuration();
        await Cache().SetAsync(configuration, default);
        var snapshot = new EnvironmentSnapshot((await Cache().GetAsync(VersionOf(configuration), 0, default))!);

        Assert.That((snapshot.Version, snapshot.Find("percent")!.RolloutPercent), Is.EqualTo((7L, "12.345")));
    }

    [Test]
    public async Task Another_version_is_a_miss()
    {
        var configuration = Configuration();
        await Cache().SetAsync(configuration, default);

        Assert.That(await Cache().GetAsync(VersionOf(configuration) with { Version = 8 }, 0, default), Is.Null);
    }

    [Test]
    public async Task An_entry_that_stands_under_another_ones_key_is_a_miss()
    {
        var (one, other) = (Configuration(), Configuration());
        await Cache().SetAsync(one, default);
        await Cache().SetAsync(other, default);
        await _memory.SetAsync(KeyOf(one), (await _memory.GetAsync(KeyOf(other)))!);

        Assert.That(await Cache().GetAsync(VersionOf(one), 0, default), Is.Null);
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("{\"garbage\":")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    public async Task Garbage_is_a_miss(string text)
    {
        var configuration = Configuration();
        await _memory.SetStringAsync(KeyOf(configuration), text);

        Assert.That(await Cache().GetAsync(VersionOf(configuration), 0, default), Is.Null);
    }

    [Test]
    public async Task A_damaged_entry_is_a_miss_wherever_the_damage_is()
    {
        var configuration = Configuration();
        await Cache().SetAsync(configuration, default);
        var bytes = (await _memory.GetAsync(KeyOf(configuration)))!;
        var damage = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]);

        await damage.SampleAsync(async (place, change) =>
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= change;
            var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
            await cache.SetAsync(KeyOf(configuration), damaged);
            return await Cache(cache).GetAsync(VersionOf(configuration), 0, default) is null;
        }, iter: 2000);
    }

    [Test]
    public async Task A_truncated_entry_is_a_miss_wherever_it_ends()
    {
        var configuration = Configuration();
        await Cache().SetAsync(configuration, default);
        var bytes = (await _memory.GetAsync(KeyOf(configuration)))!;
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            await _memory.SetAsync(KeyOf(configuration), bytes[..length]);

            Assert.That(await Cache().GetAsync(VersionOf(configuration), 0, default), Is.Null, $"of {length} bytes");
        }
    }

    [Test]
    public async Task An_entry_ends_with_its_time_to_live()
    {
        var entries = new OptionsRecorder();
        await Cache(entries, ttlSeconds: 17).SetAsync(Configuration(), default);

        Assert.That(entries.Last!.AbsoluteExpirationRelativeToNow, Is.EqualTo(TimeSpan.FromSeconds(17)));
    }

    private static EnvironmentConfiguration Configuration() => A.Configuration(
        A.Environment("production") with { Version = 7 },
        A.Flag("plain"),
        A.PercentageFlag("percent", 12.345m) with
        {
            Salt = "other",
            Version = 3,
            Variants = [new("a", new("1.0"), 40_000), new("b", new("{\"ünï\":\"ø\"}"), 60_000)],
            Rules = [new() { Id = "r", Name = "Ünï", When = new() { Attribute = "a", Operator = "in", Values = [new("1"), new("\"x\"")] }, Serve = Serve.Split(new VariantWeight("a", 100_000)) }],
        },
        A.Flag("archived") with { IsArchived = true, IsEnabled = false, Type = FlagType.Percentage });

    private static EnvironmentVersion VersionOf(EnvironmentConfiguration configuration) =>
        new(configuration.EnvironmentId, configuration.Version);

    private static string KeyOf(EnvironmentConfiguration configuration) =>
        $"featureflag:3:configuration:{configuration.EnvironmentId:D}:{configuration.Since}:{configuration.Version}";

    private ConfigurationCache Cache(IDistributedCache? cache = null, int ttlSeconds = 60) =>
        new(cache ?? _memory, new CacheOptions { TtlSeconds = ttlSeconds }, new FakeTimeProvider(), _logs.For<ConfigurationCache>());

    private sealed class OptionsRecorder : IDistributedCache
    {
        public DistributedCacheEntryOptions? Last { get; private set; }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Last = options;
            return Task.CompletedTask;
        }

        public byte[]? Get(string key) => throw new NotSupportedException();

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        public Task RemoveAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();
    }
}
