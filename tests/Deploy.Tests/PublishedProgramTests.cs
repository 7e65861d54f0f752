using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;

namespace FeatureFlag.Deploy.Tests;

public sealed partial class PublishedProgramTests
{
    private string _root = "";

    private string Program => Path.Combine(_root, "app");

    private string Home => Path.Combine(_root, "home");

    [OneTimeSetUp]
    public async Task PublishAsync()
    {
        _root = Directory.CreateTempSubdirectory("ff-published-").FullName;
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Path.Combine(_root, "elsewhere"));
        await PublishedProgram.PublishAsync(Program);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [TestCase("app", TestName = "Answers_when_it_is_started_where_it_is")]
    [TestCase("elsewhere", TestName = "Answers_when_it_is_started_from_elsewhere")]
    public async Task Answers(string workingDirectory)
    {
        await using var server = await RunningAsync(workingDirectory);

        Assert.That(await server.Client.GetStringAsync("/health"), Is.EqualTo("""{"status":"healthy"}"""));
        var output = await server.StopAsync();

        Assert.Multiple(() =>
        {
            Assert.That(server.ExitCode, Is.Zero);
            Assert.That(output, Does.Contain("First admin"));
            Assert.That(output, Does.Not.Contain(" warn: ").And.Not.Contain("Request starting"));
            Assert.That(Directory.EnumerateFileSystemEntries(Home), Is.Empty, "nothing is written into the home folder");
            Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(_root, "elsewhere")), Is.Empty);
        });
    }

    [Test]
    public async Task Health_command_follows_the_server()
    {
        await using var server = await RunningAsync("app");

        var bySettings = await CommandAsync(server, "health");
        var byUrl = await CommandAsync(server, "health", server.Url);
        await server.StopAsync();
        var afterwards = await CommandAsync(server, "health");

        Assert.Multiple(() =>
        {
            Assert.That(bySettings.ExitCode, Is.Zero, bySettings.Output);
            Assert.That(byUrl.ExitCode, Is.Zero, byUrl.Output);
            Assert.That(byUrl.Output, Does.Contain("\"status\":"));
            Assert.That(afterwards.ExitCode, Is.EqualTo(1), afterwards.Output);
            Assert.That(afterwards.Output, Does.Contain($"{server.Url}/health/ready does not answer"));
        });
    }

    [Test]
    public async Task Documentation_lists_the_metrics_of_our_own()
    {
        await using var server = await RunningAsync("app");
        await server.Client.GetStringAsync("/evaluate/any?environment_key=production");

        var shown = Metric().Matches(await server.Client.GetStringAsync("/metrics")).Select(match => match.Groups[1].Value).ToList();

        var documented = DocumentedMetric().Matches(Repository.Read("docs/configuration.md")).Select(match => match.Groups[1].Value);
        Assert.That(shown, Is.EquivalentTo(documented));
    }

    [Test]
    public async Task Finishes_the_request_in_progress_when_it_is_told_to_stop()
    {
        await using var server = await RunningAsync("app");
        const string Body = """{"environment_key":"production"}""";
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var stream = socket.GetStream();
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /evaluate/any HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {Body.Length}\r\nExpect: 100-continue\r\n\r\n"));
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 100 Continue"), "the server reads the body now");
        await reader.ReadLineAsync();

        var stopping = server.StopAsync();
        // Longer than the 2 s after which the command line would end the process by itself.
        await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromSeconds(3)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body));
        var answer = await reader.ReadLineAsync();
        await stopping;

        Assert.Multiple(() =>
        {
            Assert.That(answer, Is.EqualTo("HTTP/1.1 200 OK"));
            Assert.That(server.ExitCode, Is.Zero);
        });
    }

    [Test]
    public async Task Says_in_a_sentence_that_the_data_directory_cannot_be_used()
    {
        var file = Path.Combine(_root, "file");
        await File.WriteAllTextAsync(file, "");
        var settings = new Dictionary<string, string> { ["Storage__DataDirectory"] = file };

        var (code, output) = await PublishedProgram.RunAsync(Program, settings, PublishedProgram.Assembly);

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output.Trim(), Does.StartWith($"The data directory {file} cannot be used: ").And.Not.Contain("\n"));
        });
    }

    private Task<(int ExitCode, string Output)> CommandAsync(Running server, params string[] arguments) =>
        PublishedProgram.RunAsync(Program, server.Settings, [PublishedProgram.Assembly, .. arguments]);

    private async Task<Running> RunningAsync(string workingDirectory)
    {
        var port = FreePort.Next();
        var settings = new Dictionary<string, string>
        {
            ["Storage__DataDirectory"] = Path.Combine(_root, "data", Path.GetRandomFileName()),
            ["ASPNETCORE_HTTP_PORTS"] = $"{port}",
            ["HOME"] = Home,
        };
        var process = PublishedProgram.Start(
            Path.Combine(_root, workingDirectory), settings, Path.Combine(Program, PublishedProgram.Assembly));
        var server = new Running(process, port, settings);
        await Until.True(
            async () => process.HasExited || (await server.Client.GetAsync("/health/ready")).IsSuccessStatusCode, TimeSpan.FromSeconds(60), "it starts");
        return server;
    }

    [GeneratedRegex(@"^# TYPE (featureflag_\w+) ", RegexOptions.Multiline)]
    private static partial Regex Metric();

    [GeneratedRegex(@"^\| `(featureflag_\w+)`", RegexOptions.Multiline)]
    private static partial Regex DocumentedMetric();

    private sealed class Running(Process process, int port, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
    {
        private readonly Task<string> _output = process.StandardOutput.ReadToEndAsync();
        private readonly Task<string> _errors = process.StandardError.ReadToEndAsync();

        public int Port => port;

        public string Url => $"http://localhost:{port}";

        public IReadOnlyDictionary<string, string> Settings => settings;

        public HttpClient Client { get; } = new() { BaseAddress = new Uri($"http://localhost:{port}") };

        public int ExitCode => process.ExitCode;

        public async Task<string> StopAsync()
        {
            Signals.Send(process.Id, Signal.Terminate);
            await process.WaitForExitAsync();
            return await _output + await _errors;
        }

        public ValueTask DisposeAsync()
        {
            process.Kill();
            process.Dispose();
            Client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
