using System.Text;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Demo;

/// <summary>
/// Three weeks of visitors to an imaginary shop, the same whenever they are simulated: who comes when, which variants the real evaluation gives
/// them, and what they do then. What has an effect, and which, stands in <see cref="Taste"/>.
/// </summary>
/// <param name="snapshot">As the shop's servers would evaluate.</param>
/// <param name="runs">When the demo's runs started, by their numbers.</param>
/// <param name="start">When the first visitors come: a full hour.</param>
internal sealed class DemoShop(EnvironmentSnapshot snapshot, IReadOnlyDictionary<long, DateTimeOffset> runs, DateTimeOffset start)
{
    private const ulong Seed = 0x5EED;

    /// <summary>Every so many visitors come back with another id, and see another variant.</summary>
    private const int Confused = 251;

    private static readonly byte[] Books = """{"category":"books"}"""u8.ToArray();
    private static readonly byte[] Games = """{"category":"games"}"""u8.ToArray();

    private readonly DemoRhythm _rhythm = new(start, start.AddDays(DemoExperiments.Days));
    private readonly Dictionary<SightingKey, Sighting> _sightings = [];
    private readonly Dictionary<(CompiledVariant Variant, long Hour), FlagUsed> _usage = [];
    private readonly CompiledFlag[] _flags = [.. DemoContent.AskedFlags.Select(key => snapshot.Find(key.AsSpan())).OfType<CompiledFlag>()];
    private EventBatch _batch = new(snapshot.EnvironmentId);

    /// <summary>What is known of a visitor.</summary>
    public static string[] Dimensions { get; } = ["country", "device", "plan"];

    public IReadOnlyCollection<Sighting> Sightings => _sightings.Values;

    public IReadOnlyCollection<FlagUsed> Usage => _usage.Values;

    /// <summary>Metric events, in batches as clients would post them; exposures and usage are complete after the last one.</summary>
    public IEnumerable<EventBatch> Simulate(int visitors)
    {
        for (var number = 0; number < visitors; number++)
        {
            Simulate(new Visitor(number));
            if (_batch.Events.Length > EventBatch.MaxEvents - 1000)
            {
                yield return _batch;
                _batch = new(snapshot.EnvironmentId);
            }
        }

        yield return _batch;
    }

    private void Simulate(Visitor visitor)
    {
        var random = visitor.Random;
        var first = _rhythm.Any(random);
        if (visitor.IsKnown)
        {
            Remember(visitor, first);
        }

        var end = start.AddDays(DemoExperiments.Days).ToUnixTimeMilliseconds();
        var left = (double)(end - first) / (end - start.ToUnixTimeMilliseconds());
        long[] visits = [first, .. Enumerable.Range(0, Math.Min(12, random.Poisson(1.6 * visitor.Activity * left))).Select(_ => _rhythm.After(first, random))];
        Array.Sort(visits);
        foreach (var at in visits)
        {
            Evaluate(visitor, at, at == first);
            Act(visitor, at, end - 1, visitor.Taste);
        }
    }

    /// <summary>What somebody did before, without any experiment.</summary>
    private void Remember(Visitor visitor, long first)
    {
        var visits = Math.Min(8, visitor.Random.Poisson(1.2 * visitor.Activity));
        for (var i = 0; i < visits; i++)
        {
            Act(visitor, first - 1 - (long)(visitor.Random.Next() * TimeSpan.FromDays(DemoExperiments.HistoryDays).TotalMilliseconds), first - 1, new());
        }
    }

    private void Evaluate(Visitor visitor, long at, bool isFirst)
    {
        var context = visitor.Context with { Now = DateTimeOffset.FromUnixTimeMilliseconds(at) };
        foreach (var flag in _flags)
        {
            if (!visitor.Reaches(flag.Key) || (flag.Experiment is { } experiment && runs.TryGetValue(experiment.Run, out var begun) && context.Now < begun))
            {
                continue;
            }

            var result = Evaluator.Evaluate(snapshot, flag, context);
            Count(result, at, isFirst && flag.IsClientVisible);
            Note(visitor, result, context);
        }
    }

    /// <summary>As a server does that evaluates each flag where it is needed; the page's own flags come in bulk once.</summary>
    private void Count(in EvaluationResult result, long at, bool isBulkToo)
    {
        var (key, hour) = (result.Flag!.Key, at / (long)TimeSpan.FromHours(1).TotalMilliseconds);
        var used = _usage.GetValueOrDefault((result.Variant!, hour)) ?? new(snapshot.EnvironmentId, key, hour, result.Variant!.Key, 0, 0, at);
        _usage[(result.Variant!, hour)] = used with { Single = used.Single + 1, Bulk = used.Bulk + (isBulkToo ? 1 : 0), LastAt = Math.Max(used.LastAt, at) };
    }

    /// <summary>Exposures, as <see cref="ExposureSink"/> notes them; except those that a broken client loses.</summary>
    private void Note(Visitor visitor, in EvaluationResult result, in EvaluationContext context)
    {
        if (result.Experiment is { } experiment && runs.ContainsKey(experiment.Run) && experiment.UnitOf(context) is { } unit)
        {
            var (flag, variant) = (result.Flag!.Key, result.Variant!.Key);
            visitor.Taste = visitor.Taste.After(flag, variant);
            if (!visitor.Loses(flag, variant))
            {
                Add(new(experiment.Run, unit, variant), context, experiment.DimensionsOf(context));
            }

            if (flag == DemoContent.ShippingHint && visitor.Number % Confused == 0)
            {
                Add(new(experiment.Run, unit, result.Flag.Variants.First(other => other.Key != variant).Key), context, experiment.DimensionsOf(context));
            }
        }

        if (result.Flag is { IsOn: true, Holdout: { } holdout } && holdout.GroupOf(context) is { } group && holdout.UnitOf(context) is { } member)
        {
            Add(new(holdout.Run, member, group == HoldoutGroup.HeldOut ? ExposureSink.HeldOut : ExposureSink.Measured), context, null);
        }
    }

    private void Add(SightingKey key, in EvaluationContext context, string? attributes)
    {
        var sighting = new Sighting(key, snapshot.EnvironmentId, context.Now.ToUnixTimeMilliseconds(), 1, attributes);
        _sightings[key] = _sightings.TryGetValue(key, out var before) ? before.With(sighting) : sighting;
    }

    /// <summary>One visit: pages, then perhaps errors and an order, within an hour.</summary>
    private void Act(Visitor visitor, long at, long latest, Taste taste)
    {
        var random = visitor.Random;
        for (var page = Math.Min(9, random.Poisson(1.1 * visitor.Activity)); page >= 0; page--)
        {
            Post(visitor, DemoExperiments.PageView, Later(10), null);
        }

        for (var errors = Math.Min(5, random.Poisson(0.22 * taste.Errors)); errors > 0; errors--)
        {
            Post(visitor, DemoExperiments.CheckoutError, Later(30), null);
        }

        if (random.Chance(Math.Min(0.6, 0.2 * visitor.Activity * taste.Orders)))
        {
            var (when, items) = (Later(60), 1 + random.Poisson(0.8));
            var category = random.Chance(0.6) ? Books : Games;
            Post(visitor, DemoExperiments.Order, when, Math.Round(random.LogNormal(22, 0.5) * (0.5 + (0.5 * items)) * taste.Value, 2), category);
            Post(visitor, DemoExperiments.Items, when, items, category);
        }

        long Later(double minutes) => Math.Min(latest, at + 1 + (long)(random.Next() * TimeSpan.FromMinutes(minutes).TotalMilliseconds));
    }

    private void Post(Visitor visitor, string name, long at, double? value, byte[]? attributes = null) => _batch.Add(new()
    {
        Id = PostedEvent.IdOf(snapshot.EnvironmentId, visitor.NextId()),
        At = at,
        Unit = visitor.Id,
        Attributes = attributes,
        Value = value,
        Line = _batch.Events.Length + 1,
        Name = _batch.PlaceOf(name),
        Variant = -1,
    });

    /// <summary>What the variants that a visitor has seen make of them, as factors.</summary>
    private readonly record struct Taste(double Orders, double Value, double Errors)
    {
        public Taste()
            : this(1, 1, 1)
        {
        }

        public Taste After(string flag, string variant) => (flag, variant) switch
        {
            (DemoContent.CheckoutButton, "friendly") => new() { Orders = 1.25, Errors = 0.93 },
            (DemoContent.CheckoutButton, "urgent") => new() { Orders = 1.03 },
            (DemoContent.SearchRanking, "meaning") => this with { Orders = Math.Max(Orders, 1.05) },
            (DemoContent.Recommendations, "on") => new() { Value = 1.03 },
            _ => this,
        };
    }

    private sealed class Visitor
    {
        private readonly string _device;
        private readonly bool _hasOldApp;
        private readonly double _curiosity;
        private int _posted;

        public Visitor(int number)
        {
            Number = number;
            Random = new(Seed + ((ulong)number << 20));
            var name = $"visitor-{number:00000}";
            Id = Encoding.UTF8.GetBytes(name);
            Activity = Random.LogNormal(1, 0.5);
            IsKnown = Random.Chance(0.6);
            _device = Random.Pick(("mobile", 0.58), ("desktop", 0.36), ("tablet", 0.06));
            _hasOldApp = Random.Chance(0.16);
            _curiosity = Random.Next();
            Context = new EvaluationContext(name, new Attributes
            {
                { "country", Random.Pick(("DE", 0.35), ("NL", 0.2), ("FR", 0.15), ("US", 0.15), ("BE", 0.1), ("GB", 0.05)) },
                { "device", _device },
                { "plan", Random.Pick(("free", 0.7), ("pro", 0.22), ("team", 0.08)) },
            });
        }

        public int Number { get; }

        public DemoRandom Random { get; }

        /// <summary>In UTF-8.</summary>
        public byte[] Id { get; }

        /// <summary>1 for the middle one; it shows before and after the exposure, which is what CUPED lives on.</summary>
        public double Activity { get; }

        public bool IsKnown { get; }

        public EvaluationContext Context { get; }

        public Taste Taste { get; set; } = new();

        /// <summary>Whether the visitor gets to where the flag is asked for.</summary>
        public bool Reaches(string flag) => _curiosity < flag switch
        {
            DemoContent.CheckoutButton => 0.72,
            DemoContent.Recommendations => 0.8,
            DemoContent.SearchRanking => 0.6,
            _ => 1,
        };

        /// <summary>An old version of the app does not report one variant.</summary>
        public bool Loses(string flag, string variant) =>
            flag == DemoContent.SearchRanking && variant == "meaning" && _device == "mobile" && _hasOldApp;

        public byte[] NextId() => [.. Id, .. Encoding.UTF8.GetBytes($"-{++_posted}")];
    }
}
