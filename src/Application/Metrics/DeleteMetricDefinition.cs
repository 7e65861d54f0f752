using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Metrics;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which metric.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteMetricDefinition(string EnvironmentKey, string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteMetricDefinitionHandler(IMetricRepository metrics, IExperimentRepository experiments, ChangeScope scope)
    : IRequestHandler<DeleteMetricDefinition, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteMetricDefinition request, CancellationToken cancellationToken)
    {
        if (await metrics.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } metric)
        {
            return MetricErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != metric.Version)
        {
            return Error.VersionMismatch(metric.Version);
        }

        var all = await experiments.ListAllAsync(metric.EnvironmentId, cancellationToken);
        if (MetricErrors.InUse(
            metric.Key, all.Where(experiment => experiment.Status != ExperimentStatus.Archived), "Archive it, or take the metric out of it, first.") is { } inUse)
        {
            return inUse;
        }

        if (!await metrics.DeleteAsync(metric, cancellationToken))
        {
            return Error.VersionMismatch(metric.Version);
        }

        scope.Record(Change.Deleted(metric));
        return Unit.Value;
    }
}
