using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>How many units and days an experiment needs. Saves nothing.</summary>
public sealed record PlanExperiment : IRequest<Result<ExperimentForecast>>, IRequireRole
{
    /// <summary>"proportion" (a share of units) or "mean" (anything else).</summary>
    public string Kind { get; init; } = "";

    /// <summary>The metric's mean per unit now: a share more than 0 and less than 1, or any mean but 0.</summary>
    public double Baseline { get; init; }

    /// <summary>Standard deviation over units; needed for a mean, more than 0; a proportion's follows from its baseline.</summary>
    public double? Sd { get; init; }

    /// <summary>The relative change worth finding, such as 0.05; more than 0, at most 10.</summary>
    public double Mde { get; init; }

    /// <summary>The accepted share of false positives, from 0.001 to 0.2.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance to find a change of that size, from 0.5 to 0.99.</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>How many arms, the control among them: 2 to 20.</summary>
    public int Arms { get; init; } = 2;

    /// <summary>Of the arms, the control first, in any unit; null: equal.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How many goals alpha is shared among: 1 to 20.</summary>
    public int Goals { get; init; } = 1;

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
/// <param name="Curve">What is known after each week, to twice the needed time, at most 26 weeks; empty without daily_units.</param>
public sealed record ExperimentForecast(
    double AlphaPerComparison, IReadOnlyList<long> PerArm, long Total, int? Days, int? DaysFullWeeks, IReadOnlyList<ForecastWeek> Curve);

/// <summary>What is known after some weeks.</summary>
/// <param name="Week">1, 2, ….</param>
/// <param name="Units">Of all arms.</param>
/// <param name="Power">The chance to find the effect by one look then.</param>
/// <param name="SequentialPower">The chance that the confidence sequence finds it then; while it is watched all along it is more.</param>
/// <param name="Mde">The relative effect that one look finds with the wanted power; null: none can be.</param>
public sealed record ForecastWeek(int Week, long Units, double Power, double SequentialPower, double? Mde);

internal sealed class PlanExperimentHandler : IRequestHandler<PlanExperiment, Result<ExperimentForecast>>
{
    public Task<Result<ExperimentForecast>> Handle(PlanExperiment request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ExperimentForecast>>(new ExperimentForecast(request.Alpha, [], 0, null, null, []));
}
