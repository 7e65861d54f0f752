using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FluentValidation;

namespace FeatureFlag.Application.Metrics;

/// <summary>The fields of a metric that people write. Those that a body does not name keep their value.</summary>
public record MetricDefinitionFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>What a unit's number is: "proportion", "count", "sum", "mean", "ratio", "quantile" or "retention".</summary>
    public Optional<MetricKind> Kind { get; init; }

    /// <summary>Which events count; for a ratio those of the numerator.</summary>
    public Optional<EventSelection> Events { get; init; }

    /// <summary>The events that a ratio divides by; null for every other kind.</summary>
    public Optional<EventSelection?> Denominator { get; init; }

    /// <summary>For the kind "quantile": more than 0 and less than 1; otherwise null.</summary>
    public Optional<double?> Quantile { get; init; }

    /// <summary>"increase": more is better; "decrease": less is.</summary>
    public Optional<MetricDirection> Direction { get; init; }

    /// <summary>Which time after a unit's first exposure counts.</summary>
    public Optional<MetricWindow> Window { get; init; }

    /// <summary>Cuts the largest units; null: nothing is cut. Not for proportion, retention and quantile.</summary>
    public Optional<MetricCap?> Cap { get; init; }

    /// <summary>Days before the exposure that reduce variance (CUPED), 1 to 60; null: not used. Not for quantile and retention.</summary>
    public Optional<int?> CupedDays { get; init; }

    /// <summary>The relative change worth finding, such as 0.05; for plans. Null: none said.</summary>
    public Optional<double?> MinimumEffect { get; init; }

    /// <summary>As a guardrail: the relative harm that is tolerated, more than 0 and less than 1; null: each experiment says its own.</summary>
    public Optional<double?> Margin { get; init; }

    /// <summary>The metric with the named fields replaced, its version as it was. Only after validation.</summary>
    internal MetricDefinition ApplyTo(MetricDefinition metric) => metric with
    {
        Name = Name.Or(metric.Name),
        Description = Description.Or(metric.Description) ?? "",
        Kind = Kind.Or(metric.Kind),
        Events = Events.Or(metric.Events),
        Denominator = Denominator.Or(metric.Denominator),
        Quantile = Quantile.Or(metric.Quantile),
        Direction = Direction.Or(metric.Direction),
        Window = Window.Or(metric.Window),
        Cap = Cap.Or(metric.Cap),
        CupedDays = CupedDays.Or(metric.CupedDays),
        MinimumEffect = MinimumEffect.Or(metric.MinimumEffect),
        Margin = Margin.Or(metric.Margin),
    };
}

/// <summary>Checks the fields that are named, each for itself; how they go together is checked as a whole by <see cref="MetricCheck"/>.</summary>
internal sealed class MetricDefinitionFieldsValidator : AbstractValidator<MetricDefinitionFields>
{
    public MetricDefinitionFieldsValidator()
    {
        RuleFor(m => m.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(m => m.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(m => m.Events).WhenNamed(events => events.NotNull().WithMessage("must say which events count."));
        RuleFor(m => m.Window).WhenNamed(window => window.NotNull().WithMessage("must be a window; {\"kind\":\"none\"} for none."));
    }
}
