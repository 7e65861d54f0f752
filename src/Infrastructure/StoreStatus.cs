using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure;

/// <summary>What health checks, metrics and the start's banner say about the parts behind the server. Never waits for them.</summary>
public sealed class StoreStatus
{
    private readonly Database _database;
    private readonly SnapshotRefresher _refresher;
    private readonly ConfigurationCache _cache;

    internal StoreStatus(Database database, SnapshotRefresher refresher, ConfigurationCache cache, bool hasRedis)
    {
        _database = database;
        _refresher = refresher;
        _cache = cache;
        Cache = hasRedis ? "Redis" : "in memory";
    }

    /// <summary>"SQLite at …": no secrets.</summary>
    public string Store => $"{_database.Dialect.Name} at {_database.Dialect.Location}";

    public string Cache { get; }

    public bool IsStoreReachable => _refresher.IsStoreReachable;

    /// <summary>False after a change failed for want of space or rights, until one succeeds.</summary>
    public bool IsStoreWritable => _database.IsWritable;

    public bool IsCacheReachable => _cache.IsReachable;

    /// <summary>How long ago memory was known to equal the database; null before the first time.</summary>
    public TimeSpan? SnapshotAge => _refresher.Age;
}
