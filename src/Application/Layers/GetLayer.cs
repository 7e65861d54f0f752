using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Layers;

public sealed record GetLayer(string EnvironmentKey, string Key) : IRequest<Result<LayerOccupancy>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetLayerHandler(ILayerRepository layers, IExperimentRepository experiments, IEnvironmentRepository environments)
    : IRequestHandler<GetLayer, Result<LayerOccupancy>>
{
    public async Task<Result<LayerOccupancy>> Handle(GetLayer request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        return await layers.FindAsync(environment.Value.Id, request.Key, cancellationToken) is { } layer
            ? LayerOccupancy.Of(layer, await experiments.ListRunningAsync(layer.EnvironmentId, cancellationToken))
            : LayerErrors.NotFound(request.Key, request.EnvironmentKey);
    }
}
