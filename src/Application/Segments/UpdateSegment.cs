using FeatureFlag.Application.Pipeline;
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

internal sealed class UpdateSegmentHandler(ISegmentRepository segments, ChangeScope scope, TimeProvider time)
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

        var changes = request.Fields.ToChanges();
        if (changes.ApplyTo(before).Check() is { Any: true } problems)
        {
            return Error.Invalid(problems.ByPath());
        }

        var after = before.Update(changes, time.GetUtcNow());
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        if (!await segments.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(before.ChangeTo(after));
        return after;
    }
}
