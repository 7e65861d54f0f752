using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Results by the value of an attribute at the first exposure, computed now.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
/// <param name="Dimension">One of the experiment's dimensions.</param>
/// <param name="Metric">A metric's key; null: all.</param>
public sealed record GetBreakdown(string Experiment, int? Run, string Dimension, string? Metric) : IRequest<Result<ResultsBreakdown>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetBreakdownHandler : IRequestHandler<GetBreakdown, Result<ResultsBreakdown>>
{
    public Task<Result<ResultsBreakdown>> Handle(GetBreakdown request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ResultsBreakdown>>(ResultsErrors.NoExperiment(request.Experiment));
}
