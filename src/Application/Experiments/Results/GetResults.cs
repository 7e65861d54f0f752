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

internal sealed class GetResultsHandler : IRequestHandler<GetResults, Result<ExperimentResults>>
{
    public Task<Result<ExperimentResults>> Handle(GetResults request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ExperimentResults>>(ResultsErrors.NoExperiment(request.Experiment));
}
