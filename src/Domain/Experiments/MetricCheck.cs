using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Experiments;

/// <summary>Whether a metric's numbers can be computed and mean something; the places are those of the API.</summary>
public static class MetricCheck
{
    public const int EventMaxLength = 100;
    public const double MaxWindowHours = 2160;
    public const int MaxCupedDays = 60;
    public const double MaxMinimumEffect = 100;

    public static Problems Check(MetricCalculation metric)
    {
        var problems = new Problems();
        Words.Check(metric.Kind, "kind", problems);
        Words.Check(metric.Direction, "direction", problems);
        EventCheck.Check(metric.Events, "events", problems);
        CheckDenominator(metric, problems);
        CheckQuantile(metric, problems);
        CheckWindow(metric, problems);
        CheckCap(metric, problems);
        CheckCuped(metric, problems);
        if (metric.MinimumEffect is not (null or (> 0 and <= MaxMinimumEffect)))
        {
            problems.Add("minimum_effect", $"must be more than 0 and at most {MaxMinimumEffect}, such as 0.05 for 5 %; null for none.");
        }

        if (!IsMargin(metric.Margin))
        {
            problems.Add("margin", MarginRule);
        }

        return problems;
    }

    internal const string MarginRule = "must be more than 0 and less than 1, such as 0.02 for 2 %; null for none.";

    internal static bool IsMargin(double? margin) => margin is null or (> 0 and < 1);

    private static void CheckDenominator(MetricCalculation metric, Problems problems)
    {
        if (metric.Kind == MetricKind.Ratio)
        {
            if (metric.Denominator is null)
            {
                problems.Add("denominator", "is required: a ratio divides by these events.");
            }
        }
        else if (metric.Denominator is not null)
        {
            problems.Add("denominator", metric.Kind == MetricKind.Mean
                ? "must be null: a mean divides by how many events have a value. For other events choose the kind \"ratio\"."
                : "must be null: only a ratio has one. Choose the kind \"ratio\", or leave it out.");
        }

        if (metric.Denominator is { } denominator)
        {
            EventCheck.Check(denominator, "denominator", problems);
        }
    }

    private static void CheckQuantile(MetricCalculation metric, Problems problems)
    {
        if (metric.Kind == MetricKind.Quantile)
        {
            if (metric.Quantile is not (> 0 and < 1))
            {
                problems.Add("quantile", "must be more than 0 and less than 1, such as 0.9: say which quantile is meant.");
            }
        }
        else if (metric.Quantile is not null)
        {
            problems.Add("quantile", "must be null: only the kind \"quantile\" has one.");
        }
    }

    private static void CheckWindow(MetricCalculation metric, Problems problems)
    {
        var window = metric.Window;
        Words.Check(window.Kind, "window.kind", problems);
        if (window.Kind == MetricWindowKind.None ? window.Hours is not null : window.Hours is not (> 0 and <= MaxWindowHours))
        {
            problems.Add("window.hours", window.Kind == MetricWindowKind.None
                ? "must be null: without a window everything counts to the end of the run. Choose the window's kind \"conversion\" or \"lookback\"."
                : $"must be more than 0 and at most {MaxWindowHours}: say how long the window is.");
        }

        if (window.DelayHours is not (>= 0 and <= MaxWindowHours))
        {
            problems.Add("window.delay_hours", $"must be 0 to {MaxWindowHours}.");
        }

        if (window.MatureOnly && window.Kind != MetricWindowKind.Conversion)
        {
            problems.Add("window.mature_only", "must be false: only a window of the kind \"conversion\" is over for one unit before another.");
        }

        if (metric.Kind == MetricKind.Retention && window.Kind != MetricWindowKind.Conversion)
        {
            problems.Add("window.kind", "must be \"conversion\": retention asks for an event in a window after the exposure. Say its hours, and from which delay_hours on.");
        }
    }

    private static void CheckCap(MetricCalculation metric, Problems problems)
    {
        if (metric.Cap is not { } cap)
        {
            return;
        }

        if (metric.Kind is MetricKind.Proportion or MetricKind.Retention or MetricKind.Quantile)
        {
            problems.Add("cap", "must be null: units of 0 or 1, and quantiles, have no extremes to cut.");
        }

        if (cap.Percentile is null == cap.Value is null)
        {
            problems.Add("cap", "must hold either \"percentile\" or \"value\".");
        }

        if (cap.Percentile is not (null or (>= 0.5 and < 1)))
        {
            problems.Add("cap.percentile", "must be at least 0.5 and less than 1, such as 0.999.");
        }

        if (cap.Value is not null && !(cap.Value > 0 && double.IsFinite(cap.Value.Value)))
        {
            problems.Add("cap.value", "must be more than 0.");
        }

        if (cap is { IgnoreZeros: true, Percentile: null })
        {
            problems.Add("cap.ignore_zeros", "must be false: it goes with \"percentile\".");
        }
    }

    private static void CheckCuped(MetricCalculation metric, Problems problems)
    {
        if (metric.CupedDays is not (null or (>= 1 and <= MaxCupedDays)))
        {
            problems.Add("cuped_days", $"must be a whole number from 1 to {MaxCupedDays}; null for none.");
        }
        else if (metric is { CupedDays: not null, Kind: MetricKind.Quantile or MetricKind.Retention })
        {
            problems.Add("cuped_days", "must be null: what was before the exposure says nothing of a quantile or of retention.");
        }
    }
}
