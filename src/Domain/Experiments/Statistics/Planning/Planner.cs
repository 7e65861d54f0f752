using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics.Planning;

/// <summary>Sample size and run time from a baseline and the lift that is worth finding.</summary>
public static class Planner
{
    private const int DaysPerWeek = 7, LeastWeeks = 4, MostWeeks = 52, MostDays = 1_000_000;

    /// <returns>Or a zero baseline or variance, or more units than there can be.</returns>
    public static Outcome<Plan> Plan(PlanInput input)
    {
        var difference = input.Lift * Math.Abs(input.Baseline);
        if (difference == 0)
        {
            return StatisticsReason.ZeroBaseline;
        }

        var arms = Weakest(input);
        if (arms.UnitVariance is not > 0)
        {
            return StatisticsReason.ZeroVariance;
        }

        var level = Level(input);
        var control = arms.ControlUnits(difference, Power.CriticalValue(input.Mode, level) + Normal.UpperQuantile(1 - input.Power));
        var perArm = input.Weights.Select(weight => Math.Ceiling(control * weight / input.Weights[0])).ToList();
        return perArm.Sum() < 1e15
            ? WithRunTime(input, arms, control, [.. perArm.Select(units => (long)units)])
            : StatisticsReason.NotFinite;
    }

    private static TwoArms Weakest(PlanInput input) => new(
        input.Proportion,
        input.Baseline,
        input.Proportion ? input.Baseline * (1 - input.Baseline) : input.Sd.GetValueOrDefault() * input.Sd.GetValueOrDefault(),
        1 - (input.CupedCorrelation * input.CupedCorrelation),
        input.Weights.Skip(1).Min() / input.Weights[0]);

    /// <summary>Alpha, shared evenly by all treatments and goals.</summary>
    private static double Level(PlanInput input) => input.Alpha / ((input.Weights.Count - 1) * input.Goals);

    private static Plan WithRunTime(PlanInput input, TwoArms arms, double control, IReadOnlyList<long> perArm)
    {
        var total = perArm.Sum();
        var daily = input.DailyUnits.GetValueOrDefault() * input.TrafficShare;
        if (!(daily > 0 && total / daily < MostDays))
        {
            return new(perArm, total, null, null, []);
        }

        var days = (long)Math.Ceiling(total / daily);
        var weeks = (days + DaysPerWeek - 1) / DaysPerWeek;
        var shown = (int)Math.Clamp(weeks + 2, LeastWeeks, MostWeeks);
        return new(
            perArm,
            total,
            days,
            weeks * DaysPerWeek,
            [.. Enumerable.Range(1, shown).Select(week => Week(week, input, arms, control, daily * DaysPerWeek * week))]);
    }

    private static PlanWeek Week(int week, PlanInput input, TwoArms arms, double plannedControl, double units)
    {
        var control = units * input.Weights[0] / input.Weights.Sum();
        var critical = input.Mode == AnalysisMode.Sequential
            ? ConfidenceSequence.CriticalValue(control, Level(input), plannedControl)
            : Power.CriticalValue(input.Mode, Level(input));
        var difference = input.Lift * Math.Abs(input.Baseline);
        var detectable = arms.Detectable(control, critical + Normal.UpperQuantile(1 - input.Power), Math.Sign(input.Lift));
        return new(
            week,
            (long)units,
            Power.Of(difference, arms.StandardError(control, difference), critical),
            detectable / Math.Abs(input.Baseline));
    }
}
