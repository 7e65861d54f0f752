using System.Text.Json.Nodes;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>
/// Copies all of a flag's configuration from one environment to another, where the flag is made if need be. The salt goes
/// along, so that the users who are in are the same. It is a change of the target environment, and only of that.
/// </summary>
/// <param name="Key">Which flag.</param>
/// <param name="From">The key of the environment that it is read from.</param>
/// <param name="To">The key of the environment that it is written to.</param>
/// <param name="DryRun">True: everything is checked and nothing written. It needs the right to do it all the same.</param>
/// <param name="ExpectedVersion">Of the flag in the target environment; null: whatever it is.</param>
public sealed record PromoteFlag(string Key, string From, string To, bool DryRun, long? ExpectedVersion)
    : IRequest<Result<Promotion>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(To);
}

/// <param name="Flag">The flag in the target environment: as it is now, or after a dry run as it would be.</param>
/// <param name="Changes">What differs, as in the history; empty when both are the same.</param>
/// <param name="IsApplied">Something was written.</param>
public sealed record Promotion(Flag Flag, JsonObject Changes, bool IsApplied);

internal sealed class PromoteFlagValidator : AbstractValidator<PromoteFlag>
{
    public PromoteFlagValidator() =>
        RuleFor(p => p.From).NotEqual(p => p.To).WithMessage("must be another environment than \"to\".");
}

internal sealed class PromoteFlagHandler(IFlagRepository flags, IEnvironmentRepository environments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<PromoteFlag, Result<Promotion>>
{
    public async Task<Result<Promotion>> Handle(PromoteFlag request, CancellationToken cancellationToken)
    {
        var from = await environments.ResolveAsync(EnvironmentReference.ByKey(request.From), cancellationToken);
        if (!from.IsOk)
        {
            return from.Error;
        }

        if (await flags.FindAsync(from.Value.Id, request.Key, cancellationToken) is not { } source)
        {
            return FlagErrors.NotFound(request.Key, from.Value.Key);
        }

        var before = await flags.FindAsync(scope.Environment.Id, request.Key, cancellationToken);
        if (request.ExpectedVersion is { } expected && expected != before?.Version)
        {
            return before is null ? NotThere(request) : Error.VersionMismatch(before.Version);
        }

        var now = time.GetUtcNow();
        return before is null
            ? await AddAsync(Copy(source, null, scope.Environment, now), request.DryRun, cancellationToken)
            : await UpdateAsync(before, Copy(source, before, scope.Environment, now), now, request.DryRun, cancellationToken);
    }

    private static Flag Copy(Flag source, Flag? target, DeploymentEnvironment environment, DateTimeOffset now) => source with
    {
        Id = target?.Id ?? Guid.CreateVersion7(now),
        EnvironmentId = environment.Id,
        EnvironmentKey = environment.Key,
        Version = target?.Version ?? 1,
        CreatedAt = target?.CreatedAt ?? now,
        UpdatedAt = target?.UpdatedAt ?? now,
    };

    private static Error NotThere(PromoteFlag request) => new(
        ErrorKind.VersionMismatch, $"There is no flag \"{request.Key}\" in \"{request.To}\" yet, so it has no version. Leave If-Match out to create it there.");

    private async Task<Result<Promotion>> AddAsync(Flag flag, bool isDryRun, CancellationToken cancellationToken)
    {
        var change = Change.Created(flag);
        if (!isDryRun)
        {
            await flags.AddAsync(flag, cancellationToken); // the pipeline holds the environment: nobody else adds it meanwhile
            scope.Record(change);
        }

        return new Promotion(flag, change.Fields, IsApplied: !isDryRun);
    }

    private async Task<Result<Promotion>> UpdateAsync(
        Flag before, Flag copy, DateTimeOffset now, bool isDryRun, CancellationToken cancellationToken)
    {
        var change = Change.Updated(before, copy);
        if (change.Fields.Count == 0)
        {
            return new Promotion(before, change.Fields, IsApplied: false);
        }

        var after = copy with { Version = before.Version + 1, UpdatedAt = now };
        if (!isDryRun)
        {
            await flags.UpdateAsync(after, cancellationToken);
            scope.Record(change);
        }

        return new Promotion(after, change.Fields, IsApplied: !isDryRun);
    }
}
