using System.Diagnostics;
using System.Globalization;

namespace FeatureFlag.Load;

/// <summary>A server in a process of its own, on the first core; the load comes from the second.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly int Configured = Environment.ProcessorCount;
    private readonly Process _process;

    private ServerProcess(Process process, string url) => (_process, Url) = (process, url);

    public string Url { get; }

    public static Task<ServerProcess> StartAsync(string url, string workingDirectory, params string[] command) =>
        StartAsync(url, workingDirectory, isPinned: true, command);

    private static async Task<ServerProcess> StartAsync(string url, string workingDirectory, bool isPinned, string[] command)
    {
        string[] pinned = isPinned && Configured > 1 ? ["taskset", "-c", "0", .. command] : command;
        var start = new ProcessStartInfo(pinned[0], pinned[1..]) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, url);
        await server.WaitAsync();
        return server;
    }

    /// <summary>This product, as it was built beside this program.</summary>
    /// <param name="url">Where it is to listen.</param>
    /// <param name="folder">Of this program.</param>
    /// <param name="dataDirectory">Empty.</param>
    /// <param name="isPinned">False: it may use all cores.</param>
    /// <param name="settings">More options of the command line.</param>
    public static Task<ServerProcess> StartAppAsync(string url, string folder, string dataDirectory, bool isPinned = true, params string[] settings)
    {
        var separator = Path.DirectorySeparatorChar;
        var webApi = folder.Replace($"{separator}Load{separator}", $"{separator}WebApi{separator}", StringComparison.Ordinal);
        return StartAsync(
            $"{url}health", webApi, isPinned,
            [
                "dotnet", Path.Combine(webApi, "FeatureFlag.WebApi.dll"), "--urls", url.TrimEnd('/'),
                $"--Storage:DataDirectory={dataDirectory}", $"--Auth:InitialAdminPassword={Installation.AdminPassword}", .. settings,
            ]);
    }

    /// <summary>CPU time used so far, user and system.</summary>
    public TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>What of it is in memory, in bytes.</summary>
    public long Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        for (var startedAt = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(startedAt) < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            try
            {
                await http.GetAsync(new Uri(Url));
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !_process.HasExited)
            {
                continue;
            }
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Url} did not come up."));
    }
}
