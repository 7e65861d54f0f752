using System.Text.Json.Nodes;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Auth;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>What people's pages hear.</summary>
internal sealed class ChangesTests
{
    private const string Secret = "the secret of these tests, which is long enough";

    private TestServerApp _app = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync($"--Auth:JwtSecret={Secret}");
        _admin = await _app.As(Caller.Admin);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Is_the_environment_and_its_version()
    {
        using var reader = await ListenAsync();
        var version = await ChangeAsync("staging");

        var told = await ToldOfAsync(reader, "staging");

        Assert.That((told.Type, told.Data), Is.EqualTo(("change", $$"""{"environment_key":"staging","version":{{version}}}""")));
    }

    [Test]
    public async Task Is_a_new_environment_and_one_that_goes()
    {
        using var reader = await ListenAsync();
        await _admin.CallAsync("POST", "/environments", new { key = "short-lived", name = "Short-lived" });
        var made = await ToldOfAsync(reader, "short-lived");
        await _admin.CallAsync("DELETE", "/environments/short-lived");
        var gone = await ToldOfAsync(reader, "short-lived");

        Assert.That((made.Data, gone.Data), Is.EqualTo(("""{"environment_key":"short-lived","version":1}""", """{"environment_key":"short-lived","version":0}""")));
    }

    [Test]
    public async Task Is_nothing_from_before()
    {
        await ChangeAsync("development");
        using var reader = await ListenAsync();
        await ChangeAsync("production");

        Assert.That((await reader.NextAsync())!.Data, Does.Contain("production"));
    }

    [Test]
    public async Task Is_a_stream_for_who_is_signed_in()
    {
        using var reader = await ListenAsync();

        Assert.That((reader.Status, reader.Headers["Content-Type"], reader.Headers["X-Accel-Buffering"]), Is.EqualTo((200, "text/event-stream", "no")));
        ProblemAssert.IsProblem(await _app.Anonymous.CallAsync("GET", "/changes"), 401);
    }

    [Test]
    public async Task Ends_when_the_account_is_disabled()
    {
        var (id, token) = await _app.RegisterAsync("disabled-listener@example.com");
        using var reader = await ListenAsync(token);
        await _app.SetUserAsync(id, "is_active", false);

        await ToEndWhileChangingAsync(reader);
    }

    [Test]
    public async Task Ends_when_the_password_is_changed_elsewhere()
    {
        var (_, token) = await _app.RegisterAsync("other-password@example.com");
        using var reader = await ListenAsync(token);
        using var elsewhere = _app.NewClient(token);
        await elsewhere.CallAsync("PUT", "/auth/me/password", new { current_password = TestServerApp.Password, new_password = "another password for tests" });

        await ToEndWhileChangingAsync(reader);
    }

    [Test]
    public async Task Ends_when_the_token_does()
    {
        var (id, _) = await _app.RegisterAsync("short@example.com");
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var payload = new JsonObject { ["sub"] = id, ["iss"] = "featureflag", ["aud"] = "featureflag", ["iat"] = now, ["nbf"] = now, ["exp"] = now + 3 };
        using var reader = await ListenAsync(Jwt.Make(new { alg = "HS256", typ = "JWT" }, payload, Secret));

        await ToEndWhileChangingAsync(reader);
        Assert.That(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), Is.GreaterThanOrEqualTo(now + 3));
    }

    [Test]
    public async Task Goes_on_for_who_may_listen()
    {
        var (_, token) = await _app.RegisterAsync("patient@example.com");
        using var reader = await ListenAsync(token);
        var until = TimeProvider.System.GetUtcNow().AddSeconds(3);
        while (TimeProvider.System.GetUtcNow() < until)
        {
            await ChangeAsync("development");
            Assert.That(await reader.NextAsync(), Is.Not.Null);
        }
    }

    [Test]
    public async Task Is_no_duration_of_a_request()
    {
        using (await ListenAsync())
        {
            // Open for a moment.
        }

        Assert.That((await _app.Anonymous.CallAsync("GET", "/metrics")).Body, Does.Not.Contain("http_route=\"changes\""));
    }

    private async Task<EventReader> ListenAsync(string? token = null)
    {
        token ??= _admin.DefaultRequestHeaders.Authorization!.Parameter!;
        var reader = await EventReader.OpenAsync(_app.Address, "/changes", default(string), $"Authorization: Bearer {token}");
        Assert.That(reader.Status, Is.EqualTo(200));
        return reader;
    }

    private static async Task<Event> ToldOfAsync(EventReader reader, string environment)
    {
        while (await reader.NextAsync() is { } told)
        {
            if (told.Data.Contains($"\"{environment}\"", StringComparison.Ordinal))
            {
                return told;
            }
        }

        throw new AssertionException("The stream has ended.");
    }

    /// <returns>The environment's new version.</returns>
    private async Task<long> ChangeAsync(string environment)
    {
        await _admin.CallAsync("POST", "/flags", new { key = SharedServer.NewKey("changes"), name = "Any", environment_key = environment });
        return (long)(await _admin.CallAsync("GET", $"/environments/{environment}")).Json["version"]!;
    }

    /// <summary>It is looked at whenever something is to be sent.</summary>
    private async Task ToEndWhileChangingAsync(EventReader reader)
    {
        var reading = reader.ToEndAsync();
        await Until.True(
            async () =>
            {
                await ChangeAsync("development");
                return reading.IsCompletedSuccessfully;
            },
            TimeSpan.FromSeconds(20));
    }
}
