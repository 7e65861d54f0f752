using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Segments;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which segment.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateSegment(string EnvironmentKey, string Key, SegmentFields Fields, long? ExpectedVersion)
    : IRequest<Result<Segment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class UpdateSegmentValidator : AbstractValidator<UpdateSegment>
{
    public UpdateSegmentValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new SegmentFieldsValidator());
}

internal sealed class UpdateSegmentHandler(ISegmentRepository segments, DependencyWriter dependencies, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateSegment, Result<Segment>>
{
    public async Task<Result<Segment>> Handle(UpdateSegment request, CancellationToken cancellationToken)
    {
        if (await segments.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } before)
        {
            return SegmentErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != before.Version)
        {
            return Error.VersionMismatch(before.Version);
        }

        var changed = request.Fields.ApplyTo(before);
        if (changed.Check().ToError() is { } invalid)
        {
            return invalid;
        }

        var after = before.Update(changed, time.GetUtcNow());
        return ReferenceEquals(after, before) ? before : await WriteAsync(before, after, cancellationToken);
    }

    private async Task<Result<Segment>> WriteAsync(Segment before, Segment after, CancellationToken cancellationToken)
    {
        if (!await segments.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        if (await dependencies.SaveAsync(after.EnvironmentId, Node.Segment(after.Key), References.Of(after), cancellationToken) is { } refused)
        {
            return refused;
        }

        scope.Record(before.ChangeTo(after));
        return after;
    }
}
