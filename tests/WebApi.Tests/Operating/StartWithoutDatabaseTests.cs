using System.Text.Json.Nodes;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

/// <summary>A server whose database is gone or damaged when it starts answers from the files that it kept, and goes on by itself.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StartWithoutDatabaseTests : IDisposable
{
    private const string Password = "a password for tests";

    private readonly TemporaryDirectory _data = new();

    private string DatabaseFile => Path.Combine(_data.Path, "featureflag.db");

    private string[] Files => Directory.GetFiles(Path.Combine(_data.Path, "snapshots"));

    public void Dispose() => _data.Dispose();

    [Test]
    public async Task Answers_from_files_while_the_database_is_damaged()
    {
        await LeaveFilesAsync();
        Damage(DatabaseFile);
        await using var server = await Serve().ListeningAsync();
        using var client = server.NewClient();
        using var response = await client.GetAsync(new Uri("/evaluate/kept?environment_key=production&user_id=ann", UriKind.Relative));
        var ready = await client.CallAsync("GET", "/health/ready");

        await Assert.MultipleAsync(async () =>
        {
            Assert.That((bool)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["enabled"]!, Is.True);
            Assert.That(response.Headers.GetValues("X-FeatureFlag-Stale"), Is.EqualTo(new[] { "1" }));
            Assert.That((ready.Status, (string?)ready.Json["status"], (string?)ready.Json["store"]), Is.EqualTo((200, "degraded", "unreachable")));
            Assert.That((double)ready.Json["snapshot_age_seconds"]!, Is.GreaterThan(0).And.LessThan(60));
            ProblemAssert.IsProblem(await client.CallAsync("POST", "/auth/login", new { email = TestServerApp.AdminEmail, password = Password }), 503);
            Assert.That(server.Output, Does.Contain("is damaged").And.Contain("Answering from the files of 3 environments"));
        });
    }

    [Test]
    public async Task Goes_on_by_itself_when_the_database_was_mended()
    {
        await LeaveFilesAsync();
        var backup = await File.ReadAllBytesAsync(DatabaseFile);
        Damage(DatabaseFile);
        await using var server = await Serve().ListeningAsync();
        using var client = server.NewClient();
        File.Delete(DatabaseFile);
        await File.WriteAllBytesAsync(DatabaseFile, backup);

        await Until.True(async () => (string?)(await client.CallAsync("GET", "/health/ready")).Json["status"] == "ready", TimeSpan.FromSeconds(20));
        using var admin = server.NewClient(await SignInAsync(client));
        Assert.That((await admin.CallAsync("PUT", "/flags/kept?environment_key=production", new { is_enabled = false })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Sets_up_another_database_that_takes_the_place_of_the_first()
    {
        await LeaveFilesAsync();
        Damage(DatabaseFile);
        await using var server = await Serve().ListeningAsync();
        using var client = server.NewClient();
        File.Delete(DatabaseFile);

        await Until.True(async () => (string?)(await client.CallAsync("GET", "/health/ready")).Json["status"] == "ready", TimeSpan.FromSeconds(20));
        Assert.That((string?)(await client.CallAsync("GET", "/evaluate/kept?environment_key=production")).Json["error_code"], Is.EqualTo("FLAG_NOT_FOUND"));
        Assert.That(await SignInAsync(client), Is.Not.Empty);
    }

    [Test]
    public async Task Refuses_to_start_when_the_files_are_damaged_too()
    {
        await LeaveFilesAsync();
        foreach (var file in Files.Append(DatabaseFile))
        {
            Damage(file);
        }

        var (exitCode, output, errors) = await ServerExecutable.RunAsync(["--urls=http://127.0.0.1:0"], _data.Setting);

        Assert.That((exitCode, output.Split('\n').Count(line => line.Contains("is not used: it is damaged", StringComparison.Ordinal))), Is.EqualTo((1, 3)), output);
        Assert.That(errors, Does.StartWith("The SQLite database").And.Contain("is damaged"));
    }

    [Test]
    public async Task Starts_whenever_it_was_killed()
    {
        await LeaveFilesAsync();
        var random = new Random(7);
        for (var round = 0; round < 4; round++)
        {
            await using var server = await Serve().ListeningAsync();
            using var client = server.NewClient();
            using var admin = server.NewClient(await SignInAsync(client));
            var writes = 0;
            var killed = WriteUntilKilledAsync(admin, () => writes++);
            var enough = random.Next(1, 300); // files are written once a second: any moment of it
            await Until.True(() => Volatile.Read(ref writes) >= enough, TimeSpan.FromSeconds(60));
            server.Signal(Signal.Kill);
            await killed;
        }

        File.Delete(DatabaseFile + "-wal"); // what is damaged could be found there
        Damage(DatabaseFile);
        await using var last = await Serve().ListeningAsync();
        using var reader = last.NewClient();
        Assert.That((bool?)(await reader.CallAsync("GET", "/evaluate/kept?environment_key=production")).Json["enabled"], Is.Not.Null);
        Assert.That(last.Output, Does.Contain("Answering from the files of 3 environments").And.Not.Contain("is not used"));
        Assert.That(Files, Has.Length.LessThanOrEqualTo(8));
    }

    private static async Task WriteUntilKilledAsync(HttpClient admin, Action written)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await admin.CallAsync("PUT", "/flags/kept?environment_key=production", new { is_enabled = i % 2 == 0 });
                written();
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    private static void Damage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Write);
        stream.Write(Enumerable.Repeat((byte)'x', 100).ToArray());
    }

    private static async Task<string> SignInAsync(HttpClient client) =>
        (string)(await client.CallAsync("POST", "/auth/login", new { email = TestServerApp.AdminEmail, password = Password })).Json["access_token"]!;

    private ServerExecutable Serve() => ServerExecutable.Serve(
        _data.Setting, ("Auth__InitialAdminEmail", TestServerApp.AdminEmail), ("Auth__InitialAdminPassword", Password));

    /// <summary>A life of the server, with one flag on, that ended in order.</summary>
    private async Task LeaveFilesAsync()
    {
        await using var server = await Serve().ListeningAsync();
        using var client = server.NewClient();
        using var admin = server.NewClient(await SignInAsync(client));
        var created = await admin.CallAsync("POST", "/flags", new { key = "kept", name = "Kept", environment_key = "production", is_enabled = true });
        Assert.That(created.Status, Is.EqualTo(201), created.Body);
        server.Signal(Signal.Terminate);
        await server.ExitAsync();
    }
}
