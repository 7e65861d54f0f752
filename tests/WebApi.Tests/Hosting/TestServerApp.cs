using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>The server inside the test process: a real port, and a data directory (SQLite) of its own unless settings say otherwise.</summary>
internal sealed class TestServerApp : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.com";
    public const string Password = "a password for tests";

    private readonly Dictionary<Caller, Task<HttpClient>> _clients = [];
    private readonly WebApplication _app;

    private TestServerApp(WebApplication app, string dataDirectory)
    {
        _app = app;
        DataDirectory = dataDirectory;
        Anonymous = NewClient();
    }

    public string DataDirectory { get; }

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public HttpClient Anonymous { get; }

    /// <param name="settings">As on the command line: "--Cache:TtlSeconds=5".</param>
    public static async Task<TestServerApp> StartAsync(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("ff-web-").FullName;
        string[] defaults =
        [
            "--urls=http://127.0.0.1:0",
            $"--Storage:DataDirectory={data}",
            $"--Auth:InitialAdminEmail={AdminEmail}",
            $"--Auth:InitialAdminPassword={Password}",
            "--Auth:RegistrationsPerMinutePerAddress=100000", // all tests come from one address
            "--Auth:LoginFailuresPerMinutePerAddress=100000",
            "--Auth:LoginFailuresPerMinutePerAccount=1000",
            "--Logging:LogLevel:Default=None",
        ];
        var app = Server.Build([.. defaults, .. settings]);
        await Server.StartAsync(app, TextWriter.Null);
        return new TestServerApp(app, data);
    }

    /// <summary>On a new database of PostgreSQL, with Redis.</summary>
    public static async Task<TestServerApp> StartWithServersAsync() => await StartAsync(
        $"--ConnectionStrings:Postgres={await PostgresServer.Shared.CreateDatabaseAsync()}",
        $"--ConnectionStrings:Redis={RedisServer.Shared.ConnectionString}",
        "--Auth:JwtSecret=the secret of a test with servers");

    public HttpClient NewClient(string? token = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        var client = new HttpClient(handler) { BaseAddress = Address };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    /// <summary>A client signed in with an account of that role, which is made when first asked for.</summary>
    public Task<HttpClient> As(Caller caller) =>
        _clients.TryGetValue(caller, out var client) ? client : _clients[caller] = ConnectAsync(caller);

    public async Task<string> SignInAsync(string email, string password = Password)
    {
        var answer = await Anonymous.CallAsync("POST", "/auth/login", new { email, password });
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        return (string)answer.Json["access_token"]!;
    }

    /// <returns>The new account's id and token.</returns>
    public async Task<(Guid Id, string Token)> RegisterAsync(string email, string password = Password)
    {
        var answer = await Anonymous.CallAsync("POST", "/auth/register", new { email, password, name = "A person" });
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        return ((Guid)answer.Json["user"]!["id"]!, (string)answer.Json["access_token"]!);
    }

    public async Task SetUserAsync(Guid id, string field, object value)
    {
        var body = new Dictionary<string, object> { [field] = value };
        var answer = await (await As(Caller.Admin)).CallAsync("PUT", $"/auth/users/{id}/{(field == "role" ? "role" : "active")}", body);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task<HttpClient> ConnectAsync(Caller caller)
    {
        switch (caller)
        {
            case Caller.Anonymous:
                return Anonymous;
            case Caller.Admin:
                return NewClient(await SignInAsync(AdminEmail));
            default:
                var name = caller.ToString().ToLowerInvariant();
                var (id, token) = await RegisterAsync($"{name}@example.com");
                await SetUserAsync(id, "role", caller == Caller.Disabled ? "admin" : name);
                if (caller == Caller.Disabled)
                {
                    await SetUserAsync(id, "is_active", false);
                }

                return NewClient(token);
        }
    }
}
