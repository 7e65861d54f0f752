using System.Net.ServerSentEvents;
using System.Text.Json;

namespace FeatureFlag.Client;

/// <summary>Follows the server's stream, which tells that something has changed, for as long as it lives.</summary>
internal sealed class ChangeStream(LocalEvaluatorOptions options, SdkServer server, SnapshotRefresher refresher, StatusBoard status)
{
    private readonly Backoff _backoff = new(options);
    private TimeSpan _reconnection;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var trouble = await FollowAsync(cancellationToken);
                status.Update(now => now with { IsStreaming = false, StreamProblem = trouble.Problem });
                await Task.Delay(Pause(trouble), options.TimeProvider, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private TimeSpan Pause(Trouble trouble) => trouble.IsKeyRefused
        ? Backoff.Around(options.RefusedRetryInterval)
        : _backoff.Next(trouble.RetryAfter > _reconnection ? trouble.RetryAfter : _reconnection);

    /// <returns>Why it ended.</returns>
    private async Task<Trouble> FollowAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.StreamSilence, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        var isOpen = false;
        try
        {
            using var response = await server.OpenStreamAsync(refresher.Current?.Snapshot.Version, either.Token);
            if (Refusal(response) is { } refusal)
            {
                refresher.StreamFailed();
                return refusal;
            }

            isOpen = true;
            await ReadAsync(response, silence, either.Token);
            return new("The server ended the stream of changes; it is opened again soon.");
        }
        catch (Exception thrown) when (!cancellationToken.IsCancellationRequested)
        {
            if (!isOpen)
            {
                refresher.StreamFailed();
            }

            return silence.IsCancellationRequested ? new("The stream of changes went silent; it is opened again soon.") : Trouble.Of(thrown);
        }
    }

    private Trouble? Refusal(HttpResponseMessage response) => Trouble.Of(response, options.TimeProvider.GetUtcNow())
        ?? (response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? null
            : new("The server's answer is no stream of changes; a proxy may be in between. Changes arrive by polling."));

    private async Task ReadAsync(HttpResponseMessage response, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        var opened = options.TimeProvider.GetTimestamp();
        status.Update(now => now with { IsStreaming = true, StreamProblem = null });
        refresher.StreamOpened();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var watched = new WatchedStream(body, () => silence.CancelAfter(options.StreamSilence));
        var events = SseParser.Create(watched, static (_, data) => ChangedVersion(data));
        try
        {
            await foreach (var change in events.EnumerateAsync(cancellationToken))
            {
                refresher.Announce(change.Data);
            }
        }
        finally
        {
            // Whoever is cut off at once must not come back faster and faster.
            if (options.TimeProvider.GetElapsedTime(opened) >= options.LongestBackoff)
            {
                _backoff.Reset();
            }

            if (events.ReconnectionInterval is var asked && asked != Timeout.InfiniteTimeSpan)
            {
                _reconnection = Trouble.Bounded(asked);
            }
        }
    }

    /// <returns>0 for what is no news: other types of events, and what cannot be read.</returns>
    private static long ChangedVersion(ReadOnlySpan<byte> data)
    {
        try
        {
            var change = JsonSerializer.Deserialize<Change>(data, JsonSerializerOptions.Web);
            return change is { Type: "changed" } ? change.Version : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    private sealed record Change(string? Type, long Version);
}
