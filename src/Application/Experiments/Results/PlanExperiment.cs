using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics.Planning;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>How many units and days an experiment needs. Saves nothing.</summary>
public sealed record PlanExperiment : IRequest<Result<ExperimentForecast>>, IRequireRole
{
    public const string Proportion = "proportion";
    public const string Mean = "mean";

    /// <summary>"proportion" (a share of units) or "mean" (anything else).</summary>
    public string Kind { get; init; } = "";

    /// <summary>The metric's mean per unit now: a share more than 0 and less than 1, or any mean but 0.</summary>
    public double Baseline { get; init; }

    /// <summary>Standard deviation over units; needed for a mean, more than 0; a proportion's follows from its baseline.</summary>
    public double? Sd { get; init; }

    /// <summary>The relative change worth finding, such as 0.05 or -0.05; not 0, from -1 to 10.</summary>
    public double Mde { get; init; }

    /// <summary>The accepted share of false positives, from 0.001 to 0.2.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance to find a change of that size, from 0.5 to 0.99.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>How many arms, the control among them: 2 to 20.</summary>
    public int Arms { get; init; } = 2;

    /// <summary>Of the arms, the control first, in any unit, each more than 0; null: equal.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How many goals alpha is shared among: 1 to 20.</summary>
    public int Goals { get; init; } = 1;

    /// <summary>How it will be judged: "hybrid", "sequential", "fixed" or "bayesian", which is planned as fixed.</summary>
    public string Mode { get; init; } = "hybrid";

    /// <summary>New units per day that could take part; more than 0; null: days are not answered.</summary>
    public double? DailyUnits { get; init; }

    /// <summary>The share of them that takes part: more than 0, at most 100.</summary>
    public double TrafficPercentage { get; init; } = 100;

    /// <summary>How the metric correlates with itself before the exposure (CUPED), from 0 to less than 1.</summary>
    public double CupedRho { get; init; }

    Role IRequireRole.RequiredRole => Role.Viewer;
}

/// <summary>How many units and days an experiment needs.</summary>
/// <param name="AlphaPerComparison">Alpha over goals times treatments.</param>
/// <param name="PerArm">Units of each arm, the control first.</param>
/// <param name="Total">Of all arms.</param>
/// <param name="Days">Null without daily_units.</param>
/// <param name="DaysFullWeeks">Days, rounded up to whole weeks; null without daily_units.</param>
/// <param name="Curve">What each week brings, until after the end; empty without daily_units.</param>
public sealed record ExperimentForecast(
    double AlphaPerComparison, IReadOnlyList<long> PerArm, long Total, long? Days, long? DaysFullWeeks, IReadOnlyList<ForecastWeek> Curve);

/// <summary>What is known after some weeks.</summary>
/// <param name="Week">1, 2, ….</param>
/// <param name="Units">Of all arms.</param>
/// <param name="Power">The chance to have found the effect by then; of a sequence a lower bound.</param>
/// <param name="Mde">The relative change that is found with the wanted power by then; null: none can be.</param>
public sealed record ForecastWeek(int Week, long Units, double Power, double? Mde);

internal sealed class PlanExperimentValidator : AbstractValidator<PlanExperiment>
{
    private const int MaxArms = 20;
    private const int MaxGoals = 20;

    public PlanExperimentValidator()
    {
        RuleFor(p => p.Kind).Must(kind => kind is PlanExperiment.Proportion or PlanExperiment.Mean).WithMessage("must be \"proportion\" or \"mean\".");
        RuleFor(p => p.Baseline).Must((plan, baseline) => double.IsFinite(baseline) && (plan.Kind == PlanExperiment.Proportion ? baseline is > 0 and < 1 : baseline != 0))
            .WithMessage("must be a share between 0 and 1 for a proportion, and not 0 for a mean.");
        RuleFor(p => p.Sd).Must((plan, sd) => plan.Kind != PlanExperiment.Mean || (sd is > 0 && double.IsFinite(sd.Value))).WithMessage("is required for a mean, and must be more than 0.");
        RuleFor(p => p.Mde).Must(mde => mde is >= -1 and <= 10 and not 0).WithMessage("must be a relative change such as 0.05: not 0, from -1 to 10.");
        RuleFor(p => p.Mde).Must((plan, mde) => plan.Kind != PlanExperiment.Proportion || plan.Baseline * (1 + mde) is > 0 and < 1)
            .WithMessage("takes the share out of what lies between 0 and 1: choose a smaller change.");
        RuleFor(p => p.Alpha).InclusiveBetween(0.001, 0.2).WithMessage("must be from 0.001 to 0.2.");
        RuleFor(p => p.Power).InclusiveBetween(0.5, 0.99).WithMessage("must be from 0.5 to 0.99.");
        RuleFor(p => p.Arms).InclusiveBetween(2, MaxArms).WithMessage($"must be from 2 to {MaxArms}.");
        RuleFor(p => p.Weights).Must((plan, weights) => weights is null || (weights.Count == plan.Arms && weights.All(weight => weight > 0 && double.IsFinite(weight))))
            .WithMessage("must be one for each arm, each more than 0.");
        RuleFor(p => p.Goals).InclusiveBetween(1, MaxGoals).WithMessage($"must be from 1 to {MaxGoals}.");
        RuleFor(p => p.Mode).Must(mode => PlanExperimentHandler.Parse(mode) is not null).WithMessage("must be \"hybrid\", \"sequential\", \"fixed\" or \"bayesian\".");
        RuleFor(p => p.DailyUnits).Must(units => units is null || (units > 0 && double.IsFinite(units.Value))).WithMessage("must be more than 0.");
        RuleFor(p => p.TrafficPercentage).Must(share => share is > 0 and <= 100).WithMessage("must be more than 0, at most 100.");
        RuleFor(p => p.CupedRho).Must(rho => rho is >= 0 and < 1).WithMessage("must be 0 or more, less than 1.");
    }
}

internal sealed class PlanExperimentHandler : IRequestHandler<PlanExperiment, Result<ExperimentForecast>>
{
    public Task<Result<ExperimentForecast>> Handle(PlanExperiment request, CancellationToken cancellationToken)
    {
        var planned = Planner.Plan(new()
        {
            Proportion = request.Kind == PlanExperiment.Proportion,
            Baseline = request.Baseline,
            Sd = request.Sd,
            Lift = request.Mde,
            Alpha = request.Alpha,
            Power = request.Power,
            Weights = request.Weights ?? [.. Enumerable.Repeat(1.0, request.Arms)],
            Goals = request.Goals,
            CupedCorrelation = request.CupedRho,
            DailyUnits = request.DailyUnits,
            TrafficShare = request.TrafficPercentage / 100,
            Mode = Parse(request.Mode)!.Value,
        });
        return Task.FromResult<Result<ExperimentForecast>>(planned.Value is { } plan
            ? new ExperimentForecast(
                request.Alpha / ((request.Arms - 1) * request.Goals),
                plan.PerArm,
                plan.Total,
                plan.Days,
                plan.DaysFullWeeks,
                [.. plan.Curve.Select(week => new ForecastWeek(week.Week, week.Units, week.Power, week.Lift))])
            : Error.Invalid("mde", "cannot be found with any number of units: choose a larger change, or check baseline and sd."));
    }

    public static AnalysisMode? Parse(string mode) =>
        Enum.GetValues<AnalysisMode>().Cast<AnalysisMode?>().FirstOrDefault(known => Words.Of(known!.Value) == mode);
}
