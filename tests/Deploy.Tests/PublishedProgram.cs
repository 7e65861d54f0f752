using System.Diagnostics;

namespace FeatureFlag.Deploy.Tests;

/// <summary>What "dotnet publish" makes, as the image and the unit run it.</summary>
internal static class PublishedProgram
{
    public const string Assembly = "FeatureFlag.WebApi.dll";

    public static async Task PublishAsync(string folder)
    {
        var (code, output) = await RunAsync(
            Repository.Root, null, "publish", "src/WebApi", "-c", "Release", "-o", folder, "--nologo", "--disable-build-servers");
        Assert.That(code, Is.Zero, output);
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string workingDirectory, IReadOnlyDictionary<string, string>? settings, params string[] arguments)
    {
        using var process = Start(workingDirectory, settings, arguments);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <param name="workingDirectory">Where it runs.</param>
    /// <param name="settings">Its whole environment, besides what finds "dotnet"; null for ours.</param>
    /// <param name="arguments">Of "dotnet".</param>
    public static Process Start(string workingDirectory, IReadOnlyDictionary<string, string>? settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        if (settings is not null)
        {
            foreach (var name in start.Environment.Keys.Except(["PATH", "DOTNET_ROOT"]).ToList())
            {
                start.Environment.Remove(name);
            }

            foreach (var (name, value) in settings)
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }
}
