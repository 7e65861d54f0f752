using FeatureFlag.Application.Flags;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Application.Holdouts;

/// <summary>Writes into flags which holdout they are in, as evaluation looks at flags alone. Inside the transaction of a change.</summary>
internal sealed class HoldoutLinks(IFlagRepository flags, FlagWriter writer, TimeProvider time)
{
    /// <summary>Links exactly the flags of the holdout, and frees those that were. After an error the transaction must not be committed.</summary>
    /// <param name="holdout">As it is to be.</param>
    /// <param name="before">The keys of the flags that were linked.</param>
    /// <param name="kept">Of those the ones that a running experiment links too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Error?> WriteAsync(
        Holdout holdout, IReadOnlyList<string> before, IReadOnlyCollection<string> kept, CancellationToken cancellationToken)
    {
        var found = (await flags.FindAllAsync(holdout.EnvironmentId, [.. holdout.Flags, .. before], cancellationToken))
            .ToDictionary(flag => flag.Key, StringComparer.Ordinal);
        if (Refusal(holdout, found) is { } refusal)
        {
            return refusal;
        }

        foreach (var key in holdout.Flags)
        {
            if (await SetAsync(found[key], holdout.Link, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        foreach (var key in before.Except(holdout.Flags, StringComparer.Ordinal).Except(kept, StringComparer.Ordinal))
        {
            if (found.TryGetValue(key, out var flag) && await SetAsync(flag, null, cancellationToken) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static Error? Refusal(Holdout holdout, Dictionary<string, Flag> found)
    {
        var problems = new Problems();
        Error? conflict = null;
        for (var i = 0; i < holdout.Flags.Count; i++)
        {
            if (!found.TryGetValue(holdout.Flags[i], out var flag))
            {
                problems.Add($"flags[{i}]", $"there is no flag \"{holdout.Flags[i]}\" in this environment.");
            }
            else if (flag.BucketBy != holdout.BucketBy)
            {
                problems.Add($"flags[{i}]", $"the flag \"{flag.Key}\" buckets by \"{flag.BucketBy}\", the holdout by \"{holdout.BucketBy}\": they must go by the same.");
            }
            else if (flag.Holdout is { } other && other.Key != holdout.Key)
            {
                conflict ??= Error.Conflict($"The flag \"{flag.Key}\" is in the holdout \"{other.Key}\". Take it out of that one first: PUT /holdouts/{other.Key}.");
            }
        }

        return problems.ToError() ?? conflict;
    }

    private async Task<Error?> SetAsync(Flag flag, FlagHoldout? link, CancellationToken cancellationToken)
    {
        if (flag.Holdout == link)
        {
            return null;
        }

        if (flag.Experiment is { } experiment)
        {
            return Error.Conflict(
                $"The experiment \"{experiment.Key}\" runs on the flag \"{flag.Key}\": to hold out other units now would bend its results. " +
                $"Stop it first, or give the experiment itself another holdout, which begins a new run: PUT /experiments/{experiment.Key}.");
        }

        var after = flag with { Holdout = link, Version = flag.Version + 1, UpdatedAt = time.GetUtcNow() };
        return (await writer.UpdateAsync(flag, after, cancellationToken)).Error;
    }
}
