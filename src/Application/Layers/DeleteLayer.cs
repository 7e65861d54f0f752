using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Layers;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which layer.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteLayer(string EnvironmentKey, string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteLayerHandler(ILayerRepository layers, IExperimentRepository experiments, ChangeScope scope)
    : IRequestHandler<DeleteLayer, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteLayer request, CancellationToken cancellationToken)
    {
        if (await layers.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } layer)
        {
            return LayerErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != layer.Version)
        {
            return Error.VersionMismatch(layer.Version);
        }

        var all = await experiments.ListAllAsync(layer.EnvironmentId, cancellationToken);
        if (LayerErrors.InUse(layer.Key, all.Where(experiment => !experiment.IsOver), "Stop it, or take it out of the layer, first.") is { } inUse)
        {
            return inUse;
        }

        if (!await layers.DeleteAsync(layer, cancellationToken))
        {
            return Error.VersionMismatch(layer.Version);
        }

        scope.Record(Change.Deleted(layer));
        return Unit.Value;
    }
}
