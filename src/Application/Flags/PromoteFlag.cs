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

internal sealed class PromoteFlagHandler(
    IFlagRepository flags, IEnvironmentRepository environments, FlagWriter writer, ChangeScope scope, TimeProvider time)
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
        var copy = Copy(source, before, scope.Environment, now);
        var after = before is null ? copy : before.Update(copy, now);
        var changes = (before is null ? Change.Created(after) : Change.Updated(before, after)).Fields;
        if (changes.Count == 0)
        {
            return new Promotion(after, changes, IsApplied: false);
        }

        var written = before is null ? await writer.AddAsync(after, cancellationToken) : await writer.UpdateAsync(before, after, cancellationToken);
        if (!written.IsOk)
        {
            return Explain(written.Error, request);
        }

        if (request.DryRun)
        {
            scope.TakeChanges(); // a change that nobody recorded is undone
        }

        return new Promotion(after, changes, IsApplied: !request.DryRun);
    }

    private static Flag Copy(Flag source, Flag? target, DeploymentEnvironment environment, DateTimeOffset now) => source with
    {
        Id = target?.Id ?? Guid.CreateVersion7(now),
        EnvironmentId = environment.Id,
        EnvironmentKey = environment.Key,
        Version = target?.Version ?? 1,
        Experiment = target?.Experiment,
        Holdout = target?.Holdout,
        CreatedAt = target?.CreatedAt ?? now,
        UpdatedAt = target?.UpdatedAt ?? now,
    };

    private static Error NotThere(PromoteFlag request) => new(
        ErrorKind.VersionMismatch, $"There is no flag \"{request.Key}\" in \"{request.To}\" yet, so it has no version. Leave If-Match out to create it there.");

    /// <summary>What refers to nothing there: the caller wrote none of the fields that are wrong.</summary>
    private static Error Explain(Error error, PromoteFlag request) => error.Kind == ErrorKind.Invalid
        ? error with { Detail = $"The flag of \"{request.From}\" does not fit \"{request.To}\"; create there first what it refers to. {error.Detail}" }
        : error;
}
