using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace FeatureFlag.Application.Exposures;

/// <summary>
/// Batches that wait to be written, and the room that their bodies take: each reserves it while it is read, so that neither
/// slow callers nor a slow database can fill the memory.
/// </summary>
public sealed class EventQueue
{
    public const string MeterName = "FeatureFlag.Events";

    private readonly Channel<EventBatch> _waiting = Channel.CreateUnbounded<EventBatch>(); // one for a single reader cannot be counted
    private readonly EventOptions _options;
    private readonly Counter<long> _events;
    private long _reserved;

    public EventQueue(EventOptions options, IMeterFactory meters)
    {
        _options = options;
        var meter = meters.Create(MeterName);
        _events = meter.CreateCounter<long>("featureflag.events", unit: "{event}", description: "Events that were posted, by what became of them.");
        Count(0, "accepted"); // so that they are there to be watched before the first one
        Count(0, "duplicate");
        Count(0, "rejected");
        meter.CreateObservableGauge("featureflag.events.waiting", () => _waiting.Reader.Count, "{batch}", "Batches that wait to be written.");
        meter.CreateObservableGauge("featureflag.events.reserved", () => Interlocked.Read(ref _reserved), "By", "Bodies in memory, being read or waiting to be written.");
    }

    /// <returns>False: there is no room; come back later.</returns>
    public bool TryReserve(long bytes)
    {
        if (Interlocked.Add(ref _reserved, bytes) <= _options.QueueBytes)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    public void Release(long bytes) => Interlocked.Add(ref _reserved, -bytes);

    /// <returns>When the batch is durable.</returns>
    /// <exception cref="Pipeline.StoreUnavailableException">It could not be written.</exception>
    public async Task WriteAsync(EventBatch batch)
    {
        if (batch.Events.IsEmpty)
        {
            batch.Complete();
        }
        else
        {
            await _waiting.Writer.WriteAsync(batch);
        }

        await batch.Written;
        Count(batch.Accepted, "accepted");
        Count(batch.Duplicates, "duplicate");
        Count(batch.Rejected, "rejected");
    }

    /// <summary>All that wait, up to about so many events; waits for the first.</summary>
    /// <param name="maxEvents">Passed by a batch that is larger by itself, and by one when two take at the same moment.</param>
    /// <param name="cancellationToken">Ends the waiting, not the taking.</param>
    public async ValueTask<IReadOnlyList<EventBatch>> TakeAsync(int maxEvents, CancellationToken cancellationToken)
    {
        List<EventBatch> taken = [await _waiting.Reader.ReadAsync(cancellationToken)];
        var events = taken[0].Events.Length;
        while (_waiting.Reader.TryPeek(out var next) && events + next.Events.Length <= maxEvents && _waiting.Reader.TryRead(out next))
        {
            taken.Add(next); // perhaps another one than was looked at, if somebody else takes too
            events += next.Events.Length;
        }

        return taken;
    }

    /// <summary>Whether something waits.</summary>
    public bool IsEmpty => !_waiting.Reader.TryPeek(out _);

    private void Count(int events, string outcome) => _events.Add(events, new KeyValuePair<string, object?>("outcome", outcome));
}
