using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FluentValidation;

namespace FeatureFlag.Application.Experiments;

/// <summary>The fields of an experiment that people write. Those that a body does not name keep their value.</summary>
public record ExperimentFields
{
    /// <summary>1 to 200 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>What is expected, and why: at most 4000 characters.</summary>
    public Optional<string?> Hypothesis { get; init; }

    /// <summary>At most 4000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>The flag it runs on, of the same environment. Only a draft can change it.</summary>
    public Optional<string> FlagKey { get; init; }

    /// <summary>At least two variants of the flag in bucket order, at most 20. Weights are parts of 100000 and sum to it.</summary>
    public Optional<IReadOnlyList<VariantWeight>> Arms { get; init; }

    /// <summary>The arm that the others are compared with.</summary>
    public Optional<string> Control { get; init; }

    /// <summary>0 to 100, up to 3 decimals (2 in a layer): the share of units that take part; at first 100.</summary>
    public Optional<decimal> TrafficPercentage { get; init; }

    /// <summary>Who takes part; null: everybody that no target and no rule of the flag decides about.</summary>
    public Optional<Condition?> When { get; init; }

    /// <summary>1 to 100 characters that no run has used; null: each run gets one.</summary>
    public Optional<string?> Salt { get; init; }

    /// <summary>The key of the layer it shares units in; null: none.</summary>
    public Optional<string?> Layer { get; init; }

    /// <summary>The key of the holdout that is kept out of it; null: none.</summary>
    public Optional<string?> Holdout { get; init; }

    /// <summary>Up to 10 attributes to break results down by; kept with a unit's first exposure.</summary>
    public Optional<IReadOnlyList<string>> Dimensions { get; init; }

    /// <summary>What is measured, at most 50; at least one goal to start. While it runs, secondary ones and guardrails may come.</summary>
    public Optional<IReadOnlyList<ExperimentMetric>> Metrics { get; init; }

    /// <summary>How it is judged: "hybrid" (at first), "sequential", "fixed" or "bayesian".</summary>
    public Optional<AnalysisMode> Mode { get; init; }

    /// <summary>The share of false positives that is accepted: 0.001 to 0.2, at first 0.05.</summary>
    public Optional<double> Alpha { get; init; }

    /// <summary>How goals are corrected for how many there are: "holm" (at first), "bh" (only in mode fixed or bayesian) or "none".</summary>
    public Optional<MultipleTesting> Correction { get; init; }

    /// <summary>How many units are planned, all arms together, from 200 on; null: none.</summary>
    public Optional<long?> PlannedUnits { get; init; }

    /// <summary>When it ends at the latest; null: open.</summary>
    public Optional<DateTimeOffset?> PlannedEnd { get; init; }

    /// <summary>What becomes of units that were seen in more than one variant: "exclude" (at first) or "first_variant".</summary>
    public Optional<MultiExposedUnits> MultiExposed { get; init; }

    /// <summary>Standard deviation of the prior of the lift about 0, such as 0.3; null: flat.</summary>
    public Optional<double?> PriorSd { get; init; }

    /// <summary>What was learned: at most 4000 characters.</summary>
    public Optional<string?> Conclusion { get; init; }

    /// <summary>The experiment with the named fields replaced, its version as it was. Only after validation.</summary>
    internal Experiment ApplyTo(Experiment experiment) => experiment with
    {
        Name = Name.Or(experiment.Name),
        Hypothesis = Hypothesis.Or(experiment.Hypothesis) ?? "",
        Description = Description.Or(experiment.Description) ?? "",
        FlagKey = FlagKey.Or(experiment.FlagKey),
        Conclusion = Conclusion.Or(experiment.Conclusion) ?? "",
        Metrics = Metrics.Or(experiment.Metrics),
        Design = experiment.Design with
        {
            Arms = Arms.Or(experiment.Design.Arms),
            Control = Control.Or(experiment.Design.Control),
            Traffic = TrafficPercentage.IsNamed ? RolloutPercentage.From(TrafficPercentage.Value)!.Value : experiment.Design.Traffic,
            When = When.Or(experiment.Design.When),
            Salt = Salt.Or(experiment.Design.Salt),
            Layer = Layer.Or(experiment.Design.Layer),
            Holdout = Holdout.Or(experiment.Design.Holdout),
            Dimensions = Dimensions.Or(experiment.Design.Dimensions),
        },
        Analysis = experiment.Analysis with
        {
            Mode = Mode.Or(experiment.Analysis.Mode),
            Alpha = Alpha.Or(experiment.Analysis.Alpha),
            Correction = Correction.Or(experiment.Analysis.Correction),
            PlannedUnits = PlannedUnits.Or(experiment.Analysis.PlannedUnits),
            PlannedEnd = PlannedEnd.Or(experiment.Analysis.PlannedEnd),
            MultiExposed = MultiExposed.Or(experiment.Analysis.MultiExposed),
            PriorSd = PriorSd.Or(experiment.Analysis.PriorSd),
        },
    };
}

/// <summary>Checks what a field must be to be looked at; the whole is checked by <see cref="Domain.Experiments.ExperimentCheck"/>.</summary>
internal sealed class ExperimentFieldsValidator : AbstractValidator<ExperimentFields>
{
    public ExperimentFieldsValidator()
    {
        RuleFor(e => e.Name).WhenNamed(name => name.Line(1, Flag.NameMaxLength));
        RuleFor(e => e.Hypothesis).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(e => e.Description).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(e => e.Conclusion).WhenNamed(text => text.Paragraph(Flag.DescriptionMaxLength));
        RuleFor(e => e.FlagKey).WhenNamed(key => key.Must(Flag.IsKey).WithMessage("must be the key of a flag."));
        RuleFor(e => e.Arms).WhenNamed(arms => arms.NotNull().WithMessage("must be a list; [] while there are none."));
        RuleFor(e => e.Control).WhenNamed(control => control.NotNull().WithMessage("must be text; \"\" while there is none."));
        RuleFor(e => e.TrafficPercentage).WhenNamed(percent => percent
            .Must(value => RolloutPercentage.From(value) is not null).WithMessage(RolloutPercentage.Rule));
        RuleFor(e => e.Dimensions).WhenNamed(dimensions => dimensions.NotNull().WithMessage("must be a list; [] for none."));
        RuleFor(e => e.Metrics).WhenNamed(metrics => metrics.NotNull().WithMessage("must be a list; [] while there are none."));
    }
}
