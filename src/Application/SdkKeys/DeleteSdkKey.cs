using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>From the next request on, the key opens nothing.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Id">Which key.</param>
public sealed record DeleteSdkKey(string EnvironmentKey, Guid Id) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteSdkKeyHandler(ISdkKeyRepository keys, ChangeScope scope) : IRequestHandler<DeleteSdkKey, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteSdkKey request, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(scope.Environment.Id, request.Id, cancellationToken) is not { } key)
        {
            return SdkKeyErrors.NotFound(request.Id, scope.Environment.Key);
        }

        await keys.DeleteAsync(key.Id, cancellationToken);
        scope.Record(Change.Deleted(key));
        return Unit.Value;
    }
}
