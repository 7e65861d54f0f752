using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Tests.Experiments;

internal sealed class MetricCheckTests
{
    private static readonly EventSelection Buy = new() { Event = "buy" };
    private static readonly MetricWindow Window = new() { Kind = MetricWindowKind.Conversion, Hours = 72 };

    private static IEnumerable<TestCaseData> Good() =>
        from metric in new MetricCalculation[]
        {
            Of(MetricKind.Proportion),
            Of(MetricKind.Proportion) with { CupedDays = 60, Margin = 0.02, MinimumEffect = 0.05, Window = Window with { MatureOnly = true, DelayHours = 2160 } },
            Of(MetricKind.Count) with { Cap = new() { Value = 0.5 }, Window = new() { Kind = MetricWindowKind.Lookback, Hours = 0.25 } },
            Of(MetricKind.Sum) with { Cap = new() { Percentile = 0.999, IgnoreZeros = true }, CupedDays = 1 },
            Of(MetricKind.Mean) with { CupedDays = 14 },
            Of(MetricKind.Ratio) with { Denominator = Buy with { Aggregate = EventAggregate.Count } },
            Of(MetricKind.Quantile) with { Quantile = 0.9 },
            Of(MetricKind.Retention) with { Window = Window with { DelayHours = 24 } },
            With(new EventFilter("plan", "equals", [JsonToken.Of("pro"), JsonToken.True, new("1.5")])),
            With(new EventFilter("plan", "exists")),
            With(new EventFilter("$value", "gte", [new("-1e3")])),
        }
        select new TestCaseData(metric).SetArgDisplayNames(metric.ToString()[..60]);

    private static IEnumerable<TestCaseData> Bad()
    {
        return new (string Field, MetricCalculation Metric)[]
        {
            ("kind", Of((MetricKind)(-1))),
            ("direction", Of(MetricKind.Count) with { Direction = (MetricDirection)(-1) }),
            ("events.event", Of(MetricKind.Count) with { Events = new() { Event = "" } }),
            ("events.event", Of(MetricKind.Count) with { Events = new() { Event = " " } }),
            ("events.event", Of(MetricKind.Count) with { Events = new() { Event = new('x', 101) } }),
            ("events.event", Of(MetricKind.Count) with { Events = new() { Event = "a\nb" } }),
            ("events.aggregate", Of(MetricKind.Count) with { Events = Buy with { Aggregate = (EventAggregate)(-1) } }),
            ("denominator", Of(MetricKind.Ratio)),
            ("denominator", Of(MetricKind.Mean) with { Denominator = Buy }),
            ("denominator", Of(MetricKind.Sum) with { Denominator = Buy }),
            ("denominator.event", Of(MetricKind.Ratio) with { Denominator = new() { Event = "" } }),
            ("quantile", Of(MetricKind.Quantile)),
            ("quantile", Of(MetricKind.Quantile) with { Quantile = 1 }),
            ("quantile", Of(MetricKind.Quantile) with { Quantile = double.NaN }),
            ("quantile", Of(MetricKind.Sum) with { Quantile = 0.5 }),
            ("window.kind", Of(MetricKind.Sum) with { Window = new() { Kind = (MetricWindowKind)(-1), Hours = 1 } }),
            ("window.kind", Of(MetricKind.Retention)),
            ("window.kind", Of(MetricKind.Retention) with { Window = new() { Kind = MetricWindowKind.Lookback, Hours = 1 } }),
            ("window.hours", Of(MetricKind.Sum) with { Window = new() { Kind = MetricWindowKind.Conversion } }),
            ("window.hours", Of(MetricKind.Sum) with { Window = Window with { Hours = 0 } }),
            ("window.hours", Of(MetricKind.Sum) with { Window = Window with { Hours = 2160.5 } }),
            ("window.hours", Of(MetricKind.Sum) with { Window = new() { Hours = 1 } }),
            ("window.delay_hours", Of(MetricKind.Sum) with { Window = Window with { DelayHours = -1 } }),
            ("window.delay_hours", Of(MetricKind.Sum) with { Window = Window with { DelayHours = double.PositiveInfinity } }),
            ("window.mature_only", Of(MetricKind.Sum) with { Window = new() { MatureOnly = true } }),
            ("cap", Of(MetricKind.Proportion) with { Cap = new() { Value = 1 } }),
            ("cap", Of(MetricKind.Retention) with { Window = Window, Cap = new() { Value = 1 } }),
            ("cap", Of(MetricKind.Quantile) with { Quantile = 0.5, Cap = new() { Value = 1 } }),
            ("cap", Of(MetricKind.Sum) with { Cap = new() }),
            ("cap", Of(MetricKind.Sum) with { Cap = new() { Value = 1, Percentile = 0.9 } }),
            ("cap.percentile", Of(MetricKind.Sum) with { Cap = new() { Percentile = 1 } }),
            ("cap.percentile", Of(MetricKind.Sum) with { Cap = new() { Percentile = 0.49 } }),
            ("cap.value", Of(MetricKind.Sum) with { Cap = new() { Value = 0 } }),
            ("cap.value", Of(MetricKind.Sum) with { Cap = new() { Value = double.PositiveInfinity } }),
            ("cap.ignore_zeros", Of(MetricKind.Sum) with { Cap = new() { Value = 1, IgnoreZeros = true } }),
            ("cuped_days", Of(MetricKind.Sum) with { CupedDays = 0 }),
            ("cuped_days", Of(MetricKind.Sum) with { CupedDays = 61 }),
            ("cuped_days", Of(MetricKind.Quantile) with { Quantile = 0.5, CupedDays = 7 }),
            ("cuped_days", Of(MetricKind.Retention) with { Window = Window, CupedDays = 7 }),
            ("minimum_effect", Of(MetricKind.Sum) with { MinimumEffect = 0 }),
            ("minimum_effect", Of(MetricKind.Sum) with { MinimumEffect = double.PositiveInfinity }),
            ("margin", Of(MetricKind.Sum) with { Margin = 0 }),
            ("margin", Of(MetricKind.Sum) with { Margin = 1 }),
            ("events.filters", Of(MetricKind.Sum) with { Events = Buy with { Filters = [.. Enumerable.Repeat(new EventFilter("a", "exists"), 21)] } }),
            ("events.filters[0]", With(null!)),
            ("events.filters[0].attribute", With(new EventFilter("", "exists"))),
            ("events.filters[0].attribute", With(new EventFilter("$other", "exists"))),
            ("events.filters[0].operator", With(new EventFilter("a", "is"))),
            ("events.filters[0].values", With(new EventFilter("a", "exists", [new("1")]))),
            ("events.filters[0].values", With(new EventFilter("a", "equals"))),
            ("events.filters[0].values", With(new EventFilter("a", "equals", [.. Enumerable.Repeat(new JsonToken("1"), 101)]))),
            ("events.filters[0].values", With(new EventFilter("a", "gt", [JsonToken.Of("1")]))),
            ("events.filters[0].values", With(new EventFilter("a", "lt", [new("1"), new("2")]))),
            ("events.filters[0].values", With(new EventFilter("a", "lt", [new("1e999")]))),
            ("events.filters[0].values[1]", With(new EventFilter("a", "equals", [new("1"), new("null")]))),
            ("events.filters[0].values[0]", With(new EventFilter("a", "equals", [new("[]")]))),
            ("events.filters[0].values[0]", With(new EventFilter("$value", "equals", [JsonToken.True]))),
        }.Select((bad, i) => new TestCaseData(bad.Field, bad.Metric).SetArgDisplayNames($"{i}: {bad.Field}"));
    }

    [TestCaseSource(nameof(Good))]
    public void Accepts(MetricCalculation metric) => Assert.That(MetricCheck.Check(metric).ByPath(), Is.Empty);

    [TestCaseSource(nameof(Bad))]
    public void Says_what_is_wrong_at_its_field(string field, MetricCalculation metric) =>
        Assert.That(MetricCheck.Check(metric).ByPath().Keys, Is.EqualTo(new[] { field }));

    [Test]
    public void Lists_the_words_that_there_are() =>
        Assert.That(
            MetricCheck.Check(Of(MetricKind.Sum) with { Direction = (MetricDirection)(-1) }).ByPath()["direction"],
            Is.EqualTo(new[] { "must be \"increase\" or \"decrease\"." }));

    private static MetricCalculation Of(MetricKind kind) => new() { Kind = kind, Events = Buy };

    private static MetricCalculation With(EventFilter filter) => Of(MetricKind.Sum) with { Events = Buy with { Filters = [filter] } };
}
