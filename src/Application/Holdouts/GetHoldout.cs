using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

public sealed record GetHoldout(string EnvironmentKey, string Key) : IRequest<Result<HoldoutUse>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetHoldoutHandler(IHoldoutRepository holdouts, IExperimentRepository experiments, IEnvironmentRepository environments)
    : IRequestHandler<GetHoldout, Result<HoldoutUse>>
{
    public async Task<Result<HoldoutUse>> Handle(GetHoldout request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        return await holdouts.FindAsync(environment.Value.Id, request.Key, cancellationToken) is { } holdout
            ? HoldoutUse.Of(holdout, await experiments.ListRunningAsync(holdout.EnvironmentId, cancellationToken))
            : HoldoutErrors.NotFound(request.Key, request.EnvironmentKey);
    }
}
