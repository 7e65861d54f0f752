using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
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

internal sealed class UpdateFlagHandler(IFlagRepository flags, FlagWriter writer, ChangeScope scope, TimeProvider time)
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

        var now = time.GetUtcNow();
        var after = before.Update(request.Fields.ApplyTo(before, now), now);
        return ReferenceEquals(after, before) ? before : await writer.UpdateAsync(before, after, cancellationToken);
    }
}
