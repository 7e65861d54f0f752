using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Exposures;

/// <summary>
/// Exposures that evaluations make, added up per unit until they are written. Never waits: beyond its bound new ones are
/// dropped and counted. A unit that is there already costs a look-up.
/// </summary>
public sealed class ExposureSink
{
    public const string HeldOut = "held_out";
    public const string Measured = "measured";

    /// <summary>Units times variants that may wait.</summary>
    public const int Capacity = 100_000;

    private readonly ConcurrentDictionary<SightingKey, Seen> _seen = new();
    private readonly Counter<long> _droppedCounter;
    private int _count;
    private long _dropped;

    public ExposureSink(IMeterFactory meters)
    {
        var meter = meters.Create(EventQueue.MeterName);
        _droppedCounter = meter.CreateCounter<long>(
            "featureflag.exposures.dropped", unit: "{exposure}", description: "Exposures of evaluations that were lost: too many waited, or their unit cannot be kept.");
        _droppedCounter.Add(0); // so that it is there to be watched before the first one
        meter.CreateObservableGauge("featureflag.exposures.waiting", () => Volatile.Read(ref _count), "{unit}", "Units whose exposures wait to be written.");
    }

    /// <summary>How many were dropped since the server started.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Notes what an evaluation of a single flag made of a unit: in the experiment that dealt it a variant, and in the flag's holdout.</summary>
    public void TryWrite(Guid environmentId, in EvaluationResult result, in EvaluationContext context)
    {
        if (result.Experiment is { } experiment && experiment.UnitOf(context) is { } unit)
        {
            Note(new(experiment.Run, unit, result.Variant!.Key), environmentId, experiment, context);
        }

        // Whatever came of its prerequisites, which may be linked to the same holdout: else one group would be noted less often.
        if (result.Flag is { IsOn: true, Holdout: { } holdout } && holdout.GroupOf(context) is { } group && holdout.UnitOf(context) is { } member)
        {
            Note(new(holdout.Run, member, group == HoldoutGroup.HeldOut ? HeldOut : Measured), environmentId, null, context);
        }
    }

    /// <summary>Some of what waits, at most so much; it waits no more.</summary>
    public IReadOnlyList<Sighting> Take(int most)
    {
        var taken = new List<Sighting>();
        foreach (var (key, seen) in _seen)
        {
            if (taken.Count == most)
            {
                break;
            }

            if (_seen.TryRemove(new(key, seen)))
            {
                Interlocked.Decrement(ref _count);
                taken.Add(seen.Close(key));
            }
        }

        return taken;
    }

    /// <summary>Takes back what could not be written.</summary>
    public void Return(IEnumerable<Sighting> sightings)
    {
        foreach (var sighting in sightings)
        {
            Add(sighting.Key, sighting);
        }
    }

    private void Note(in SightingKey key, Guid environmentId, CompiledExperiment? experiment, in EvaluationContext context)
    {
        var at = context.Now.ToUnixTimeMilliseconds();
        if (_seen.TryGetValue(key, out var seen) && seen.TryCount(at))
        {
            return;
        }

        if (!CanBeKept(key.Unit))
        {
            Drop();
            return;
        }

        Add(key, new(key, environmentId, at, 1, experiment?.DimensionsOf(context)));
    }

    private void Add(in SightingKey key, Sighting sighting)
    {
        while (true)
        {
            if (_seen.TryGetValue(key, out var seen))
            {
                if (seen.TryAdd(sighting))
                {
                    return;
                }

                continue; // it is being taken at this moment
            }

            if (Interlocked.Increment(ref _count) > Capacity)
            {
                Interlocked.Decrement(ref _count);
                Drop();
                return;
            }

            if (_seen.TryAdd(key, new Seen(sighting)))
            {
                return;
            }

            Interlocked.Decrement(ref _count);
        }
    }

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        _droppedCounter.Add(1);
    }

    /// <summary>What a flag buckets by may be any attribute; both databases can hold this much of them.</summary>
    private static bool CanBeKept(string unit) => EvaluationContext.IsUserId(unit) && Text.IsWellFormed(unit);

    /// <summary>Sightings of one unit, until they are taken.</summary>
    private sealed class Seen(Sighting first)
    {
        private readonly Lock _gate = new();
        private Sighting _all = first;
        private long _more;
        private bool _isClosed;

        /// <returns>False: it was taken, or this sighting is earlier than the first and brings its attributes.</returns>
        public bool TryCount(long at)
        {
            lock (_gate)
            {
                if (_isClosed || at < _all.FirstAt)
                {
                    return false;
                }

                _more++;
                return true;
            }
        }

        public bool TryAdd(Sighting sighting)
        {
            lock (_gate)
            {
                if (_isClosed)
                {
                    return false;
                }

                _all = _all.With(sighting);
                return true;
            }
        }

        public Sighting Close(in SightingKey key)
        {
            lock (_gate)
            {
                _isClosed = true;
                return _all with { Key = key, Count = _all.Count + _more };
            }
        }
    }
}
