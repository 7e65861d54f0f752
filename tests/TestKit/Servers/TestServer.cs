using System.Diagnostics;

namespace FeatureFlag.TestKit.Servers;

/// <summary>
/// A server for tests: either one started here, with its own temporary directory and port, or one that an environment
/// variable names, which can be used but not stopped. Not disposed, it ends with the test process.
/// </summary>
public abstract class TestServer : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly ServerProcess? process;
    private bool disposed;

    private protected TestServer(ServerProcess? process) => this.process = process;

    /// <summary>Someone else's server: Start, Stop, Kill, Pause and Resume throw.</summary>
    public bool IsExternal => process is null;

    /// <summary>The port on 127.0.0.1; the same over restarts; 0 for an external server.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the running server's main process.</summary>
    public int Pid => Own.Pid;

    public bool IsRunning => IsExternal || Own.IsRunning;

    private protected ServerProcess Own =>
        process ?? throw new InvalidOperationException("An external server cannot be controlled from the tests.");

    private protected abstract IEnumerable<string> Command { get; }

    /// <summary>Starts again after <see cref="Stop"/> or <see cref="Kill"/>: same port, same data; returns when it answers.</summary>
    public void Start()
    {
        var watch = Stopwatch.StartNew();
        Own.Start(Command);
        while (!Answers())
        {
            if (Own.Exits(within: Interval))
            {
                throw new ServerDidNotStartException($"The server exited at its start:\n{Own.LogTail()}");
            }

            if (watch.Elapsed > StartPatience)
            {
                throw new TimeoutException($"The server did not answer in time:\n{Own.LogTail()}");
            }
        }
    }

    /// <summary>Shuts the server down in order, cutting off its clients; returns when it is gone.</summary>
    public void Stop() => Own.Stop();

    /// <summary>kill -9 of the server and all its child processes; returns when they are gone.</summary>
    public void Kill() => Own.Kill();

    /// <summary>Freezes the server and all its child processes: clients can connect but get no answer.</summary>
    public void Pause() => Own.Pause();

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Resume() => Own.Resume();

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Dispose(disposing: true);
        }

        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => process?.Dispose();

    private protected abstract bool Answers();

    private protected void StartOnFreePort()
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Next();
            try
            {
                Start();
                return;
            }
            catch (ServerDidNotStartException) when (attempt < 3)
            {
                // Someone else may have taken the port in between.
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    private sealed class ServerDidNotStartException(string message) : Exception(message);
}
