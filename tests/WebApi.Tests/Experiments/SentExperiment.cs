using System.Globalization;
using FeatureFlag.Domain.Experiments.Statistics.Distributions;
using FeatureFlag.WebApi.Tests.Events;

namespace FeatureFlag.WebApi.Tests.Experiments;

/// <summary>Events of a made-up experiment as they are sent, and what the definitions say of them, unit by unit: shares nothing with the server but Student's t.</summary>
internal sealed class SentExperiment
{
    public const string Bought = "bought";
    public const string Revenue = "revenue";
    public const string HomeViews = "home-views";

    /// <summary>What a spreadsheet would take for a formula.</summary>
    public const string Formula = "=1+1";

    private const int WindowHours = 20;

    private readonly List<Exposure> _exposures = [];
    private readonly List<Event> _events = [];
    private readonly Random _random = new(20_261_123);
    private readonly string _key;
    private readonly DateTimeOffset _start;

    public SentExperiment(string key, DateTimeOffset start, DateTimeOffset end)
    {
        (_key, _start) = (key, start);
        for (var unit = 0; unit < 640; unit++)
        {
            AddUnit($"unit-{unit}", (end - start).TotalHours);
        }

        OnTime = [.. Lines()];
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<string> OnTime { get; }

    /// <summary>Makes events of new and of known units in the first hours.</summary>
    /// <returns>Their lines. From now on they count.</returns>
    public IReadOnlyList<string> AddLate()
    {
        var before = Lines().ToHashSet();
        for (var unit = 640; unit < 660; unit++)
        {
            AddUnit($"unit-{unit}", 10);
        }

        for (var unit = 0; unit < 60; unit++)
        {
            Add($"unit-{unit}", "buy", _start.AddHours(_random.NextDouble() * 20), 25);
        }

        return [.. Lines().Where(line => !before.Contains(line))];
    }

    /// <summary>Unit → arm, first exposure and country: who was seen in one arm, whatever came how often in what order.</summary>
    public Dictionary<string, Exposure> Units(DateTimeOffset asOf) => _exposures
        .Where(e => e.At < asOf)
        .GroupBy(e => e.Unit)
        .Where(unit => unit.Select(e => e.Variant).Distinct().Count() == 1)
        .ToDictionary(unit => unit.Key, unit => unit.OrderBy(e => e.At).First());

    public Arm Of(string metric, string variant, DateTimeOffset asOf, string? country = null)
    {
        var values = Units(asOf).Values.Where(e => e.Variant == variant && (country is null || e.Country == country)).Select(e => Value(metric, e, asOf)).ToList();
        var mean = values.Average();
        return new(values.Count, values.Sum(), mean, metric == Bought ? mean * (1 - mean) : values.Sum(y => (y - mean) * (y - mean)) / (values.Count - 1));
    }

    /// <summary>Welch's test, by its formulas.</summary>
    public static (double Diff, double Se, double Df, double P) Welch(Arm control, Arm treatment)
    {
        var (a, b) = (control.Variance / control.Units, treatment.Variance / treatment.Units);
        var (diff, se) = (treatment.Mean - control.Mean, Math.Sqrt(a + b));
        var df = (a + b) * (a + b) / ((a * a / (control.Units - 1)) + (b * b / (treatment.Units - 1)));
        return (diff, se, df, 2 * StudentT.UpperTail(Math.Abs(diff / se), df));
    }

    private double Value(string metric, Exposure unit, DateTimeOffset asOf)
    {
        var own = _events.Where(e => e.Unit == unit.Unit && e.At >= unit.At && e.At < asOf);
        return metric switch
        {
            Bought => own.Any(e => e.Name == "buy") ? 1 : 0,
            Revenue => own.Where(e => e.Name == "buy" && e.At < unit.At.AddHours(WindowHours)).Sum(e => e.Amount ?? 0),
            _ => own.Count(e => e.Name == "view" && e.Page == "home"),
        };
    }

    private void AddUnit(string unit, double hours)
    {
        var variant = _random.Next(2) == 0 ? "red" : "blue";
        var country = _random.Next(5) switch { 0 => Formula, 1 or 2 => "CH", _ => "NL" };
        var first = Whole(_start.AddHours(_random.NextDouble() * hours * 0.9).AddSeconds(1));
        _exposures.Add(new(unit, variant, first, country));
        if (_random.Next(4) == 0)
        {
            _exposures.Add(new(unit, variant, Whole(first.AddHours(_random.NextDouble() * hours * 0.1)), "moved")); // seen again
        }

        if (_random.Next(40) == 0)
        {
            _exposures.Add(new(unit, variant == "red" ? "blue" : "red", Whole(first.AddHours(_random.NextDouble() * hours * 0.1)), country));
        }

        for (var buy = _random.Next(variant == "blue" ? 4 : 3); buy > 0; buy--)
        {
            Add(unit, "buy", first.AddHours((_random.NextDouble() * 34) - 10), _random.Next(8) == 0 ? null : _random.Next(100, 4000) / 100.0);
        }

        for (var view = _random.Next(5); view > 0; view--)
        {
            Add(unit, "view", first.AddHours((_random.NextDouble() * 30) - 5), null, _random.Next(3) == 0 ? "help" : "home");
        }
    }

    private void Add(string unit, string name, DateTimeOffset at, double? amount, string? page = null) =>
        _events.Add(new($"{_key}-{_events.Count}", unit, name, Whole(at), amount, page));

    private IEnumerable<string> Lines() => _exposures.Select((e, i) => EventStage.Exposure(_key, e.Unit, e.Variant, Text(e.At), $"{_key}-x{i}", $$""","attributes":{"country":"{{e.Country}}"}"""))
        .Concat(_events.Select(e => EventStage.Metric(
            e.Id,
            e.Unit,
            e.Name,
            Text(e.At),
            (e.Amount is { } amount ? string.Create(CultureInfo.InvariantCulture, $",\"value\":{amount}") : "") + (e.Page is null ? "" : $$""","attributes":{"page":"{{e.Page}}"}"""))));

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    public sealed record Arm(int Units, double Sum, double Mean, double Variance);

    public sealed record Exposure(string Unit, string Variant, DateTimeOffset At, string Country);

    private sealed record Event(string Id, string Unit, string Name, DateTimeOffset At, double? Amount, string? Page);
}
