using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.Infrastructure.Snapshots;

namespace FeatureFlag.Infrastructure;

/// <summary>What health checks, metrics and the start's banner say about the parts behind the server. Never waits for them.</summary>
public sealed class StoreStatus
{
    private readonly Database _database;
    private readonly SnapshotRefresher _refresher;
    private readonly ConfigurationCache _cache;

    private readonly RedisChangeNotices? _notices;

    internal StoreStatus(Database database, SnapshotRefresher refresher, ConfigurationCache cache, RedisChangeNotices? notices)
    {
        _database = database;
        _refresher = refresher;
        _cache = cache;
        _notices = notices;
        Cache = notices is null ? "in memory" : "Redis";
    }

    /// <summary>"SQLite at …": no secrets.</summary>
    public string Store => $"{_database.Dialect.Name} at {_database.Dialect.Location}";

    public string Cache { get; }

    public bool IsStoreReachable => _refresher.IsStoreReachable;

    /// <summary>False after a change failed for want of space or rights, until one succeeds.</summary>
    public bool IsStoreWritable => _database.IsWritable;

    public bool IsCacheReachable => _cache.IsReachable;

    /// <summary>False also where there are none: without Redis.</summary>
    public bool AreNoticesArriving => _notices is { AreArriving: true };

    /// <summary>How long ago memory was known to equal the database; null before the first time.</summary>
    public TimeSpan? SnapshotAge => _refresher.Age;
}
