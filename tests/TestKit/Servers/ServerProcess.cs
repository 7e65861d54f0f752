using System.Diagnostics;

namespace FeatureFlag.TestKit.Servers;

/// <summary>One server program with its own temporary directory: started, signalled, and at the end removed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly OrphanGuard guard;
    private readonly Signal politely;
    private Process? process;
    private IReadOnlyList<int> paused = [];

    public ServerProcess(string name, Signal politely, string guardSignal)
    {
        this.politely = politely;
        Home = Directory.CreateTempSubdirectory($"ff-{name}-").FullName;
        guard = new OrphanGuard(Home, guardSignal);
    }

    public string Home { get; }

    public int Pid => process?.Id ?? 0;

    public bool IsRunning => process is { HasExited: false };

    private string LogFile => Path.Combine(Home, "log");

    public void Start(IEnumerable<string> command)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("The server runs already.");
        }

        // The shell replaces itself by the server. Output goes to a file: a pipe could fill up, or outlive the test run.
        const string Script = """log=$1; shift; exec "$@" </dev/null >>"$log" 2>&1""";
        process?.Dispose();
        process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", LogFile, .. command]) { WorkingDirectory = Home })!;
        guard.Watch(process.Id);
    }

    /// <returns>True when the server has exited within this time.</returns>
    public bool Exits(TimeSpan within) => process is null || process.WaitForExit(within);

    public string LogTail() =>
        File.Exists(LogFile) ? string.Join('\n', File.ReadLines(LogFile).TakeLast(20)) : "(no output)";

    public void Stop(Signal? signal = null)
    {
        Resume();
        if (IsRunning)
        {
            Signals.Send(Pid, signal ?? politely);
            if (!Exits(Patience))
            {
                Kill();
            }
        }

        guard.Watch(0);
    }

    public void Kill()
    {
        if (IsRunning)
        {
            var tree = FrozenTree();
            Each(tree, Signal.Kill);
            process!.WaitForExit(Patience);
            WaitUntil(() => tree.All(ProcessTree.IsGone), "die");
        }

        paused = [];
        guard.Watch(0);
    }

    public void Pause()
    {
        if (!IsRunning)
        {
            throw new InvalidOperationException("The server does not run.");
        }

        paused = FrozenTree();
        Each(paused, Signal.Stop);
        WaitUntil(() => paused.All(ProcessTree.IsStoppedOrGone), "stop");
    }

    public void Resume()
    {
        Each(paused.Reverse(), Signal.Continue);
        paused = [];
    }

    public void Dispose()
    {
        guard.Dispose();
        process?.Dispose();
    }

    /// <summary>The parent is stopped first, so that it starts no children while we look for them.</summary>
    private IReadOnlyList<int> FrozenTree()
    {
        Signals.Send(Pid, Signal.Stop);
        WaitUntil(() => ProcessTree.IsStoppedOrGone(Pid), "stop");
        return ProcessTree.Of(Pid);
    }

    private static void Each(IEnumerable<int> pids, Signal signal)
    {
        foreach (var pid in pids)
        {
            Signals.Send(pid, signal);
        }
    }

    private static void WaitUntil(Func<bool> done, string what)
    {
        if (!SpinWait.SpinUntil(done, Patience))
        {
            throw new TimeoutException($"The server's processes did not {what}.");
        }
    }
}
