using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which holdout.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteHoldout(string EnvironmentKey, string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteHoldoutHandler(IHoldoutRepository holdouts, IExperimentRepository experiments, HoldoutLinks links, ChangeScope scope)
    : IRequestHandler<DeleteHoldout, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteHoldout request, CancellationToken cancellationToken)
    {
        if (await holdouts.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } holdout)
        {
            return HoldoutErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != holdout.Version)
        {
            return Error.VersionMismatch(holdout.Version);
        }

        var all = await experiments.ListAllAsync(holdout.EnvironmentId, cancellationToken);
        if (HoldoutErrors.InUse(holdout.Key, all.Where(experiment => !experiment.IsOver), "Stop it, or take the holdout out of it, first.") is { } inUse)
        {
            return inUse;
        }

        if (await links.WriteAsync(holdout with { Flags = [] }, holdout.Flags, [], cancellationToken) is { } refused)
        {
            return refused;
        }

        if (!await holdouts.DeleteAsync(holdout, cancellationToken))
        {
            return Error.VersionMismatch(holdout.Version);
        }

        scope.Record(Change.Deleted(holdout));
        return Unit.Value;
    }
}
