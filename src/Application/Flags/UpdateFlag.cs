using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which flag.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateFlag(string EnvironmentKey, string Key, FlagFields Fields, long? ExpectedVersion)
    : IRequest<Result<Flag>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class UpdateFlagValidator : AbstractValidator<UpdateFlag>
{
    public UpdateFlagValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new FlagFieldsValidator());
}

internal sealed class UpdateFlagHandler(IFlagRepository flags, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateFlag, Result<Flag>>
{
    public async Task<Result<Flag>> Handle(UpdateFlag request, CancellationToken cancellationToken)
    {
        if (await flags.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } before)
        {
            return FlagErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != before.Version)
        {
            return Error.VersionMismatch(before.Version);
        }

        var after = before.Update(request.Fields.ToChanges(), time.GetUtcNow());
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        if (!await flags.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(Change.Updated(before, after));
        return after;
    }
}
