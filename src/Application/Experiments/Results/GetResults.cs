using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Results of a run: the latest, or as of an instant.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
/// <param name="AsOf">Null: the latest.</param>
public sealed record GetResults(string Experiment, int? Run, DateTimeOffset? AsOf) : IRequest<Result<ExperimentResults>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetResultsHandler(AnalysedRuns runs, IResultsStore store, ResultsComputation computation, ResultsQueue queue, TimeProvider time)
    : IRequestHandler<GetResults, Result<ExperimentResults>>
{
    public async Task<Result<ExperimentResults>> Handle(GetResults request, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(request.Experiment, request.Run, cancellationToken);
        if (!found.IsOk)
        {
            return found.Error;
        }

        var run = found.Value;
        if (request.AsOf <= run.Run.StartedAt || request.AsOf > time.GetUtcNow())
        {
            return Error.Invalid("as_of", $"must be after the start of the run, {run.Run.StartedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}, and not in the future.");
        }

        var stored = await store.ListAsync(run.Run.Id, cancellationToken);
        var fresh = await computation.FreshAsync(run, stored, cancellationToken);
        if (request.AsOf is { } asOf)
        {
            return fresh.Contains(asOf) && await store.FindAsync(run.Run.Id, asOf, cancellationToken) is { } kept
                ? kept.Results
                : await computation.ComputeAsync(run, asOf, false, (_, _, _) => { }, cancellationToken);
        }

        return stored.Count > 0 && await store.FindAsync(run.Run.Id, stored[^1].AsOf, cancellationToken) is { } latest
            ? Stored(run, latest.Results, fresh)
            : await computation.ComputeAsync(run, run.Latest(time.GetUtcNow()), true, (_, _, _) => { }, cancellationToken);
    }

    private ExperimentResults Stored(AnalysedRun run, ExperimentResults latest, IReadOnlySet<DateTimeOffset> fresh)
    {
        if (fresh.Contains(latest.AsOf))
        {
            return latest;
        }

        queue.Ask(new(run.Experiment.Key, run.Run.Number, run.Run.Id));
        return latest with { OutOfDate = true };
    }
}
