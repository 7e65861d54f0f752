using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Application.Experiments;

/// <summary>
/// The one way by which runs begin, grow and end: the experiment and the flag that carries it are written together. Inside the
/// transaction of a change of the environment, whose writers come one after the other. After an error it must not be committed.
/// </summary>
internal sealed class RunWriter(
    IExperimentRepository experiments,
    IFlagRepository flags,
    FlagWriter flagWriter,
    IMetricRepository metrics,
    ILayerRepository layers,
    IHoldoutRepository holdouts,
    ChangeScope scope,
    TimeProvider time)
{
    /// <summary>Begins a run, the first one or the next.</summary>
    /// <param name="before">As it is stored.</param>
    /// <param name="planned">As it is to run; its salt is null for a new one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Result<Experiment>> BeginAsync(Experiment before, Experiment planned, CancellationToken cancellationToken) =>
        BeginAsync(before, planned, time.GetUtcNow(), cancellationToken);

    /// <summary>The same as of an earlier time: for the demo, whose simulated traffic is weeks old. The audit entries are of now.</summary>
    /// <param name="before">As it is stored.</param>
    /// <param name="planned">As it is to run.</param>
    /// <param name="startedAt">From when on exposures count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal async Task<Result<Experiment>> BeginAsync(
        Experiment before, Experiment planned, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var surroundings = await SurroundingsAsync(planned, cancellationToken);
        if (StartCheck.Check(planned, surroundings, time.GetUtcNow()).ToError() is { } invalid)
        {
            return invalid;
        }

        var flag = surroundings.Flag!;
        if (flag.Experiment is { } other && other.Key != planned.Key)
        {
            return Error.Conflict($"The experiment \"{other.Key}\" runs on the flag \"{flag.Key}\", and a flag has one at a time. Stop that one first: POST /experiments/{other.Key}/stop.");
        }

        if (planned.Design.Salt is { } given && await experiments.IsSaltUsedAsync(planned.EnvironmentId, given, cancellationToken))
        {
            return Error.Invalid("salt", "was used by a run before, whose units would get the same arms again. Send another, or null for a new one.");
        }

        var slice = await SliceAsync(planned, surroundings.Layer, LayerAllocation.BucketsOf(planned.Design.Traffic), startedAt, cancellationToken);
        if (!slice.IsOk)
        {
            return slice.Error;
        }

        var id = await experiments.NextRunAsync(cancellationToken);
        var number = planned.Runs.Count + 1;
        var run = new ExperimentRun
        {
            Id = id,
            Number = number,
            StartedAt = startedAt,
            Design = planned.Design with { Salt = planned.Design.Salt ?? await NewSaltAsync(planned, number, id, flag, cancellationToken) },
            Analysis = planned.Analysis,
            Slice = slice.Value,
        };
        return await WriteAsync(
            before,
            planned.Begin(run),
            flag,
            flag with { Experiment = run.OnFlag(planned.Key), Holdout = surroundings.Holdout?.Link ?? surroundings.LinkedHoldout?.Link },
            cancellationToken);
    }

    /// <summary>Lets more units into the run that goes on.</summary>
    public async Task<Result<Experiment>> GrowAsync(Experiment before, Experiment planned, CancellationToken cancellationToken)
    {
        var surroundings = await SurroundingsAsync(planned, cancellationToken);
        if (StartCheck.Check(planned, surroundings, time.GetUtcNow()).ToError() is { } invalid)
        {
            return invalid;
        }

        var run = before.Runs[^1];
        var more = LayerAllocation.BucketsOf(new(planned.Design.Traffic.Weight - before.Design.Traffic.Weight));
        var slice = await SliceAsync(before, surroundings.Layer, more, null, cancellationToken);
        if (!slice.IsOk)
        {
            return slice.Error;
        }

        run = run with
        {
            Design = run.Design with { Traffic = planned.Design.Traffic },
            Slice = run.Slice is { } owned ? owned with { Ranges = LayerAllocation.Union([.. owned.Ranges, .. slice.Value!.Ranges]) } : null,
        };
        return await WriteAsync(before, planned.WithRun(run), surroundings.Flag!, surroundings.Flag! with { Experiment = run.OnFlag(planned.Key) }, cancellationToken);
    }

    /// <summary>Ends the run and with it the experiment.</summary>
    /// <param name="before">As it is stored, running.</param>
    /// <param name="conclusion">What was learned; null: what was written before.</param>
    /// <param name="shipVariant">What the flag's default becomes; null: what it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Experiment>> EndAsync(Experiment before, string? conclusion, string? shipVariant, CancellationToken cancellationToken)
    {
        var surroundings = await SurroundingsAsync(before, cancellationToken);
        var flag = surroundings.Flag!; // while an experiment runs on it, nobody deletes a flag
        var linked = surroundings.LinkedHoldout;
        if (shipVariant is not null && surroundings.Holdout is { } holdout && linked is null)
        {
            // Who was held out of the experiment stays out of what it brought.
            linked = holdout with { Flags = [.. holdout.Flags, flag.Key], Version = holdout.Version + 1, UpdatedAt = time.GetUtcNow() };
            if (!await holdouts.UpdateAsync(linked, cancellationToken))
            {
                return Error.VersionMismatch(linked.Version);
            }

            scope.Record(Change.Updated(holdout, linked));
        }

        return await WriteAsync(
            before,
            before.Stop(conclusion, shipVariant, time.GetUtcNow()),
            flag,
            flag with { Experiment = null, Holdout = linked?.Link, DefaultServe = shipVariant is null ? flag.DefaultServe : Domain.Targeting.Serve.Always(shipVariant) },
            cancellationToken);
    }

    private async Task<ExperimentSurroundings> SurroundingsAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var environment = experiment.EnvironmentId;
        var flag = await flags.FindAsync(environment, experiment.FlagKey, cancellationToken);
        var linked = flag?.Holdout is { } link ? await holdouts.FindAsync(environment, link.Key, cancellationToken) : null;
        return new(
            flag,
            (await metrics.ListAllAsync(environment, cancellationToken)).ToDictionary(metric => metric.Key, StringComparer.Ordinal),
            experiment.Design.Layer is { } layer ? await layers.FindAsync(environment, layer, cancellationToken) : null,
            experiment.Design.Holdout is { } holdout ? await holdouts.FindAsync(environment, holdout, cancellationToken) : null,
            linked?.Flags.Contains(flag!.Key, StringComparer.Ordinal) == true ? linked : null); // else the experiment has linked it
    }

    /// <summary>Buckets that nobody else owns; null without a layer. What a run owned that ends now is free again, and the last to be taken.</summary>
    private async Task<Result<LayerSlice?>> SliceAsync(
        Experiment experiment, Layer? layer, int? buckets, DateTimeOffset? ownEnd, CancellationToken cancellationToken)
    {
        if (layer is null || buckets is not { } count)
        {
            return (LayerSlice?)null;
        }

        List<LayerUse> uses =
        [
            .. from run in await experiments.ListRunsInLayerAsync(experiment.EnvironmentId, layer.Key, cancellationToken)
               let isOwn = experiment.Runs.Any(own => own.Id == run.Id)
               select new LayerUse(run.Slice!.Ranges, run.EndedAt ?? (isOwn ? ownEnd : null)),
        ];
        return LayerAllocation.Allocate(count, uses) is { } ranges
            ? new LayerSlice(layer.Key, layer.Salt, ranges)
            : Error.Conflict(
                $"In the layer \"{layer.Key}\" only {Percent(LayerAllocation.Percentage(LayerAllocation.Free(uses)))} % are free, " +
                $"and {Percent(count * 100m / Layer.Buckets)} % are needed. Take less traffic, or stop an experiment of that layer: GET /layers/{layer.Key} says who owns what.");

        static string Percent(decimal percent) => percent.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Also another one than the flag's own, by which its rollouts are dealt.</summary>
    private async Task<string> NewSaltAsync(Experiment experiment, int number, long run, Flag flag, CancellationToken cancellationToken)
    {
        var salt = $"{experiment.Key}-{number}";
        return salt == flag.Salt || await experiments.IsSaltUsedAsync(experiment.EnvironmentId, salt, cancellationToken) ? $"{salt}-{run}" : salt;
    }

    private async Task<Result<Experiment>> WriteAsync(Experiment before, Experiment changed, Flag flag, Flag changedFlag, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var after = before.Update(changed, now);
        if (!await experiments.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(Change.Updated(before, after));
        var written = await flagWriter.UpdateAsync(flag, changedFlag with { Version = flag.Version + 1, UpdatedAt = now }, cancellationToken);
        return written.IsOk ? after : InItsOwnWords(written.Error);
    }

    /// <summary>What a flag says of the experiment that it carries stands in the experiment without the prefix.</summary>
    private static Error InItsOwnWords(Error error)
    {
        const string Prefix = "experiment.";
        return error.Kind != ErrorKind.Invalid
            ? error
            : Error.Invalid(error.Fields.ToDictionary(
                field => field.Key.StartsWith(Prefix, StringComparison.Ordinal) ? field.Key[Prefix.Length..] : field.Key, field => field.Value, StringComparer.Ordinal));
    }
}
