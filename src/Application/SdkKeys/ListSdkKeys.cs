using System.Globalization;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>Oldest first; the cursor is the id of the last one. No secrets, so any role.</summary>
public sealed record ListSdkKeys(string EnvironmentKey, PageRequest Page) : IRequest<Result<Page<SdkKey>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListSdkKeysHandler(ISdkKeyRepository keys, IEnvironmentRepository environments)
    : IRequestHandler<ListSdkKeys, Result<Page<SdkKey>>>
{
    public async Task<Result<Page<SdkKey>>> Handle(ListSdkKeys request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await keys.ListAsync(environment.Value.Id, request.Page, cancellationToken);
        return request.Page.Cut(found, key => new(key.Id.ToString("D", CultureInfo.InvariantCulture)));
    }
}
