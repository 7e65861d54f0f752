using System.Globalization;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Environments;

/// <summary>Oldest first; the cursor is the id of the last one, which is as old as the environment.</summary>
public sealed record ListEnvironments(PageRequest Page) : IRequest<Result<Page<DeploymentEnvironment>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListEnvironmentsHandler(IEnvironmentRepository environments)
    : IRequestHandler<ListEnvironments, Result<Page<DeploymentEnvironment>>>
{
    public async Task<Result<Page<DeploymentEnvironment>>> Handle(ListEnvironments request, CancellationToken cancellationToken)
    {
        var found = await environments.ListAsync(request.Page, cancellationToken);
        return request.Page.Cut(found, environment => new(environment.Id.ToString("D", CultureInfo.InvariantCulture)));
    }
}
