using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Caching;

/// <summary>
/// The <see cref="IDistributedCache"/> adapter. The key holds the version, so an entry never changes: a change
/// invalidates by asking for another key, and a late fill of an old version is never read. A checksum stands before the
/// JSON, so that damage is a miss and never another flag. No call waits longer than <see cref="Patience"/> (the first,
/// which connects, than <see cref="FirstPatience"/>), and none at all while the cache is known to be away.
/// </summary>
internal sealed partial class ConfigurationCache : IConfigurationCache
{
    private const int ChecksumBytes = sizeof(ulong);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);

    private readonly IDistributedCache _cache;
    private readonly DistributedCacheEntryOptions _entryOptions;
    private readonly CircuitBreaker _breaker;
    private readonly ILogger<ConfigurationCache> _logger;
    private volatile bool _wasTried;

    public ConfigurationCache(IDistributedCache cache, CacheOptions options, TimeProvider time, ILogger<ConfigurationCache> logger)
    {
        _cache = cache;
        _logger = logger;
        _entryOptions = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(options.TtlSeconds) };
        _breaker = new CircuitBreaker(failuresToOpen: 1, TimeSpan.FromSeconds(2), time, Log);
    }

    public bool IsReachable => !_breaker.IsOpen;

    public async Task<EnvironmentConfiguration?> GetAsync(EnvironmentVersion version, CancellationToken cancellationToken)
    {
        byte[]? bytes = null;
        await TryAsync(async token => bytes = await _cache.GetAsync(Key(version.Id, version.Version), token), cancellationToken);
        return bytes is null ? null : Read(bytes, version);
    }

    public Task SetAsync(EnvironmentConfiguration configuration, CancellationToken cancellationToken)
    {
        var key = Key(configuration.EnvironmentId, configuration.Version);
        return TryAsync(token => _cache.SetAsync(key, Write(configuration), _entryOptions, token), cancellationToken);
    }

    /// <summary>Finds out whether the cache is there. Without changes nobody else asks it, and its state would stay that of the last one.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) => TryAsync(token => _cache.GetAsync("featureflag:2:probe", token), cancellationToken);

    private static string Key(Guid id, long version) =>
        string.Create(CultureInfo.InvariantCulture, $"featureflag:2:configuration:{id:D}:{version}");

    private static byte[] Write(EnvironmentConfiguration configuration)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(configuration, DomainJson.Options);
        return [.. XxHash3.Hash(json), .. json];
    }

    /// <summary>Anything but exactly what was asked for is a miss.</summary>
    private static EnvironmentConfiguration? Read(ReadOnlySpan<byte> bytes, EnvironmentVersion version)
    {
        if (bytes.Length < ChecksumBytes || !bytes[..ChecksumBytes].SequenceEqual(XxHash3.Hash(bytes[ChecksumBytes..])))
        {
            return null;
        }

        try
        {
            var configuration = JsonSerializer.Deserialize<EnvironmentConfiguration>(bytes[ChecksumBytes..], DomainJson.Options);
            return configuration is not null && (configuration.EnvironmentId, configuration.Version) == (version.Id, version.Version)
                ? configuration
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Every fault of the cache is the same to us, whatever its client throws: there is no cache now.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> access, CancellationToken cancellationToken)
    {
        if (!_breaker.MayTry())
        {
            return;
        }

        try
        {
            // On another thread: the Redis client can block before its first await.
            await Task.Run(() => access(cancellationToken), cancellationToken).WaitAsync(_wasTried ? Patience : FirstPatience, cancellationToken);
            _breaker.Succeeded();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _breaker.Failed();
        }
        finally
        {
            _wasTried = true;
        }
    }

    private void Log(bool open)
    {
        if (open)
        {
            LogLost();
        }
        else
        {
            LogBack();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The distributed cache cannot be reached; nothing waits for it, configurations come from the database")]
    private partial void LogLost();

    [LoggerMessage(LogLevel.Information, "The distributed cache is reachable again")]
    private partial void LogBack();
}

/// <summary>Settings under <c>Cache</c>.</summary>
public sealed record CacheOptions
{
    /// <summary>How long a configuration stays in the distributed cache; 1 to 86 400.</summary>
    public int TtlSeconds { get; init; } = 60;
}
