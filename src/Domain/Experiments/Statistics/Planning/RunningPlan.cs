using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Experiments.Statistics.Planning;

/// <summary>What a running experiment can still find, at the standard error it has.</summary>
/// <param name="Power">The chance to find the target by the planned sample; below 0.1 it is low. Null without a target or a plan.</param>
/// <param name="LiftNow">The smallest lift that is found with the wanted power now; null where the baseline is 0.</param>
/// <param name="DaysLeft">Until the target is found with the wanted power; 0: already. Null without a target or daily units.</param>
public sealed record RunningPlan(double? Power, double? LiftNow, long? DaysLeft)
{
    /// <param name="contrast">Of control and treatment, now.</param>
    /// <param name="mode">How it is judged.</param>
    /// <param name="alpha">Between 0 and 1.</param>
    /// <param name="power">The wanted chance to find the target.</param>
    /// <param name="target">The lift worth finding, of any sign; null: none was given.</param>
    /// <param name="plannedUnits">Of both arms of the comparison; null: none were planned.</param>
    /// <param name="dailyUnits">New units per day in both arms, lately; null or 0: not known.</param>
    public static RunningPlan Of(
        Contrast contrast, AnalysisMode mode, double alpha, double power, double? target, double? plannedUnits, double? dailyUnits)
    {
        var critical = Planning.Power.CriticalValue(mode, alpha);
        var detectable = (critical + Normal.UpperQuantile(1 - power)) * contrast.StandardError;
        var size = Math.Abs(contrast.Baseline);
        var wanted = target is { } lift && lift != 0 && size > 0 ? Math.Abs(lift) * size : (double?)null;
        return new(
            plannedUnits is > 0 && wanted is not null
                ? Planning.Power.Of(wanted.Value, contrast.StandardError * Math.Sqrt(contrast.Units / plannedUnits.Value), critical)
                : null,
            detectable / size is var now && double.IsFinite(now) ? now : null,
            Remaining(contrast.Units, detectable / wanted, dailyUnits));
    }

    /// <summary>Errors shrink with the root of the units.</summary>
    private static long? Remaining(long units, double? factor, double? dailyUnits)
    {
        var extra = units * ((factor * factor) - 1);
        var days = extra <= 0 ? 0 : Math.Ceiling(extra / dailyUnits ?? double.NaN);
        return days < 1e6 ? (long)days : null;
    }
}
