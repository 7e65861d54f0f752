using System.Diagnostics;

namespace FeatureFlag.TestKit.Servers;

/// <summary>The files of a PostgreSQL server in a temporary directory, and how to run it on them.</summary>
internal sealed class PostgresCluster
{
    public const string Superuser = "postgres";

    private readonly string binaries;
    private readonly string[] settings;

    private PostgresCluster(string binaries, string[] settings)
    {
        this.binaries = binaries;
        this.settings = settings;
        Process = new ServerProcess("postgres", politely: Signal.Interrupt, guardSignal: "QUIT");
    }

    public ServerProcess Process { get; }

    public string Data => Path.Combine(Process.Home, "data");

    /// <summary>PostgreSQL refuses to run as root; setpriv replaces itself by the server, so its pid is the server's.</summary>
    private static string[] AsUser =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={Superuser}", $"--regid={Superuser}", "--clear-groups", "--"]
            : [];

    public static PostgresCluster Create(string[] settings)
    {
        if (!OperatingSystem.IsLinux() || Binaries.PostgresDirectory() is not { } binaries)
        {
            throw ServerUnavailable.Because(
                "PostgreSQL's initdb and postgres are not here: install postgresql, or set TEST_POSTGRES to a connection string.");
        }

        if (Environment.IsPrivilegedProcess && Binaries.InPath("setpriv") is null)
        {
            throw ServerUnavailable.Because("PostgreSQL does not run as root, and setpriv (util-linux) is not here.");
        }

        var cluster = new PostgresCluster(binaries, settings);
        try
        {
            cluster.Initialize();
            return cluster;
        }
        catch
        {
            cluster.Process.Dispose();
            throw;
        }
    }

    public IEnumerable<string> Command(int port)
    {
        string[] all =
        [
            "listen_addresses=127.0.0.1",
            $"port={port}",
            $"unix_socket_directories={Process.Home}",
            "max_connections=300",
            // Files in the data directory instead of /dev/shm: nothing stays behind after kill -9.
            "dynamic_shared_memory_type=mmap",
            "wal_level=minimal",
            "max_wal_senders=0",
            "jit=off",
            .. settings,
        ];
        return [.. AsUser, Path.Combine(binaries, "postgres"), "-D", Data, .. all.SelectMany(s => new[] { "-c", s })];
    }

    private void Initialize()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run(["chown", Superuser, Process.Home]);
        }

        Run([
            .. AsUser, Path.Combine(binaries, "initdb"), "-D", Data, "-U", Superuser,
            "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync",
        ]);
    }

    private void Run(string[] command)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Process.Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed:\n{output.Result}{error}");
        }
    }
}
