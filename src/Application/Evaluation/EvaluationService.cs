using System.Diagnostics.Metrics;
using System.Text;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Evaluation;

/// <summary>
/// Answers evaluations from memory. The evaluation routes call it directly, not through MediatR: there is nothing to
/// validate, authorise by role or audit, and the pipeline would cost more than the evaluation (docs/adr).
/// </summary>
public sealed class EvaluationService(SnapshotStore snapshots, ExposureSink exposures, FlagUsage usage, TimeProvider time, IMeterFactory meters)
{
    public const string MeterName = "FeatureFlag.Evaluation";

    private readonly Counter<long> _evaluations = meters.Create(MeterName).CreateCounter<long>(
        "featureflag.evaluations", unit: "{evaluation}", description: "Flag evaluations by reason.");

    private static readonly KeyValuePair<string, object?>[] ReasonTags =
        [.. Enum.GetValues<Reason>().Select(reason => new KeyValuePair<string, object?>("reason", Encoding.ASCII.GetString(reason.Code())))];

    public EvaluationResult Evaluate(ReadOnlySpan<char> environmentKey, ReadOnlySpan<char> flagKey, in EvaluationContext context)
    {
        var (snapshot, now) = (snapshots.Find(environmentKey), Now(context));
        return Noted(snapshot, Evaluator.Evaluate(snapshot, flagKey, now), now);
    }

    /// <summary>Every flag of the environment that is not archived, in the order of their keys; null if there is no such environment.</summary>
    public IReadOnlyList<EvaluationResult>? EvaluateAll(ReadOnlySpan<char> environmentKey, EvaluationContext context)
    {
        if (snapshots.Find(environmentKey) is not { } snapshot)
        {
            return null;
        }

        var forMany = Now(context).ForMany();
        return [.. snapshot.Flags.Where(flag => !flag.IsArchived).Select(flag => Counted(snapshot, Evaluator.Evaluate(snapshot, flag, forMany), forMany, isBulk: true))];
    }

    /// <param name="snapshot">Where other flags and segments are looked up.</param>
    /// <param name="flag">Of the snapshot.</param>
    /// <param name="context">Who is asking.</param>
    public EvaluationResult Evaluate(EnvironmentSnapshot snapshot, CompiledFlag flag, in EvaluationContext context)
    {
        var now = Now(context);
        return Noted(snapshot, Evaluator.Evaluate(snapshot, flag, now), now);
    }

    /// <summary>Many flags for one context, without allocating for each.</summary>
    /// <param name="snapshot">Where other flags and segments are looked up.</param>
    /// <param name="flags">Of the snapshot.</param>
    /// <param name="context">Who is asking.</param>
    /// <param name="results">Receives them, in the order of the flags.</param>
    public void EvaluateAll(EnvironmentSnapshot snapshot, ReadOnlySpan<CompiledFlag> flags, in EvaluationContext context, Span<EvaluationResult> results)
    {
        var forMany = Now(context).ForMany();
        Span<int> counts = stackalloc int[ReasonTags.Length];
        for (var i = 0; i < flags.Length; i++)
        {
            results[i] = Evaluator.Evaluate(snapshot, flags[i], forMany);
            counts[(int)results[i].Reason]++;
        }

        usage.NoteAll(snapshot.EnvironmentId, results[..flags.Length], forMany.Now);
        for (var reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] > 0)
            {
                _evaluations.Add(counts[reason], ReasonTags[reason]);
            }
        }
    }

    private EvaluationContext Now(in EvaluationContext context) => context with { Now = time.GetUtcNow() };

    /// <summary>Of a flag that was evaluated by itself: what it made of the unit counts for experiments.</summary>
    private EvaluationResult Noted(EnvironmentSnapshot? snapshot, in EvaluationResult result, in EvaluationContext context)
    {
        if (snapshot is not null)
        {
            exposures.TryWrite(snapshot.EnvironmentId, result, context);
        }

        return Counted(snapshot, result, context, isBulk: false);
    }

    private EvaluationResult Counted(EnvironmentSnapshot? snapshot, in EvaluationResult result, in EvaluationContext context, bool isBulk)
    {
        _evaluations.Add(1, ReasonTags[(int)result.Reason]);
        if (snapshot is not null)
        {
            usage.Note(snapshot.EnvironmentId, result, context.Now, isBulk);
        }

        return result;
    }
}
