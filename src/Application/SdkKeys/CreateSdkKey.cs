using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.SdkKeys;

/// <param name="EnvironmentKey">What it opens.</param>
/// <param name="Name">1 to 100 characters, for people.</param>
/// <param name="Kind">"server" or "client".</param>
/// <param name="ExpiresAt">In the future; null: never.</param>
/// <param name="IsPlainBulk">Bulk answers without "metadata" and "eventStreams".</param>
public sealed record CreateSdkKey(string EnvironmentKey, string Name, string Kind, DateTimeOffset? ExpiresAt = null, bool IsPlainBulk = false)
    : IRequest<Result<NewSdkKey>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class CreateSdkKeyValidator : AbstractValidator<CreateSdkKey>
{
    public CreateSdkKeyValidator(TimeProvider time)
    {
        RuleFor(k => k.Name).Line(1, SdkKey.NameMaxLength);
        RuleFor(k => k.Kind).Must(kind => SdkKeyKinds.Parse(kind) is not null).WithMessage(SdkKeyKinds.Rule);
        RuleFor(k => k.ExpiresAt).Must(at => at is null || at > time.GetUtcNow()).WithMessage("must be in the future. Leave it out for a key that does not expire.");
    }
}

internal sealed class CreateSdkKeyHandler(ISdkKeyRepository keys, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateSdkKey, Result<NewSdkKey>>
{
    public async Task<Result<NewSdkKey>> Handle(CreateSdkKey request, CancellationToken cancellationToken)
    {
        // Nobody else adds one meanwhile: the pipeline holds the environment.
        if ((await keys.ListAllAsync(scope.Environment.Id, cancellationToken)).Count >= SdkKey.MaxPerEnvironment)
        {
            return SdkKeyErrors.Full(scope.Environment.Key);
        }

        var created = NewSdkKey.In(
            scope.Environment, request.Name, SdkKeyKinds.Parse(request.Kind)!.Value, request.IsPlainBulk, request.ExpiresAt, time.GetUtcNow());
        await keys.AddAsync(created.Key, cancellationToken);
        scope.Record(Change.Created(created.Key));
        return created;
    }
}
