using System.Globalization;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>What the definitions say, unit by unit over all that was sent: slow, without SQL, sharing nothing with what it checks.</summary>
internal sealed class NaiveResults(GeneratedExperiment sent, DateTimeOffset asOf)
{
    private readonly RunSubject _subject = sent.Subject;

    private DateTimeOffset Until => _subject.Run.EndedAt is { } end && end < asOf ? end : asOf;

    /// <summary>Unit → arm and first exposure.</summary>
    public Dictionary<string, (string Arm, DateTimeOffset T0)> Units() => sent.Exposures
        .Where(e => e.At >= _subject.Run.StartedAt && _subject.Arms.Contains(e.Variant))
        .GroupBy(e => (e.Unit, e.Variant), (key, all) => (key.Unit, key.Variant, First: all.Min(e => e.At))) // a later sighting is none
        .Where(e => e.First < Until)
        .GroupBy(e => e.Unit)
        .Where(unit => unit.Count() == 1 || _subject.Analysis.MultiExposed == MultiExposedUnits.FirstVariant)
        .ToDictionary(unit => unit.Key, unit => unit.OrderBy(e => e.First).ThenBy(e => e.Variant, StringComparer.Ordinal).Select(e => (e.Variant, e.First)).First());

    public int MultiExposed() => sent.Exposures.Where(e => _subject.Arms.Contains(e.Variant)).GroupBy(e => (e.Unit, e.Variant), (key, all) => (key.Unit, key.Variant, First: all.Min(e => e.At)))
        .Where(e => e.First < Until).GroupBy(e => e.Unit).Count(unit => unit.Count() > 1);

    /// <summary>Per arm the values y and x of its units, cut.</summary>
    public Dictionary<string, List<(double Y, double X, bool Converted)>> Values(MetricCalculation metric)
    {
        var all = Units().Where(unit => !metric.Window.MatureOnly || unit.Value.T0 + Delay(metric) + Length(metric)!.Value <= asOf)
            .Select(unit => (unit.Value.Arm, Value: Of(metric, unit.Key, unit.Value.T0))).ToList();
        var cap = Cap(metric, [.. all.Select(unit => unit.Value.Y)]);
        return all.GroupBy(unit => unit.Arm).ToDictionary(
            arm => arm.Key,
            arm => arm.Select(unit => (Math.Min(unit.Value.Y, cap), metric.CupedDays is null ? unit.Value.X : Math.Min(unit.Value.X, cap), unit.Value.Converted)).ToList());
    }

    public double Cap(MetricCalculation metric)
    {
        var all = Units().Select(unit => Of(metric, unit.Key, unit.Value.T0).Y).ToList();
        return Cap(metric, all);
    }

    private static double Cap(MetricCalculation metric, List<double> values)
    {
        if (metric.Cap is not { } cap)
        {
            return double.PositiveInfinity;
        }

        if (cap.Value is { } given)
        {
            return given;
        }

        var sorted = values.Where(value => !cap.IgnoreZeros || value != 0).Order().ToList();
        return sorted.Count == 0 ? double.PositiveInfinity : sorted[(int)Math.Ceiling(sorted.Count * cap.Percentile!.Value) - 1];
    }

    private static TimeSpan Delay(MetricCalculation metric) => TimeSpan.FromHours(metric.Window.DelayHours);

    private static TimeSpan? Length(MetricCalculation metric) => metric.Window.Hours is { } hours ? TimeSpan.FromHours(hours) : null;

    private (double Y, double X, bool Converted) Of(MetricCalculation metric, string unit, DateTimeOffset t0)
    {
        var from = t0 + Delay(metric);
        var to = Until;
        if (metric.Window.Kind == MetricWindowKind.Conversion)
        {
            to = from + Length(metric)!.Value < asOf ? from + Length(metric)!.Value : asOf;
        }
        else if (metric.Window.Kind == MetricWindowKind.Lookback && Until - Length(metric)!.Value > from)
        {
            from = Until - Length(metric)!.Value;
        }

        var own = _byUnit.Value[unit].ToList();
        var counted = Passing(own, metric.Events, from, to);
        var y = Number(metric.Kind, metric.Events.Aggregate, counted);
        var x = metric.Kind switch
        {
            MetricKind.Mean => counted.Count(e => e.Value is not null),
            MetricKind.Ratio => Aggregate(metric.Denominator!.Aggregate, Passing(own, metric.Denominator, from, to)),
            _ when metric.CupedDays is { } days => Number(metric.Kind, metric.Events.Aggregate, Passing(own, metric.Events, t0.AddDays(-days), t0)),
            _ => 0,
        };
        return (y, x, counted.Count > 0);
    }

    private readonly Lazy<ILookup<string, RawEvent>> _byUnit = new(() => sent.Events.ToLookup(e => e.Unit));

    private static List<RawEvent> Passing(List<RawEvent> events, EventSelection selection, DateTimeOffset from, DateTimeOffset to) =>
        [.. events.Where(e => e.Event == selection.Event && e.At >= from && e.At < to && selection.Filters.All(filter => Passes(e, filter)))];

    private static double Number(MetricKind kind, EventAggregate aggregate, List<RawEvent> events) => kind switch
    {
        MetricKind.Proportion or MetricKind.Retention => events.Count > 0 ? 1 : 0,
        MetricKind.Count => events.Count,
        MetricKind.Ratio => Aggregate(aggregate, events),
        _ => events.Sum(e => e.Value ?? 0),
    };

    private static double Aggregate(EventAggregate aggregate, List<RawEvent> events) => aggregate == EventAggregate.Count ? events.Count : events.Sum(e => e.Value ?? 0);

    private static bool Passes(RawEvent e, EventFilter filter)
    {
        object? value = filter.Attribute == EventFilter.Value ? e.Value : e.Attributes?.GetValueOrDefault(filter.Attribute);
        return filter.Operator switch
        {
            "exists" => value is not null,
            "not_equals" => value is not null && !filter.Values.Any(other => Same(value, other)),
            "equals" => value is not null && filter.Values.Any(other => Same(value, other)),
            "gte" => value is int or double && Real(value) >= double.Parse(filter.Values[0].Text, CultureInfo.InvariantCulture),
            _ => throw new NotSupportedException(filter.Operator),
        };
    }

    /// <summary>By JSON type.</summary>
    private static bool Same(object value, JsonToken other) => value switch
    {
        string text => other.AsString() == text,
        bool flag => other.Text == (flag ? "true" : "false"),
        _ => other.AsString() is null && double.TryParse(other.Text, CultureInfo.InvariantCulture, out var number) && number == Real(value),
    };

    private static double Real(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
