using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which flag.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteFlag(string EnvironmentKey, string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteFlagHandler(IFlagRepository flags, DependencyWriter dependencies, ChangeScope scope)
    : IRequestHandler<DeleteFlag, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteFlag request, CancellationToken cancellationToken)
    {
        if (await flags.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } flag)
        {
            return FlagErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != flag.Version)
        {
            return Error.VersionMismatch(flag.Version);
        }

        if (ExperimentLock.OnDelete(flag) is { } locked)
        {
            return locked;
        }

        if (await dependencies.InUseAsync(flag.EnvironmentId, Node.Flag(flag.Key), cancellationToken) is { } inUse)
        {
            return inUse;
        }

        if (HoldoutLock.OnDelete(flag) is { } heldOut)
        {
            return heldOut;
        }

        if (!await flags.DeleteAsync(flag, cancellationToken))
        {
            return Error.VersionMismatch(flag.Version);
        }

        scope.Record(Change.Deleted(flag));
        return Unit.Value;
    }
}
