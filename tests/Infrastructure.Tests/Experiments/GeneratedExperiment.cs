using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>
/// What clients sent in three weeks, by seed: three arms, units in several of them, in none and after the end, events before the exposure and at its very
/// millisecond, without a value, late ones and the same one again, and one metric of each kind.
/// </summary>
internal sealed class GeneratedExperiment
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 6, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddDays(14).AddHours(5);

    private readonly Random _random;

    public GeneratedExperiment(int seed, long run, int units, bool isOver, MultiExposedUnits multiExposed)
    {
        _random = new Random(seed);
        Subject = new(
            "checkout-" + run,
            new()
            {
                Id = run,
                Number = 1,
                StartedAt = Start,
                EndedAt = isOver ? End : null,
                Design = new() { Arms = [new("red", 20_000), new("control", 50_000), new("green", 30_000)], Control = "control", Dimensions = ["country"] },
                Analysis = new() { MultiExposed = multiExposed, PlannedUnits = units * 3 / 4 },
            },
            [.. Metrics()]);
        for (var unit = 0; unit < units; unit++)
        {
            AddUnit(run, FormattableString.Invariant($"unit-{unit}"));
        }
    }

    public RunSubject Subject { get; }

    public List<RawExposure> Exposures { get; } = [];

    public List<RawEvent> Events { get; } = [];

    /// <summary>In another order, some of it twice or three times: what was retried.</summary>
    public (IReadOnlyList<RawExposure> Exposures, IReadOnlyList<RawEvent> Events) Sent()
    {
        RawExposure[] exposures = [.. Exposures, .. Exposures.Where(_ => _random.NextDouble() < 0.2)];
        RawEvent[] events = [.. Events, .. Events.Where(_ => _random.NextDouble() < 0.2)];
        _random.Shuffle(exposures);
        _random.Shuffle(events);
        return (exposures, events);
    }

    private static IEnumerable<SubjectMetric> Metrics()
    {
        yield return Metric("bought", MetricRole.Goal, new() { Kind = MetricKind.Proportion, Events = new() { Event = "purchase" }, CupedDays = 10 });
        yield return Metric("revenue", MetricRole.Goal, new()
        {
            Kind = MetricKind.Sum,
            Events = new() { Event = "purchase" },
            CupedDays = 14,
            Cap = new() { Percentile = 0.97, IgnoreZeros = true },
            MinimumEffect = 0.05,
        });
        yield return Metric("views", MetricRole.Secondary, new() { Kind = MetricKind.Count, Events = new() { Event = "view" }, Cap = new() { Percentile = 0.9 } });
        yield return Metric("large", MetricRole.Secondary, new()
        {
            Kind = MetricKind.Sum,
            Events = new() { Event = "purchase", Filters = [new(EventFilter.Value, "gte", [new("20")]), new("plan", "equals", [JsonToken.Of("5"), JsonToken.Of("pro")])] },
            Window = new() { Kind = MetricWindowKind.Conversion, Hours = 72, DelayHours = 1.5 },
            Cap = new() { Value = 120 },
        });
        yield return Metric("order-value", MetricRole.Secondary, new() { Kind = MetricKind.Mean, Events = new() { Event = "purchase" } });
        yield return Metric("click-rate", MetricRole.Secondary, new()
        {
            Kind = MetricKind.Ratio,
            Events = new() { Event = "purchase", Aggregate = EventAggregate.Count, Filters = [new("plan", "exists", [])] },
            Denominator = new() { Event = "view", Aggregate = EventAggregate.Sum, Filters = [new("page \"x\"", "not_equals", [new("3")])] },
            Window = new() { Kind = MetricWindowKind.Lookback, Hours = 100 },
        });
        yield return Metric("kept", MetricRole.Guardrail, new()
        {
            Kind = MetricKind.Retention, Events = new() { Event = "view" }, Window = new() { Kind = MetricWindowKind.Conversion, Hours = 24, DelayHours = 24, MatureOnly = true },
        }, 0.1);
        yield return Metric("slow", MetricRole.Guardrail, new()
        {
            Kind = MetricKind.Quantile, Quantile = 0.9, Direction = MetricDirection.Decrease, Events = new() { Event = "view", Filters = [new("plan", "equals", [new("5"), new("true")])] },
        }, 0.2);
        yield return Metric("all-views", MetricRole.Secondary, new() { Kind = MetricKind.Count, Events = new() { Event = "view" } });
        yield return Metric("never-sent", MetricRole.Secondary, new() { Kind = MetricKind.Count, Events = new() { Event = "nothing" } });
    }

    private static SubjectMetric Metric(string key, MetricRole role, MetricCalculation calculation, double? margin = null) => new(key, key, role, margin, calculation);

    private void AddUnit(long run, string unit)
    {
        var dice = _random.NextDouble();
        var variant = dice < 0.2 ? "red" : dice < 0.7 ? "control" : "green";
        var first = Start.AddMilliseconds(_random.NextInt64((long)(End - Start).TotalMilliseconds + 7_200_000)); // some after the end
        Expose(run, unit, variant, first);
        switch (_random.Next(25))
        {
            case 0:
                Expose(run, unit, variant == "red" ? "green" : "red", first.AddMilliseconds(_random.Next(3) * 1_000_000)); // at times in the same millisecond
                break;
            case 1:
                Expose(run, unit, "retired", first.AddHours(1));
                break;
            case 2 or 3 or 4:
                Expose(run, unit, variant, first.AddHours(_random.Next(40)));
                break;
        }

        AddEvent(unit, "view", first, 1);
        for (var i = _random.Next(-1, 5); i > 0; i--)
        {
            AddEvent(unit, "view", first.AddHours((_random.NextDouble() * 100) - 20), _random.Next(1, 5) / 2.0);
        }

        for (var i = _random.Next(-1, 3); i > 0; i--)
        {
            var amount = Math.Round(Math.Exp((_random.NextDouble() * 3) + (variant == "green" ? 1.6 : 1.5)), 2);
            AddEvent(unit, "purchase", first.AddMilliseconds((_random.NextDouble() * 400 * 3_600_000) - (150 * 3_600_000)), _random.Next(9) == 0 ? null : amount);
        }
    }

    private void Expose(long run, string unit, string variant, DateTimeOffset at) => Exposures.Add(new(run, unit, variant, Whole(at), new()
    {
        ["country"] = _random.Next(4) switch { 0 => "NL", 1 => 5, 2 => "5", _ => true },
    }));

    private void AddEvent(string unit, string name, DateTimeOffset at, double? value)
    {
        object[] plans = ["pro", "free", "5", 5, 5.5, true, "true"];
        var attributes = _random.Next(3) == 0 ? null : new Dictionary<string, object> { ["plan"] = plans[_random.Next(plans.Length)], ["page \"x\""] = _random.Next(5) };
        Events.Add(new(FormattableString.Invariant($"e{Events.Count}"), unit, name, Whole(at), value, attributes));
    }

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
