using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed class LogTests
{
    private const string Password = "a password that must not be in logs";
    private const string Wrong = "a wrong password that must not be either";

    [TestCase("Information")]
    [TestCase("Trace")]
    public async Task Hold_no_secrets(string level)
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(
            data.Setting, ("Logging__LogLevel__Default", level), ("Auth__InitialAdminEmail", "admin@example.com"), ("Auth__InitialAdminPassword", Password)).ListeningAsync();
        using var anonymous = server.NewClient();

        var token = (string)(await LoginAsync(anonymous, Password)).Json["access_token"]!;
        await LoginAsync(anonymous, Wrong);
        var registered = await anonymous.CallAsync("POST", "/auth/register", new { email = "ann@example.com", password = Password, name = "Ann" });
        using var admin = server.NewClient(token);
        await admin.CallAsync("GET", "/auth/users");
        await admin.CallAsync("PUT", "/flags/none?environment_key=production", """{"is_enabled":true}""");
        await anonymous.CallAsync("GET", $"/auth/me", null, ("Authorization", $"Bearer {token}x"));
        await Until.True(() => server.Output.Contains("Refused with 401: GET /auth/me by anonymous", StringComparison.Ordinal), because: "the security log tells of refusals");

        var secret = await File.ReadAllTextAsync(Path.Combine(data.Path, "jwt-secret"));
        string[] secrets = [Password, Wrong, token.Split('.')[2], ((string)registered.Json["access_token"]!).Split('.')[2], secret, "$argon2"];
        Assert.That(secrets.Where(part => (server.Output + server.Errors).Contains(part, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Hold_nothing_of_who_was_evaluated()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting).ListeningAsync();
        using var anonymous = server.NewClient();

        await anonymous.CallAsync("GET", "/evaluate/some?environment_key=production&user_id=alice-in-logs");
        await anonymous.CallAsync("GET", "/auth/me?token=in-an-address");
        await Until.True(() => server.Output.Contains("Refused with 401", StringComparison.Ordinal));

        Assert.That(server.Output, Does.Not.Contain("alice-in-logs").And.Not.Contain("in-an-address"));
    }

    [Test]
    public async Task Cannot_be_forged_by_line_breaks()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting).ListeningAsync();

        await RawHttp.SendAsync(server.Address, "GET /auth/users/%0A2026-01-01T00:00:00Z%20warn:%20forged HTTP/1.1");
        await RawHttp.SendAsync(server.Address, "GET /audit/flag/%0D%0Awarn:%20forged HTTP/1.1");
        await Until.True(() => server.Output.Contains("Refused with 401", StringComparison.Ordinal));

        Assert.That(server.Output.Split('\n'), Has.None.Matches<string>(line => line.StartsWith("warn: forged", StringComparison.Ordinal) || line.StartsWith("2026-01-01T00:00:00Z warn", StringComparison.Ordinal)));
    }

    private static Task<Answer> LoginAsync(HttpClient client, string password) =>
        client.CallAsync("POST", "/auth/login", new { email = "admin@example.com", password });
}
