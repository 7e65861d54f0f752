using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Has a run's results computed anew, in the background. Asking again while that goes on changes nothing.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
public sealed record ComputeResults(string Experiment, int? Run) : IRequest<Result<ComputationProgress>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ComputeResultsHandler(AnalysedRuns runs, ResultsQueue queue) : IRequestHandler<ComputeResults, Result<ComputationProgress>>
{
    public async Task<Result<ComputationProgress>> Handle(ComputeResults request, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(request.Experiment, request.Run, cancellationToken);
        return found.IsOk ? queue.Ask(new(found.Value.Experiment.Key, found.Value.Run.Number, found.Value.Run.Id)) : found.Error;
    }
}
