using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Flags;

/// <summary>
/// The one way by which flags are written: checks what the flag alone, the other flags and segments of its environment and
/// the same key elsewhere demand, writes it and records the change. Inside the transaction of a change of that environment.
/// </summary>
internal sealed class FlagWriter(IFlagRepository flags, DependencyWriter dependencies, ChangeScope scope)
{
    public async Task<Result<Flag>> AddAsync(Flag flag, CancellationToken cancellationToken)
    {
        if (FlagCheck.Check(flag).ToError() is { } invalid)
        {
            return invalid;
        }

        if (await OtherTypeAsync(flag, cancellationToken) is { } otherType)
        {
            return otherType;
        }

        if (!await flags.AddAsync(flag, cancellationToken))
        {
            return Error.Conflict(
                $"There is a flag \"{flag.Key}\" in \"{flag.EnvironmentKey}\" already. Choose another key, or change that one with PUT /flags/{flag.Key}.");
        }

        if (await SaveReferencesAsync(null, flag, cancellationToken) is { } refused)
        {
            return refused;
        }

        scope.Record(Change.Created(flag));
        return flag;
    }

    /// <param name="before">As it is stored.</param>
    /// <param name="after">Its next version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Flag>> UpdateAsync(Flag before, Flag after, CancellationToken cancellationToken)
    {
        if (ExperimentLock.OnUpdate(before, after) is { } locked)
        {
            return locked;
        }

        var change = Change.Updated(before, after);
        if (FlagCheck.Concerns(change.Fields.Select(field => field.Key))
            && await RefusalAsync(before, after, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!await flags.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(change);
        return after;
    }

    private async Task<Error?> RefusalAsync(Flag before, Flag after, CancellationToken cancellationToken)
    {
        if (FlagCheck.Check(after).ToError() is { } invalid)
        {
            return invalid;
        }

        if (before.ValueType != after.ValueType && await OtherTypeAsync(after, cancellationToken) is { } otherType)
        {
            return otherType;
        }

        return HoldoutLock.OnUpdate(before, after)
            ?? await dependencies.LostVariantsAsync(before, after, cancellationToken)
            ?? await SaveReferencesAsync(before, after, cancellationToken);
    }

    /// <summary>Most flags look into nobody, and never did.</summary>
    private async Task<Error?> SaveReferencesAsync(Flag? before, Flag after, CancellationToken cancellationToken)
    {
        var references = References.Of(after);
        return references.Count > 0 || (before is not null && References.Of(before).Count > 0)
            ? await dependencies.SaveAsync(after.EnvironmentId, Node.Flag(after.Key), references, cancellationToken)
            : null;
    }

    private async Task<Error?> OtherTypeAsync(Flag flag, CancellationToken cancellationToken) =>
        await flags.FindWithOtherValueTypeAsync(flag, cancellationToken) is { } other
            ? Error.Conflict(
                $"The flag \"{flag.Key}\" has the value_type \"{other.ValueType.Name()}\" in \"{other.EnvironmentKey}\", and code reads it with one type everywhere. " +
                $"Use \"{other.ValueType.Name()}\" here too, or another key.")
            : null;
}
