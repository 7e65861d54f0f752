using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Targeting;

/// <summary>The flags and segments that look into a flag or a segment, by type, then key.</summary>
public sealed record ListDependants(string EnvironmentKey, Node Target, PageRequest Page) : IRequest<Result<Page<Dependant>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListDependantsHandler(IMediator mediator, IDependencyRepository dependencies) : IRequestHandler<ListDependants, Result<Page<Dependant>>>
{
    public async Task<Result<Page<Dependant>>> Handle(ListDependants request, CancellationToken cancellationToken)
    {
        var environmentId = await FindEnvironmentAsync(request.EnvironmentKey, request.Target, cancellationToken);
        if (!environmentId.IsOk)
        {
            return environmentId.Error;
        }

        var found = await dependencies.ListDependantsAsync(environmentId.Value, request.Target, request.Page, cancellationToken);
        return request.Page.Cut(found, dependant => new(dependant.Type, dependant.Key));
    }

    private async Task<Result<Guid>> FindEnvironmentAsync(string environmentKey, Node target, CancellationToken cancellationToken)
    {
        if (target.Type == Node.SegmentType)
        {
            var segment = await mediator.Send(new GetSegment(environmentKey, target.Key), cancellationToken);
            return segment.IsOk ? segment.Value.EnvironmentId : segment.Error;
        }

        var flag = await mediator.Send(new GetFlag(environmentKey, target.Key), cancellationToken);
        return flag.IsOk ? flag.Value.EnvironmentId : flag.Error;
    }
}
