using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Flags;

public sealed record GetFlag(string EnvironmentKey, string Key) : IRequest<Result<Flag>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetFlagHandler(IFlagRepository flags, IEnvironmentRepository environments) : IRequestHandler<GetFlag, Result<Flag>>
{
    public async Task<Result<Flag>> Handle(GetFlag request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        return await flags.FindAsync(environment.Value.Id, request.Key, cancellationToken) is { } flag
            ? flag
            : FlagErrors.NotFound(request.Key, request.EnvironmentKey);
    }
}
