using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>The executable as an operator starts it: a process of its own, set up by environment variables and arguments.</summary>
internal sealed partial class ServerExecutable : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Process _process;

    private ServerExecutable(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += KillWithUs;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    /// <summary>Where it listens, once <see cref="ListeningAsync"/> has returned.</summary>
    public Uri Address => new(ListensOn().Match(Output).Groups[1].Value);

    /// <param name="arguments">Of the command line.</param>
    /// <param name="settings">Environment variables.</param>
    public static ServerExecutable Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FeatureFlag.WebApi.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(), // not where its files are
        };
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServerExecutable(start);
    }

    /// <summary>Starts it to serve on a free port.</summary>
    public static ServerExecutable Serve(params (string Name, string Value)[] settings) => Start(["--urls=http://127.0.0.1:0"], settings);

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        await using var executable = Start(arguments, settings);
        return (await executable.ExitAsync(), executable.Output, executable.Errors);
    }

    public async Task<ServerExecutable> ListeningAsync()
    {
        await Until.True(
            () => ListensOn().IsMatch(Output) || _process.HasExited, Patience, because: "the server should say that it listens");
        Assert.That(_process.HasExited, Is.False, $"{Output}{Errors}");
        return this;
    }

    public HttpClient NewClient(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return client;
    }

    public void Signal(Signal signal) => Signals.Send(_process.Id, signal);

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillWithUs;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [GeneratedRegex(@"listens on (http://\S+?)(,|\s)")]
    private static partial Regex ListensOn();

    private void KillWithUs(object? sender, EventArgs arguments) => _process.Kill();
}
