using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>Makes a key that is like another one, which then expires after a while in which both work.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Id">The key to be replaced.</param>
/// <param name="OverlapSeconds">How long the replaced one goes on, at most 30 days; 0: not at all; null: a day.</param>
public sealed record RotateSdkKey(string EnvironmentKey, Guid Id, long? OverlapSeconds = null) : IRequest<Result<NewSdkKey>>, IChangeEnvironment
{
    public const long DefaultOverlapSeconds = 24 * 60 * 60;
    public const long MaxOverlapSeconds = 30 * DefaultOverlapSeconds;

    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class RotateSdkKeyValidator : AbstractValidator<RotateSdkKey>
{
    public RotateSdkKeyValidator() => RuleFor(r => r.OverlapSeconds).InclusiveBetween(0, RotateSdkKey.MaxOverlapSeconds)
        .WithMessage($"must be a whole number from 0 to {RotateSdkKey.MaxOverlapSeconds}.");
}

internal sealed class RotateSdkKeyHandler(ISdkKeyRepository keys, ChangeScope scope, TimeProvider time)
    : IRequestHandler<RotateSdkKey, Result<NewSdkKey>>
{
    public async Task<Result<NewSdkKey>> Handle(RotateSdkKey request, CancellationToken cancellationToken)
    {
        var all = await keys.ListAllAsync(scope.Environment.Id, cancellationToken);
        if (all.FirstOrDefault(key => key.Id == request.Id) is not { } old)
        {
            return SdkKeyErrors.NotFound(request.Id, scope.Environment.Key);
        }

        var now = time.GetUtcNow();
        if (old.ExpiresAt <= now)
        {
            return Error.Conflict("This key has expired. Make a new one with POST /environments/{key}/sdk-keys.");
        }

        if (all.Count >= SdkKey.MaxPerEnvironment)
        {
            return SdkKeyErrors.Full(scope.Environment.Key);
        }

        var created = NewSdkKey.In(scope.Environment, old.Name, old.Kind, old.IsPlainBulk, old.ExpiresAt, now);
        await keys.AddAsync(created.Key, cancellationToken);
        scope.Record(Change.Created(created.Key));
        await ExpireAsync(old, now.AddSeconds(request.OverlapSeconds ?? RotateSdkKey.DefaultOverlapSeconds), cancellationToken);
        return created;
    }

    /// <summary>Never later than it would have.</summary>
    private async Task ExpireAsync(SdkKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var expiring = key with { ExpiresAt = key.ExpiresAt < at ? key.ExpiresAt : at };
        await keys.UpdateExpiryAsync(expiring, cancellationToken);
        scope.Record(Change.Updated(key, expiring));
    }
}
