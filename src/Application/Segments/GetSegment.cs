using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Segments;

public sealed record GetSegment(string EnvironmentKey, string Key) : IRequest<Result<Segment>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetSegmentHandler(ISegmentRepository segments, IEnvironmentRepository environments) : IRequestHandler<GetSegment, Result<Segment>>
{
    public async Task<Result<Segment>> Handle(GetSegment request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        return await segments.FindAsync(environment.Value.Id, request.Key, cancellationToken) is { } segment
            ? segment
            : SegmentErrors.NotFound(request.Key, request.EnvironmentKey);
    }
}
