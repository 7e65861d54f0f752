using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeatureFlag.Load;

/// <summary>Runs wrk (Debian: apt install wrk) against one address and reads what it says.</summary>
internal static partial class Wrk
{
    public static async Task<(long Requests, double PerSecond, string P50, string P99)> RunAsync(string url, int seconds)
    {
        string[] arguments = ["-t1", "-c32", $"-d{seconds}s", "--latency", url];
        string[] pinned = Environment.ProcessorCount > 1 ? ["taskset", "-c", "1", "wrk", .. arguments] : ["wrk", .. arguments];
        using var process = Process.Start(new ProcessStartInfo(pinned[0], pinned[1..]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not every answer was a success:\n{output}");
        }

        return (
            long.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Percentile("50%", output),
            Percentile("99%", output));
    }

    private static string Percentile(string name, string output) => Regex.Match(output, $@"{name}\s+(\S+)").Groups[1].Value;

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
