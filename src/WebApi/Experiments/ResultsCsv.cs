using System.Globalization;
using System.Text;
using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.WebApi.Experiments;

/// <summary>Results as CSV (RFC 4180): a row per metric and arm, with the sums from which everything else follows.</summary>
internal static class ResultsCsv
{
    /// <summary>What spreadsheets take for the beginning of a formula, even after a separator that they cut off.</summary>
    private const string Dangerous = "=+-@\t\r";

    private static readonly string[] Header =
    [
        "experiment", "run", "as_of", "metric", "kind", "role", "variant", "is_control", "units", "conversions", "mean", "variance", "se", "ci_low", "ci_high",
        "denominator_sum", "n", "sum", "sum_sq", "centre_y", "dy", "dyy", "dyyy", "centre_x", "dx", "dxx", "dxy", "diff", "diff_ci_low", "diff_ci_high", "lift",
        "lift_ci_low", "lift_ci_high", "p", "p_adjusted", "sequential_p_min", "chance_to_win", "verdict", "reason",
    ];

    public static string Write(ExperimentResults results)
    {
        var csv = new StringBuilder();
        AppendLine(csv, Header);
        foreach (var metric in results.Metrics)
        {
            foreach (var arm in metric.Arms)
            {
                AppendLine(csv, Row(results, metric, arm));
            }
        }

        return csv.ToString();
    }

    private static IEnumerable<string?> Row(ExperimentResults results, MetricResult metric, ArmResult arm)
    {
        var comparison = metric.Comparisons.FirstOrDefault(other => other.Treatment == arm.Variant);
        var inputs = arm.Inputs;
        return
        [
            Text(results.Experiment), Number(results.Run), results.AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Text(metric.Key), metric.Kind, metric.Role, Text(arm.Variant), comparison is null ? "true" : "false",
            Number(arm.Units), Number(arm.Conversions), Number(arm.Mean), Number(arm.Variance), Number(arm.Se), Number(arm.CiLow), Number(arm.CiHigh),
            Number(arm.DenominatorSum), Number(inputs?.N), Number(inputs?.Sum), Number(inputs?.SumSq), Number(inputs?.CentreY), Number(inputs?.Dy), Number(inputs?.Dyy),
            Number(inputs?.Dyyy), Number(inputs?.CentreX), Number(inputs?.Dx), Number(inputs?.Dxx), Number(inputs?.Dxy),
            Number(comparison?.Absolute?.Diff), Number(comparison?.Absolute?.CiLow), Number(comparison?.Absolute?.CiHigh),
            Number(comparison?.Relative?.Lift), Number(comparison?.Relative?.CiLow), Number(comparison?.Relative?.CiHigh),
            Number(comparison?.P), Number(comparison?.PAdjusted), Number(comparison?.Sequential?.PMin), Number(comparison?.Bayes?.ChanceToWin),
            comparison?.Verdict, comparison?.Reason ?? arm.Reason,
        ];
    }

    private static void AppendLine(StringBuilder csv, IEnumerable<string?> cells) => csv.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    /// <summary>What people wrote: with an apostrophe in front where a spreadsheet would take it for a formula. Numbers of ours stay numbers.</summary>
    private static string Text(string text) => text.Length > 0 && Dangerous.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string? cell) => cell?.AsSpan().ContainsAny("\",\r\n") == true ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell ?? "";
}
