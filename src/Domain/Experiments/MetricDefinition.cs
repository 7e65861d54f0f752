using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Experiments;

/// <summary>How metric events of one environment become one number per unit. Immutable: a change is a new value with the next version.</summary>
public sealed record MetricDefinition : MetricCalculation, IAudited
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>As a flag's; unique in its environment.</summary>
    public required string Key { get; init; }

    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>1 when created, then one more with each change.</summary>
    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    string IAudited.EntityType => "metric";

    /// <summary>The changed state as the next version of this metric; this metric itself when nothing differs.</summary>
    public MetricDefinition Update(MetricDefinition changed, DateTimeOffset now) =>
        Change.Updated(this, changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    JsonObject IAudited.Describe()
    {
        var fields = new JsonObject { ["key"] = Key, ["name"] = Name, ["description"] = Description };
        foreach (var (name, value) in JsonSerializer.SerializeToNode<MetricCalculation>(this, DomainJson.Options)!.AsObject())
        {
            fields[name] = value?.DeepClone();
        }

        return fields;
    }
}

/// <summary>What of a metric decides its numbers.</summary>
public record MetricCalculation
{
    /// <summary>What a unit's number is.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>Which events count; for a ratio those of the numerator.</summary>
    public required EventSelection Events { get; init; }

    /// <summary>The events that a ratio divides by; null for every other kind.</summary>
    public EventSelection? Denominator { get; init; }

    /// <summary>For a quantile: more than 0 and less than 1; otherwise null.</summary>
    public double? Quantile { get; init; }

    /// <summary>Whether more is better.</summary>
    public MetricDirection Direction { get; init; } = MetricDirection.Increase;

    /// <summary>Which time after a unit's first exposure counts.</summary>
    public MetricWindow Window { get; init; } = new();

    /// <summary>Cuts the largest units; null: nothing is cut. Not for proportion, retention and quantile.</summary>
    public MetricCap? Cap { get; init; }

    /// <summary>Days before the exposure that reduce variance (CUPED), 1 to 60; null: not used. Not for quantile and retention.</summary>
    public int? CupedDays { get; init; }

    /// <summary>The relative change worth finding, such as 0.05; for plans. More than 0.</summary>
    public double? MinimumEffect { get; init; }

    /// <summary>As a guardrail: the relative harm that is tolerated, such as 0.02; more than 0, less than 1.</summary>
    public double? Margin { get; init; }
}

/// <summary>Events of one name that pass all filters.</summary>
public sealed record EventSelection
{
    /// <summary>The name that metric events carry, 1 to 100 characters.</summary>
    public required string Event { get; init; }

    /// <summary>What is added up in a ratio: how many, or their values. Elsewhere the metric's kind decides.</summary>
    public EventAggregate Aggregate { get; init; } = EventAggregate.Sum;

    /// <summary>All must hold.</summary>
    public IReadOnlyList<EventFilter> Filters { get; init; } = [];
}

/// <summary>A condition on one attribute of an event.</summary>
/// <param name="Attribute">Its name, or "$value" for the event's own value.</param>
/// <param name="Operator">"equals", "not_equals", "gt", "gte", "lt", "lte", "exists" or "not_exists".</param>
/// <param name="Values">Texts, numbers or booleans: any for equals and not_equals, exactly one number for the comparisons, none for exists.</param>
public sealed record EventFilter(string Attribute, string Operator, IReadOnlyList<JsonToken>? Values = null)
{
    public const string Value = "$value";

    /// <summary>Texts, numbers or booleans: 1 to 100 for equals and not_equals, exactly one number for the comparisons, none for exists and not_exists.</summary>
    public IReadOnlyList<JsonToken> Values { get; init; } = Values ?? [];

    public static IReadOnlyList<string> Operators { get; } = ["equals", "not_equals", "gt", "gte", "lt", "lte", "exists", "not_exists"];
}

/// <summary>Which time after a unit's first exposure counts: after a delay, so many hours.</summary>
public sealed record MetricWindow
{
    /// <summary>"none": to the end of the run. "conversion": so long after the exposure, also after the run. "lookback": the last hours of the run.</summary>
    public MetricWindowKind Kind { get; init; } = MetricWindowKind.None;

    /// <summary>How long, in hours; more than 0, at most 2160. Null without a window.</summary>
    public double? Hours { get; init; }

    /// <summary>How long after the exposure it begins, in hours; 0 or more, at most 2160.</summary>
    public double DelayHours { get; init; }

    /// <summary>Only units whose window is over.</summary>
    public bool MatureOnly { get; init; }
}

/// <summary>How the largest units are cut (winsorised): one limit for all arms together.</summary>
public sealed record MetricCap
{
    /// <summary>The share of units at or below the cap, such as 0.999; null with a value.</summary>
    public double? Percentile { get; init; }

    /// <summary>A fixed cap; null with a percentile.</summary>
    public double? Value { get; init; }

    /// <summary>The percentile is that of units that are not 0.</summary>
    public bool IgnoreZeros { get; init; }
}

/// <summary>What a unit's number is.</summary>
public enum MetricKind
{
    /// <summary>1 if there was an event.</summary>
    Proportion,

    /// <summary>How many events.</summary>
    Count,

    /// <summary>The sum of the events' values.</summary>
    Sum,

    /// <summary>The mean of the events' values, over all events of an arm: a ratio of sum and count.</summary>
    Mean,

    /// <summary>One sum or count over another.</summary>
    Ratio,

    /// <summary>A quantile over units of the sum of the events' values.</summary>
    Quantile,

    /// <summary>1 if there was an event within the window, which begins after a delay.</summary>
    Retention,
}

public enum MetricDirection
{
    /// <summary>More is better.</summary>
    Increase,

    /// <summary>Less is better.</summary>
    Decrease,
}

public enum EventAggregate
{
    Sum,
    Count,
}

public enum MetricWindowKind
{
    /// <summary>To the end of the run.</summary>
    None,

    /// <summary>So long after the exposure; it may outlive the run.</summary>
    Conversion,

    /// <summary>The last hours of the run, never before the exposure.</summary>
    Lookback,
}
