using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeatureFlag.Load;

/// <summary>What is asked again and again: a GET, or a POST when there is a body.</summary>
/// <param name="Url">Where.</param>
/// <param name="Body">JSON to post; null: GET.</param>
/// <param name="Headers">More headers, by name.</param>
internal sealed record Call(string Url, string? Body = null, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>Runs wrk (Debian: apt install wrk) against one address and reads what it says.</summary>
internal static partial class Wrk
{
    public static async Task<(long Requests, double PerSecond, string P50, string P99)> RunAsync(Call call, int seconds)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, Script(call));
            string[] arguments = ["-t1", "-c32", $"-d{seconds}s", "--latency", "-s", script, call.Url];
            string[] pinned = Environment.ProcessorCount > 1 ? ["taskset", "-c", "1", "wrk", .. arguments] : ["wrk", .. arguments];
            using var process = Process.Start(new ProcessStartInfo(pinned[0], pinned[1..]) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Read(output);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static (long Requests, double PerSecond, string P50, string P99) Read(string output) =>
        output.Contains("Non-2xx", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"Not every answer was a success:\n{output}")
            : (long.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                Percentile("50%", output),
                Percentile("99%", output));

    private static string Script(Call call)
    {
        var headers = (call.Headers ?? new Dictionary<string, string>()).Select(header => $"wrk.headers[{Lua(header.Key)}] = {Lua(header.Value)}");
        return call.Body is null
            ? string.Join('\n', headers)
            : string.Join('\n', [$"wrk.method = \"POST\"", $"wrk.body = {Lua(call.Body)}", "wrk.headers[\"Content-Type\"] = \"application/json\"", .. headers]);
    }

    private static string Lua(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Percentile(string name, string output) => Regex.Match(output, $@"{name}\s+(\S+)").Groups[1].Value;

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
