using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Segments;

/// <summary>The flags and segments that look into a segment, by type, then key.</summary>
public sealed record GetSegmentUsage(string EnvironmentKey, string Key, PageRequest Page) : IRequest<Result<Page<Dependant>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetSegmentUsageHandler(IMediator mediator, IDependencyRepository dependencies)
    : IRequestHandler<GetSegmentUsage, Result<Page<Dependant>>>
{
    public async Task<Result<Page<Dependant>>> Handle(GetSegmentUsage request, CancellationToken cancellationToken)
    {
        var segment = await mediator.Send(new GetSegment(request.EnvironmentKey, request.Key), cancellationToken);
        if (!segment.IsOk)
        {
            return segment.Error;
        }

        var found = await dependencies.ListDependantsAsync(segment.Value.EnvironmentId, Node.Segment(segment.Value.Key), request.Page, cancellationToken);
        return request.Page.Cut(found, dependant => new(dependant.Type, dependant.Key));
    }
}
