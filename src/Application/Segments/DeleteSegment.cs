using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Segments;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which segment.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteSegment(string EnvironmentKey, string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class DeleteSegmentHandler(ISegmentRepository segments, DependencyWriter dependencies, ChangeScope scope)
    : IRequestHandler<DeleteSegment, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteSegment request, CancellationToken cancellationToken)
    {
        if (await segments.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } segment)
        {
            return SegmentErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != segment.Version)
        {
            return Error.VersionMismatch(segment.Version);
        }

        if (await dependencies.InUseAsync(segment.EnvironmentId, Node.Segment(segment.Key), cancellationToken) is { } inUse)
        {
            return inUse;
        }

        if (!await segments.DeleteAsync(segment, cancellationToken))
        {
            return Error.VersionMismatch(segment.Version);
        }

        scope.Record(Change.Deleted(segment));
        return Unit.Value;
    }
}
