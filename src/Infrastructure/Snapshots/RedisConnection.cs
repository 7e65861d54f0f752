using StackExchange.Redis;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>The one connection to Redis, for cache and notices; made when first asked for, and again and again by itself.</summary>
internal sealed class RedisConnection(string connectionString) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connecting = new(() => ConnectionMultiplexer.ConnectAsync(Settings(connectionString)));

    public async Task<IConnectionMultiplexer> GetAsync() => await _connecting.Value;

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } connected })
        {
            await (await connected).DisposeAsync();
        }
    }

    /// <summary>The client's own defaults wait 5 s for a frozen server and 21 s for an absent one.</summary>
    private static ConfigurationOptions Settings(string connectionString)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = 250;
        settings.AsyncTimeout = 250;
        settings.SyncTimeout = 250;
        settings.ConnectRetry = 1;
        settings.KeepAlive = 5; // seconds; a connection that is dead but open is found by it
        settings.ReconnectRetryPolicy = new LinearRetry(1000);
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ClientName = "featureflag";
        return settings;
    }
}
