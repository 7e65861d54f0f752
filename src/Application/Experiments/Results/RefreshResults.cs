using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>What the server does by itself: it finds runs whose results are due, and computes those that wait.</summary>
public sealed class RefreshResults(
    IExperimentRepository experiments, AnalysedRuns runs, IResultsStore store, ResultsComputation computation, ResultsQueue queue, TimeProvider time)
{
    /// <summary>So long after the last window late events still have results computed anew without anybody asking.</summary>
    private static readonly TimeSpan LateEvents = TimeSpan.FromDays(1);

    /// <summary>Asks for running experiments, and for stopped ones until their windows are over.</summary>
    /// <param name="interval">How often it is called; what any node computed within the last half of it will do.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AskForDueAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        foreach (var status in new[] { ExperimentStatus.Running, ExperimentStatus.Stopped })
        {
            foreach (var experiment in await experiments.ListAsync(new(Status: status), new(int.MaxValue - 1, null), cancellationToken))
            {
                foreach (var run in experiment.Runs)
                {
                    var analysed = await runs.OfAsync(experiment, run, cancellationToken);
                    if (!(analysed.Final + LateEvents < time.GetUtcNow()))
                    {
                        queue.Ask(new(experiment.Key, run.Number, run.Id), time.GetUtcNow() - (interval / 2));
                    }
                }
            }
        }
    }

    /// <summary>Computes the latest results of a run, and what they build upon; unless that was done since they were asked for, by another node.</summary>
    public async Task ComputeAsync(QueuedRun queued, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(queued.Experiment, queued.Number, cancellationToken);
        if (run.IsOk && !((await store.ListAsync(queued.Run, cancellationToken)).LastOrDefault()?.ComputedAt > queue.Since(queued.Run)))
        {
            await computation.ComputeAsync(
                run.Value, run.Value.Latest(time.GetUtcNow()), true, (step, done, total) => queue.Report(queued, step, done, total), cancellationToken);
        }
    }
}
