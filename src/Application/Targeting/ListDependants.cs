using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Targeting;

/// <summary>The flags and segments that look into a flag, by type, then key.</summary>
public sealed record ListDependants(string EnvironmentKey, string FlagKey, PageRequest Page) : IRequest<Result<Page<Dependant>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListDependantsHandler(IMediator mediator, IDependencyRepository dependencies) : IRequestHandler<ListDependants, Result<Page<Dependant>>>
{
    public async Task<Result<Page<Dependant>>> Handle(ListDependants request, CancellationToken cancellationToken)
    {
        var flag = await mediator.Send(new GetFlag(request.EnvironmentKey, request.FlagKey), cancellationToken);
        if (!flag.IsOk)
        {
            return flag.Error;
        }

        var found = await dependencies.ListDependantsAsync(flag.Value.EnvironmentId, Node.Flag(flag.Value.Key), request.Page, cancellationToken);
        return request.Page.Cut(found, dependant => new(dependant.Type, dependant.Key));
    }
}
