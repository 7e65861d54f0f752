using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Environments;

public sealed record GetEnvironment(string Key) : IRequest<Result<DeploymentEnvironment>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetEnvironmentHandler(IEnvironmentRepository environments)
    : IRequestHandler<GetEnvironment, Result<DeploymentEnvironment>>
{
    public Task<Result<DeploymentEnvironment>> Handle(GetEnvironment request, CancellationToken cancellationToken) =>
        environments.ResolveAsync(EnvironmentReference.ByKey(request.Key), cancellationToken);
}
