using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed partial class StartTests
{
    private TemporaryDirectory _data = null!;

    [SetUp]
    public void CreateDirectory() => _data = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _data.Dispose();

    [Test]
    public async Task Says_how_to_sign_in_the_first_time_and_never_again()
    {
        string password;
        await using (var first = await ServerExecutable.Serve(_data.Setting).ListeningAsync())
        {
            password = Password().Match(first.Output).Groups[1].Value;
            using var client = first.NewClient();
            var answer = await client.CallAsync("POST", "/auth/login", new { email = "admin@localhost", password });
            Assert.That((string?)answer.Json["user"]?["role"], Is.EqualTo("admin"), first.Output);
        }

        await using var second = await ServerExecutable.Serve(_data.Setting).ListeningAsync();
        Assert.That(second.Output, Does.Not.Contain(password).And.Not.Contain("Password"));
    }

    [Test]
    public async Task Says_where_everything_is()
    {
        await using var server = await ServerExecutable.Serve(_data.Setting).ListeningAsync();

        Assert.That(server.Output, Does.Contain($"{server.Address}docs").And.Contain($"SQLite at {_data.Path}").And.Contain("in memory"));
    }

    [Test]
    public async Task Prints_the_start_message_and_no_more()
    {
        await using var server = await ServerExecutable.Serve(_data.Setting).ListeningAsync();

        Assert.That(server.Output, Does.Not.Contain("Microsoft."));
        Assert.That(server.Errors.Trim(), Is.Empty);
    }

    [Test]
    public async Task Says_in_one_sentence_that_the_port_is_in_use()
    {
        await using var first = await ServerExecutable.Serve(_data.Setting).ListeningAsync();
        using var other = new TemporaryDirectory();

        var second = await ServerExecutable.RunAsync(["--urls", first.Address.ToString()], other.Setting);

        Assert.That((second.ExitCode, second.Errors.Trim()), Is.EqualTo((1, $"Failed to bind to address {first.Address.ToString().TrimEnd('/')}: address already in use.")));
        Assert.That(second.Output, Does.Not.Contain("Exception").And.Not.Contain("fail:").And.Not.Contain("crit:"));
    }

    [Test, Platform("Linux"), SupportedOSPlatform("linux")]
    public async Task Writes_into_the_data_directory_alone_and_for_the_owner_alone()
    {
        using var home = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(_data.Setting, ("HOME", home.Path)).ListeningAsync();

        Assert.That(Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories), Is.Empty);
        Assert.That(File.GetUnixFileMode(Path.Combine(_data.Path, "jwt-secret")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase("Cache__TtlSeconds", "abc")]
    [TestCase("Cache__TtlSeconds", "0")]
    [TestCase("Snapshots__PollMilliseconds", "5")]
    [TestCase("Auth__AllowRegistration", "perhaps")]
    [TestCase("Auth__JwtSecret", "short")]
    [TestCase("Auth__TokenMinutes", "99999")]
    [TestCase("Auth__InitialAdminPassword", "short")]
    [TestCase("Auth__InitialAdminEmail", "nobody")]
    [TestCase("Proxy__KnownNetworks", "everybody")]
    [TestCase("ConnectionStrings__Postgres", "nonsense")]
    [TestCase("ConnectionStrings__Postgres", "postgres://u:top-secret@127.0.0.1/db")]
    [TestCase("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=top-secret")]
    [TestCase("ConnectionStrings__Postgres", "Host=127.0.0.1;Nonsense=1;Password=top-secret")]
    [TestCase("ConnectionStrings__Redis", "127.0.0.1:1,nonsense=1,password=top-secret")]
    [TestCase("Storage__DataDirectory", "/proc/none")]
    [TestCase("ASPNETCORE_URLS", "nonsense")]
    public async Task Stops_at_a_setting_that_cannot_be_and_names_it(string name, string value)
    {
        var arguments = name == "ASPNETCORE_URLS" ? Array.Empty<string>() : ["--urls=http://127.0.0.1:0"];
        (string, string)[] secret = name == "ConnectionStrings__Postgres" ? [("Auth__JwtSecret", new string('x', 40))] : [];

        var (exitCode, _, errors) = await ServerExecutable.RunAsync(arguments, [_data.Setting, .. secret, (name, value)]);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.EqualTo(1), errors);
            Assert.That(errors, Does.Contain(name).And.Not.Contain("   at ").And.Not.Contain("top-secret"));
        });
    }

    [Test]
    public async Task Stops_without_a_secret_where_several_nodes_must_share_one()
    {
        var (exitCode, _, errors) = await ServerExecutable.RunAsync([], _data.Setting, ("ConnectionStrings__Postgres", "Host=127.0.0.1"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("Auth__JwtSecret is not set."));
    }

    [Test]
    public async Task Stops_when_the_database_cannot_be_reached()
    {
        var postgres = $"Host=127.0.0.1;Port={FreePort.Next()};Username=u;Password=top-secret";

        var (exitCode, output, errors) = await ServerExecutable.RunAsync(
            [], _data.Setting, ("ConnectionStrings__Postgres", postgres), ("Auth__JwtSecret", new string('x', 40)));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("The database cannot be reached: PostgreSQL at 127.0.0.1:").And.Not.Contain("   at "));
        Assert.That(output + errors, Does.Not.Contain("top-secret"));
    }

    [Test]
    public async Task Stops_when_the_port_is_taken()
    {
        var (exitCode, _, errors) = await ServerExecutable.RunAsync([$"--urls={SharedServer.App.Address}"], _data.Setting);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.Contain(SharedServer.App.Address.Authority).And.Not.Contain("   at "));
    }

    [GeneratedRegex(@"Password\s+(\S+)\s+\(shown only this once: keep it\)")]
    private static partial Regex Password();
}
