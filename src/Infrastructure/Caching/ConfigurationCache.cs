using System.Globalization;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Infrastructure.Snapshots;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Caching;

/// <summary>
/// The <see cref="IDistributedCache"/> adapter. The key holds the version, and the one that the entry adds to, so an entry
/// never changes: a change invalidates by asking for another key, and a late fill of an old version is never read. It is
/// sealed by a checksum, so that damage is a miss and never another flag. No call waits longer than <see cref="Patience"/> (the first,
/// which connects, than <see cref="FirstPatience"/>), and none at all while the cache is known to be away.
/// </summary>
internal sealed partial class ConfigurationCache : IConfigurationCache
{
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

    public async Task<EnvironmentConfiguration?> GetAsync(EnvironmentVersion version, long since, CancellationToken cancellationToken)
    {
        byte[]? bytes = null;
        await TryAsync(async token => bytes = await _cache.GetAsync(Key(version.Id, since, version.Version), token), cancellationToken);
        return bytes is not null && SealedConfiguration.Open(bytes) is { } configuration
            && (configuration.EnvironmentId, configuration.Since, configuration.Version) == (version.Id, since, version.Version)
            ? configuration
            : null; // anything but exactly what was asked for is a miss
    }

    public Task SetAsync(EnvironmentConfiguration configuration, CancellationToken cancellationToken)
    {
        var key = Key(configuration.EnvironmentId, configuration.Since, configuration.Version);
        return TryAsync(token => _cache.SetAsync(key, SealedConfiguration.Seal(configuration), _entryOptions, token), cancellationToken);
    }

    /// <summary>Finds out whether the cache is there. Without changes nobody else asks it, and its state would stay that of the last one.</summary>
    public Task ProbeAsync(CancellationToken cancellationToken) => TryAsync(token => _cache.GetAsync("featureflag:probe", token), cancellationToken);

    private static string Key(Guid id, long since, long version) => string.Create(
        CultureInfo.InvariantCulture, $"featureflag:{SealedConfiguration.Format}:configuration:{id:D}:{since}:{version}");

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
