using System.Globalization;
using FeatureFlag.Application.Snapshots;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>
/// Notices by Redis pub/sub: "(environment id) (version)". They are hints: a lost one costs the wait for the next poll, a
/// false one nothing. Each node also sends itself a heartbeat over the same channel: only what was heard proves that
/// notices arrive, as a subscription can be dead while its connection is open.
/// </summary>
internal sealed partial class RedisChangeNotices : BackgroundService, IChangeNotices
{
    public const string ChannelName = "featureflag:changes";

    /// <summary>A GUID, a space and a number are less.</summary>
    private const int MaxMessageBytes = 64;

    private static readonly RedisChannel Channel = RedisChannel.Literal(ChannelName);
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2.5);

    private readonly RedisConnection _redis;
    private readonly TimeProvider _time;
    private readonly ILogger<RedisChangeNotices> _logger;
    private readonly string _beat;
    private readonly Lock _hearing = new();
    private long _heardAt;
    private volatile bool _areArriving;

    public RedisChangeNotices(RedisConnection redis, TimeProvider time, ILogger<RedisChangeNotices> logger)
    {
        (_redis, _time, _logger) = (redis, time, logger);
        _beat = $"beat {Guid.CreateVersion7(time.GetUtcNow()):N}";
    }

    /// <summary>What another node, or this one, says has changed; null: notices may have been missed.</summary>
    public event Action<EnvironmentVersion?>? Received;

    /// <summary>True while heartbeats are heard.</summary>
    public bool AreArriving => _areArriving;

    public void Send(EnvironmentVersion change) => Publish(string.Create(CultureInfo.InvariantCulture, $"{change.Id:D} {change.Version}"));

    /// <summary>What a message says; null if it is none of ours.</summary>
    internal static EnvironmentVersion? Parse(string message)
    {
        var space = message.IndexOf(' ', StringComparison.Ordinal);
        return space > 0
            && Guid.TryParseExact(message.AsSpan(0, space), "D", out var id)
            && long.TryParse(message.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(id, version)
            : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var isSubscribed = false;
        using var timer = new PeriodicTimer(BeatInterval, _time);
        do
        {
            isSubscribed = isSubscribed || await TrySubscribeAsync();
            if (_areArriving && _time.GetElapsedTime(Interlocked.Read(ref _heardAt)) > Silence)
            {
                Lost();
            }

            Publish(_beat);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TrySubscribeAsync()
    {
        try
        {
            var connection = await _redis.GetAsync();
            await connection.GetSubscriber().SubscribeAsync(Channel, (_, message) => Hear(message));
            connection.ConnectionFailed += (_, _) => Lost();
            return true;
        }
        catch (Exception)
        {
            return false; // whatever it is: the polls go on, and the next beat tries again
        }
    }

    /// <summary>Nobody waits for it, and nobody hears of a failure: not heard is not arrived.</summary>
    private void Publish(string message) => _ = Task.Run(async () =>
    {
        try
        {
            (await _redis.GetAsync()).GetSubscriber().Publish(Channel, message, CommandFlags.FireAndForget);
        }
        catch (Exception)
        {
            // As above.
        }
    });

    private void Hear(RedisValue message)
    {
        if (message.Length() > MaxMessageBytes)
        {
            return;
        }

        var text = message.ToString();
        if (text == _beat)
        {
            Heard();
        }
        else if (Parse(text) is { } change)
        {
            Received?.Invoke(change);
        }
    }

    private void Heard()
    {
        Interlocked.Exchange(ref _heardAt, _time.GetTimestamp());
        if (Switch(areArriving: true))
        {
            LogArriving();
            Received?.Invoke(null);
        }
    }

    private void Lost()
    {
        if (Switch(areArriving: false))
        {
            LogLost();
        }
    }

    /// <returns>Whether it was otherwise before.</returns>
    private bool Switch(bool areArriving)
    {
        lock (_hearing)
        {
            var before = _areArriving;
            _areArriving = areArriving;
            return before != areArriving;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Notices of changes do not arrive from Redis; the database is asked every second instead")]
    private partial void LogLost();

    [LoggerMessage(LogLevel.Information, "Notices of changes arrive from Redis")]
    private partial void LogArriving();
}

/// <summary>One node, or several without Redis: the poll alone finds changes.</summary>
internal sealed class NoChangeNotices : IChangeNotices
{
    public void Send(EnvironmentVersion change)
    {
    }
}
