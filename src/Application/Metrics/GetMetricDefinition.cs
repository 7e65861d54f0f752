using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Metrics;

public sealed record GetMetricDefinition(string EnvironmentKey, string Key) : IRequest<Result<MetricDefinition>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetMetricDefinitionHandler(IMetricRepository metrics, IEnvironmentRepository environments)
    : IRequestHandler<GetMetricDefinition, Result<MetricDefinition>>
{
    public async Task<Result<MetricDefinition>> Handle(GetMetricDefinition request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        return await metrics.FindAsync(environment.Value.Id, request.Key, cancellationToken) is { } metric
            ? metric
            : MetricErrors.NotFound(request.Key, request.EnvironmentKey);
    }
}
