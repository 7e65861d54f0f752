using System.Collections.Concurrent;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>The numbers of metric events' names, remembered from the transactions that have committed.</summary>
internal sealed class EventNames
{
    /// <summary>So much the last time of a name may be behind: or all who write at the same time would wait for each other to widen it.</summary>
    private const long Lag = 60_000;

    private readonly ConcurrentDictionary<(Guid EnvironmentId, string Name), Known> _known = [];

    /// <summary>A name in a group, with its first and last time in Unix milliseconds.</summary>
    public readonly record struct Seen(string Name, long FirstAt, long LastAt);

    /// <summary>A name as it is in the database.</summary>
    public readonly record struct Known(long Id, long FirstAt, long LastAt);

    public delegate Task<IReadOnlyDictionary<string, long>> Upsert(
        Session session, Guid environmentId, IReadOnlyList<Seen> names, CancellationToken cancellationToken);

    /// <summary>Gives each metric event the number of its name; rejects those with one name too many.</summary>
    /// <returns>What there is to <see cref="Keep"/> once the transaction has committed.</returns>
    public async Task<IReadOnlyDictionary<(Guid, string), Known>> ResolveAsync(
        Session session, IReadOnlyList<EventBatch> batches, Upsert upsert, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(Guid, string), Known>();
        foreach (var environment in batches.GroupBy(batch => batch.EnvironmentId).OrderBy(group => group.Key.ToString("D"), StringComparer.Ordinal))
        {
            var seen = SeenIn(environment);
            var changed = seen.Values.Where(name => !IsCovered(environment.Key, name)).OrderBy(name => name.Name, StringComparer.Ordinal).ToList();
            var allowed = await WithinLimitAsync(session, environment.Key, changed, cancellationToken);
            if (allowed.Count > 0)
            {
                var ids = await upsert(session, environment.Key, allowed, cancellationToken);
                foreach (var name in allowed.Where(name => ids.ContainsKey(name.Name)))
                {
                    var before = _known.GetValueOrDefault((environment.Key, name.Name), new(0, long.MaxValue, long.MinValue));
                    found[(environment.Key, name.Name)] = new(ids[name.Name], Math.Min(before.FirstAt, name.FirstAt), Math.Max(before.LastAt, name.LastAt));
                }
            }

            foreach (var batch in environment)
            {
                SetTargets(batch, found);
            }
        }

        return found;
    }

    public void Keep(IReadOnlyDictionary<(Guid, string), Known> found)
    {
        foreach (var (name, known) in found)
        {
            _known.AddOrUpdate(name, known, (_, before) => new(known.Id, Math.Min(before.FirstAt, known.FirstAt), Math.Max(before.LastAt, known.LastAt)));
        }
    }

    private static Dictionary<string, Seen> SeenIn(IEnumerable<EventBatch> batches)
    {
        var seen = new Dictionary<string, Seen>(StringComparer.Ordinal);
        foreach (var batch in batches)
        {
            var times = new (long First, long Last)[batch.Names.Count];
            Array.Fill(times, (long.MaxValue, long.MinValue));
            foreach (ref readonly var posted in batch.Events)
            {
                if (!posted.IsExposure)
                {
                    ref var time = ref times[posted.Name];
                    time = (Math.Min(time.First, posted.At), Math.Max(time.Last, posted.At));
                }
            }

            for (var place = 0; place < times.Length; place++)
            {
                if (times[place].First <= times[place].Last)
                {
                    var before = seen.GetValueOrDefault(batch.Names[place], new(batch.Names[place], long.MaxValue, long.MinValue));
                    seen[before.Name] = before with { FirstAt = Math.Min(before.FirstAt, times[place].First), LastAt = Math.Max(before.LastAt, times[place].Last) };
                }
            }
        }

        return seen;
    }

    private bool IsCovered(Guid environmentId, Seen name) =>
        _known.TryGetValue((environmentId, name.Name), out var known) && known.FirstAt <= name.FirstAt && known.LastAt + Lag >= name.LastAt;

    private async Task<IReadOnlyList<Seen>> WithinLimitAsync(
        Session session, Guid environmentId, List<Seen> names, CancellationToken cancellationToken)
    {
        if (names.TrueForAll(name => _known.ContainsKey((environmentId, name.Name))))
        {
            return names;
        }

        var there = await session.QueryAsync<string>("SELECT name FROM event_names WHERE environment_id = @environmentId", new { environmentId }, cancellationToken);
        var known = there.ToHashSet(StringComparer.Ordinal);
        var room = EventOptions.MaxNames - known.Count;
        return [.. names.Where(name => known.Contains(name.Name) || room-- > 0)];
    }

    private void SetTargets(EventBatch batch, Dictionary<(Guid, string), Known> found)
    {
        var ids = batch.Names.Select(name =>
            found.TryGetValue((batch.EnvironmentId, name), out var now) || _known.TryGetValue((batch.EnvironmentId, name), out now) ? now.Id : 0).ToArray();
        foreach (ref var posted in batch.Events)
        {
            if (posted.IsExposure)
            {
                continue;
            }

            posted.Target = ids[posted.Name];
            if (posted.Target == 0)
            {
                batch.Reject(
                    ref posted,
                    FormattableString.Invariant($"event: this environment has {EventOptions.MaxNames} different names of metric events, the most that it may have. Put what varies into attributes."));
            }
        }
    }
}
