using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments;

public sealed record GetExperiment(string Key) : IRequest<Result<Experiment>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetExperimentHandler(IExperimentRepository experiments) : IRequestHandler<GetExperiment, Result<Experiment>>
{
    public Task<Result<Experiment>> Handle(GetExperiment request, CancellationToken cancellationToken) =>
        experiments.FindAsync(request.Key, null, cancellationToken);
}
