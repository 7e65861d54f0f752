using System.Diagnostics;

namespace FeatureFlag.TestKit.Servers;

/// <summary>
/// A small shell beside the test process that outlives it by a moment: when its input closes, because the server was
/// disposed or because the test process died in any way, it ends the server if that still runs and deletes its directory.
/// (The kernel's parent-death signal would not do: it fires when the thread that started the server ends, and it leaves
/// paused children behind.)
/// </summary>
internal sealed class OrphanGuard : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        dir=$1 signal=$2 pid=0
        while read -r line; do pid=$line; done
        case $(readlink "/proc/$pid/cwd") in
          "$dir"*) # still ours, not a reused number
            all="$pid $(grep -l "^PPid:[[:space:]]*$pid\$" /proc/[0-9]*/status | sed 's/[^0-9]//g')"
            kill -CONT $all
            kill "-$signal" "$pid"
            tries=0
            while kill -0 "$pid" && [ $tries -lt 30 ]; do sleep 0.1; tries=$((tries + 1)); done
            kill -KILL $all
            ;;
        esac
        rm -rf "$dir" || { sleep 1; rm -rf "$dir"; }
        """;

    private readonly Process shell;

    public OrphanGuard(string directory, string signal)
    {
        string[] arguments = ["-c", $"exec >/dev/null 2>&1\n{Script}", "guard", directory, signal];
        shell = Process.Start(new ProcessStartInfo("/bin/sh", arguments)
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>The process to end; 0 for none.</summary>
    public void Watch(int pid)
    {
        shell.StandardInput.WriteLine(pid);
        shell.StandardInput.Flush();
    }

    public void Dispose()
    {
        shell.StandardInput.Close();
        shell.WaitForExit(TimeSpan.FromSeconds(10));
        shell.Dispose();
    }
}
