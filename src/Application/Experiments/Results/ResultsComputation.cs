using FeatureFlag.Application.Segments;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>
/// Computes what is missing or out of date, oldest instant first: what the sequence and the one look found goes from one midnight to the next, so that an
/// answer does not depend on when somebody asked.
/// </summary>
public sealed class ResultsComputation(IRunDataReader reader, IResultsStore store, ISegmentRepository segments, TimeProvider time)
{
    /// <summary>An event can be committed so much later than its minute of arrival says.</summary>
    private static readonly TimeSpan CommitTime = TimeSpan.FromMinutes(1);

    /// <param name="run">Which run.</param>
    /// <param name="asOf">As of when an answer is wanted.</param>
    /// <param name="isLatest">It is stored instead of what was the latest before.</param>
    /// <param name="report">Told what is done, how many are, and of how many.</param>
    /// <param name="cancellationToken">Ends it; what was computed stays.</param>
    public async Task<ExperimentResults> ComputeAsync(
        AnalysedRun run, DateTimeOffset asOf, bool isLatest, Action<string, int, int> report, CancellationToken cancellationToken)
    {
        var instants = run.Instants(asOf);
        var stored = await store.ListAsync(run.Run.Id, cancellationToken);
        var fresh = await FreshAsync(run, stored, cancellationToken);
        var done = instants.TakeWhile(instant => instant != asOf && fresh.Contains(instant)).Count();
        var before = done == 0 ? null : (await store.FindAsync(run.Run.Id, instants[done - 1], cancellationToken))?.Results;
        var missing = instants.Count - done;
        var subject = run.Subject with { ChangedSegments = await ChangedSegmentsAsync(run.Experiment.EnvironmentId, run.Run, cancellationToken) };
        for (var i = done; i < instants.Count; i++)
        {
            report($"As of {instants[i].UtcDateTime:yyyy-MM-dd HH:mm} UTC", i - done, missing);
            before = await ComputeAsync(run, subject, instants[i], before, isLatest, cancellationToken);
        }

        if (isLatest)
        {
            var passed = stored.Select(row => row.AsOf).Where(instant => instant != asOf && !run.IsKept(instant)).ToList();
            await store.RemoveAsync(run.Run.Id, passed, cancellationToken);
        }

        return before!;
    }

    /// <summary>Instants whose stored results are what would be computed now.</summary>
    public async Task<IReadOnlySet<DateTimeOffset>> FreshAsync(AnalysedRun run, IReadOnlyList<StoredInstant> stored, CancellationToken cancellationToken)
    {
        if (stored.Count == 0)
        {
            return new HashSet<DateTimeOffset>();
        }

        var arrivals = await store.ListArrivalsAsync(run.Experiment.EnvironmentId, Floor(stored.Min(row => row.ComputedAt)), cancellationToken);
        return stored
            .Where(row => row.Basis == run.Basis(row.AsOf) && !arrivals.Any(arrival => arrival.Minute >= Floor(row.ComputedAt) && arrival.Earliest < row.AsOf))
            .Select(row => row.AsOf)
            .ToHashSet();
    }

    private async Task<ExperimentResults> ComputeAsync(
        AnalysedRun run, RunSubject subject, DateTimeOffset instant, ExperimentResults? before, bool isLatest, CancellationToken cancellationToken)
    {
        var computedAt = time.GetUtcNow(); // before reading: what comes while it reads must count as new
        var data = await reader.ReadAsync(run.Experiment.EnvironmentId, subject, instant, cancellationToken);
        var results = ResultsAssembly.Of(subject, data, computedAt, before);
        if (isLatest || run.IsKept(instant))
        {
            await store.SaveAsync(run.Run.Id, new(results, Daily(run, data)), run.Basis(instant), cancellationToken);
        }

        return results;
    }

    /// <summary>Also those that are named by others. The last change of each is known.</summary>
    private async Task<IReadOnlyList<(string Segment, DateTimeOffset At)>> ChangedSegmentsAsync(Guid environmentId, ExperimentRun run, CancellationToken cancellationToken)
    {
        var changed = new List<(string, DateTimeOffset)>();
        var named = Segments(run.Design.When?.References("when")).ToList();
        for (var i = 0; i < named.Count; i++)
        {
            if (await segments.FindAsync(environmentId, named[i], cancellationToken) is not { } segment)
            {
                continue;
            }

            if (segment.UpdatedAt > run.StartedAt && !(segment.UpdatedAt >= run.EndedAt))
            {
                changed.Add((segment.Key, segment.UpdatedAt));
            }

            named.AddRange(Segments(References.Of(segment)).Except(named, StringComparer.Ordinal).ToList());
        }

        return changed;
    }

    private static IEnumerable<string> Segments(IEnumerable<Reference>? references) =>
        (references ?? []).Where(reference => reference.Target.Type == Node.SegmentType).Select(reference => reference.Target.Key).Distinct(StringComparer.Ordinal);

    private static DateTimeOffset Floor(DateTimeOffset computedAt) =>
        DateTimeOffset.FromUnixTimeSeconds((computedAt - CommitTime).ToUnixTimeSeconds() / 60 * 60);

    private static List<DailyUnits> Daily(AnalysedRun run, RunData data) =>
    [
        .. data.Population.Daily.GroupBy(day => day.Day).OrderBy(day => day.Key).Select(day => new DailyUnits(
            day.Key, [.. run.Subject.Arms.Select(arm => new DailyArm(arm, day.Where(row => row.Variant == arm).Sum(row => row.Units)))])),
    ];
}
