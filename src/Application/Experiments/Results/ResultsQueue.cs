using System.Collections.Concurrent;
using System.Threading.Channels;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>A run whose results are to be computed.</summary>
public sealed record QueuedRun(string Experiment, int Number, long Run);

/// <summary>Which results are to be computed in the background, and how far that is. A run waits once, however often it is asked for. Thread-safe.</summary>
public sealed class ResultsQueue(TimeProvider time)
{
    private readonly Channel<QueuedRun> _queue = Channel.CreateUnbounded<QueuedRun>();
    private readonly ConcurrentDictionary<long, ComputationProgress> _progress = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _since = new();

    public ComputationProgress Of(long run) => _progress.GetValueOrDefault(run) ?? ComputationProgress.None;

    /// <param name="run">Which run.</param>
    /// <param name="since">Results that were computed after it will do, whoever did it; null: now.</param>
    /// <returns>How far it is.</returns>
    public ComputationProgress Ask(QueuedRun run, DateTimeOffset? since = null)
    {
        var wanted = since ?? time.GetUtcNow();
        _since.AddOrUpdate(run.Run, wanted, (_, other) => wanted > other ? wanted : other);
        var isNew = false;
        var progress = _progress.AddOrUpdate(
            run.Run,
            _ => Queued(null),
            (_, current) => current.State is ComputationProgress.Queued or ComputationProgress.Running ? Known(current) : Queued(current));
        if (isNew)
        {
            _queue.Writer.TryWrite(run);
        }

        return progress;

        ComputationProgress Known(ComputationProgress current)
        {
            isNew = false;
            return current;
        }

        ComputationProgress Queued(ComputationProgress? current)
        {
            isNew = true;
            return new(ComputationProgress.Queued, 0, 0, null, current?.FinishedAt, null);
        }
    }

    public ValueTask<QueuedRun> TakeAsync(CancellationToken cancellationToken) => _queue.Reader.ReadAsync(cancellationToken);

    /// <summary>Not now: it waits again, behind the others.</summary>
    public void PutBack(QueuedRun run) => _queue.Writer.TryWrite(run);

    /// <summary>Results of the run that were computed after it are what was asked for.</summary>
    public DateTimeOffset Since(long run) => _since.GetValueOrDefault(run, DateTimeOffset.MaxValue);

    public void Report(QueuedRun run, string step, int done, int total) =>
        _progress[run.Run] = new(ComputationProgress.Running, done, total, step, Of(run.Run).FinishedAt, null);

    /// <param name="run">Which run.</param>
    /// <param name="error">For people; null: it went well.</param>
    public void Finish(QueuedRun run, string? error)
    {
        var last = Of(run.Run);
        _progress[run.Run] = new(
            error is null ? ComputationProgress.Idle : ComputationProgress.Failed, error is null ? last.Total : last.Done, last.Total, null, time.GetUtcNow(), error);
    }
}
