using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which holdout.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateHoldout(string EnvironmentKey, string Key, HoldoutFields Fields, long? ExpectedVersion)
    : IRequest<Result<HoldoutUse>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class UpdateHoldoutValidator : AbstractValidator<UpdateHoldout>
{
    public UpdateHoldoutValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new HoldoutFieldsValidator());
}

internal sealed class UpdateHoldoutHandler(
    IHoldoutRepository holdouts, IExperimentRepository experiments, HoldoutLinks links, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateHoldout, Result<HoldoutUse>>
{
    public async Task<Result<HoldoutUse>> Handle(UpdateHoldout request, CancellationToken cancellationToken)
    {
        if (await holdouts.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } before)
        {
            return HoldoutErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != before.Version)
        {
            return Error.VersionMismatch(before.Version);
        }

        var running = (await experiments.ListRunningAsync(before.EnvironmentId, cancellationToken))
            .Where(experiment => experiment.Design.Holdout == before.Key).ToList();
        var after = before.Update(request.Fields.ApplyTo(before), time.GetUtcNow());
        if (DealsAnew(before, after))
        {
            if (before.Flags.Count + running.Count > 0)
            {
                return Locked(before, running);
            }

            // Whoever was held out before is another group: the two must never be put together.
            after = after with { Run = await experiments.NextRunAsync(cancellationToken) };
        }

        return ReferenceEquals(after, before)
            ? HoldoutUse.Of(before, running)
            : await WriteAsync(before, after, running, cancellationToken);
    }

    private static bool DealsAnew(Holdout before, Holdout after) =>
        (before.Share, before.Salt, before.BucketBy) != (after.Share, after.Salt, after.BucketBy);

    private static Error Locked(Holdout holdout, List<Experiment> running) => Error.Conflict(
        $"percentage, salt and bucket_by of the holdout \"{holdout.Key}\" cannot change while it is linked to " +
        $"{string.Join(", ", holdout.Flags.Select(flag => $"the flag \"{flag}\"").Concat(running.Select(experiment => $"the experiment \"{experiment.Key}\"")))}. " +
        "Units that were held out would come in. Unlink them first, or make another holdout.");

    private async Task<Result<HoldoutUse>> WriteAsync(Holdout before, Holdout after, List<Experiment> running, CancellationToken cancellationToken)
    {
        if (!await holdouts.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(Change.Updated(before, after));
        return await links.WriteAsync(after, before.Flags, [.. running.Select(experiment => experiment.FlagKey)], cancellationToken) is { } refused
            ? refused
            : HoldoutUse.Of(after, running);
    }
}
