using System.Text.Json;

namespace FeatureFlag.Client;

/// <summary>How a <see cref="LocalEvaluator"/> reaches its server, and how patient it is.</summary>
public sealed class LocalEvaluatorOptions
{
    /// <summary>The root of the server, such as <c>http://localhost:8000/</c>.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>An SDK key of kind "server" (<c>ffs_…</c>); it decides the environment.</summary>
    public required string SdkKey { get; init; }

    /// <summary>Where the last snapshot is kept, so that the next start can answer without the server; null: nowhere.</summary>
    public string? SnapshotFile { get; init; }

    /// <summary>Called after each change of <see cref="LocalEvaluator.Status"/>, in order, from a thread of the evaluator: return soon.</summary>
    public Action<LocalEvaluatorStatus>? StatusChanged { get; init; }

    /// <summary>How often the server is asked for news besides following its stream. 60 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A stream on which nothing, not even a heartbeat (the server sends one every 15 s), comes for so long is opened anew. 45 s.</summary>
    public TimeSpan StreamSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A snapshot that takes longer is given up and asked for again. 30 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>At most so long before the first new attempt; twice as long for each further one. 1 s.</summary>
    public TimeSpan ShortestBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>At most so long between attempts, unless the server asks for more time. 30 s.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a key that was refused is tried again. 60 s.</summary>
    public TimeSpan RefusedRetryInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How values of type "object" are read into types of yours.</summary>
    public JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    /// <summary>What "$now" is in conditions, and what waits.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Sends the requests, for proxies and own certificates; not disposed. Null: one of its own, which notices changes of DNS.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <exception cref="ArgumentException">Something in it can never work.</exception>
    internal void Check()
    {
        if (BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new ArgumentException("BaseAddress must be an absolute http or https address, such as http://localhost:8000/.");
        }

        if (string.IsNullOrEmpty(SdkKey) || SdkKey.Any(c => c is <= ' ' or > '~'))
        {
            throw new ArgumentException("SdkKey must be an SDK key of kind \"server\": \"ffs_\" and letters, digits, \"-\" or \"_\".");
        }

        TimeSpan[] times = [PollInterval, StreamSilence, RequestTimeout, ShortestBackoff, LongestBackoff, RefusedRetryInterval];
        if (times.Any(time => time <= TimeSpan.Zero || time > TimeSpan.FromDays(1)))
        {
            throw new ArgumentException("The intervals must be longer than 0 and at most a day.");
        }
    }
}
