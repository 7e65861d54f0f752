using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure;

/// <summary>What health checks, metrics and the start's banner say about the parts behind the server. Never waits for them.</summary>
public sealed class StoreStatus
{
    private readonly SqlDialect _dialect;
    private readonly SnapshotRefresher _refresher;
    private readonly ConfigurationCache _cache;

    internal StoreStatus(SqlDialect dialect, SnapshotRefresher refresher, ConfigurationCache cache, bool hasRedis)
    {
        _dialect = dialect;
        _refresher = refresher;
        _cache = cache;
        Cache = hasRedis ? "Redis" : "in memory";
    }

    /// <summary>"SQLite at …": no secrets.</summary>
    public string Store => $"{_dialect.Name} at {_dialect.Location}";

    public string Cache { get; }

    public bool IsStoreReachable => _refresher.IsStoreReachable;

    public bool IsCacheReachable => _cache.IsReachable;

    /// <summary>How long ago memory was known to equal the database; null before the first time.</summary>
    public TimeSpan? SnapshotAge => _refresher.Age;
}
