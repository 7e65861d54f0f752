using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FeatureFlag.TestKit.Servers;

namespace FeatureFlag.WebApi.Tests.OpenFeature;

/// <summary>Runs a file of tests/OpenFeature with Node's test runner, and says of each of its tests how it went.</summary>
internal sealed partial class NodeRun
{
    private const int OldestMajor = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string?>> Obstacle = new(PrepareAsync);

    private readonly Dictionary<string, string?> _failures;
    private readonly string _output;

    private NodeRun(Dictionary<string, string?> failures, string output) => (_failures, _output) = (failures, output);

    private static string Folder { get; } = typeof(NodeRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "OpenFeatureFolder").Value!;

    /// <summary>The names of the tests in a file, without running it.</summary>
    public static IEnumerable<string> TestsIn(string file) =>
        TestNames().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(match => match.Groups[1].Value);

    /// <summary>Skips the NUnit test that runs when Node is missing.</summary>
    public static async Task<NodeRun> OfAsync(string file, params (string Name, string Value)[] settings)
    {
        if (await Obstacle.Value is { } obstacle)
        {
            throw ServerUnavailable.Because(obstacle);
        }

        var report = Path.GetTempFileName();
        try
        {
            var arguments = new[] { "--test", "--test-reporter=junit", $"--test-reporter-destination={report}", file };
            var (_, output) = await RunAsync("node", arguments, settings);
            return new(Read(report), output);
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>Fails when the Node test did, or did not run.</summary>
    public void Check(string test)
    {
        if (!_failures.TryGetValue(test, out var failure))
        {
            Assert.Fail($"Node did not run this test. Its output:\n{_output}");
        }

        Assert.That(failure, Is.Null, _output);
    }

    private static Dictionary<string, string?> Read(string report)
    {
        var text = File.ReadAllText(report);
        return text.Length == 0 ? [] : XDocument.Parse(text).Descendants("testcase").ToDictionary(
            test => (string)test.Attribute("name")!, test => test.Element("failure")?.Value, StringComparer.Ordinal);
    }

    /// <returns>Why there can be no run; null if there can.</returns>
    private static async Task<string?> PrepareAsync()
    {
        var version = await VersionAsync();
        if (version is null || version < OldestMajor)
        {
            var found = version is null ? "There is no Node" : string.Create(CultureInfo.InvariantCulture, $"There is only Node {version}");
            return $"{found} on the PATH. The tests with providers of OpenFeature need Node {OldestMajor} or newer, and npm.";
        }

        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return null;
        }

        var (exitCode, output) = await RunAsync("npm", ["ci"]);
        return exitCode == 0 ? null : $"\"npm ci\" in tests/OpenFeature failed:\n{output}";
    }

    private static async Task<int?> VersionAsync()
    {
        try
        {
            var (_, output) = await RunAsync("node", ["--version"]);
            return int.TryParse(output.Trim().TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token) + await errors;
            await process.WaitForExitAsync(deadline.Token);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex(@"^test\('([^']+)'", RegexOptions.Multiline)]
    private static partial Regex TestNames();
}
