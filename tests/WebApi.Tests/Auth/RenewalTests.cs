using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

/// <summary>A fresh token for one that is still valid.</summary>
internal sealed class RenewalTests
{
    private const string Secret = "the secret of these tests, which is long enough";

    private TestServerApp _app = null!;
    private string _id = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync($"--Auth:JwtSecret={Secret}", "--Auth:SessionHours=2");
        _id = (string)ClaimsOf(await _app.SignInAsync(TestServerApp.AdminEmail))["sub"]!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Gives_what_a_sign_in_gives()
    {
        var answer = await RenewAsync(Token(signedIn: Now));

        Assert.That(
            (answer.Status, (string?)answer.Json["token_type"], (string?)answer.Json["user"]!["email"]),
            Is.EqualTo((200, "bearer", TestServerApp.AdminEmail)));
    }

    [Test]
    public async Task Gives_a_token_that_opens_the_same_account()
    {
        using var client = _app.NewClient(await RenewedAsync(Token(signedIn: Now)));

        Assert.That((string?)(await client.CallAsync("GET", "/auth/me")).Json["id"], Is.EqualTo(_id));
    }

    [Test]
    public async Task Keeps_when_the_sign_in_was()
    {
        var signedIn = Now - 1800;

        Assert.That((long?)ClaimsOf(await RenewedAsync(Token(signedIn)))["auth_time"], Is.EqualTo(signedIn));
    }

    [Test]
    public async Task Gives_none_that_outlives_the_session()
    {
        var signedIn = Now - 5400;

        Assert.That((long?)ClaimsOf(await RenewedAsync(Token(signedIn)))["exp"], Is.EqualTo(signedIn + 7200));
    }

    [Test]
    public async Task Ends_when_the_sign_in_is_too_long_ago() =>
        ProblemAssert.IsProblem(await RenewAsync(Token(signedIn: Now - 7200)), 401);

    [Test]
    public async Task Is_refused_to_a_token_that_has_expired() =>
        ProblemAssert.IsProblem(await RenewAsync(Token(signedIn: Now - 3600, expires: Now - 1)), 401);

    [Test]
    public async Task Is_refused_without_a_token() => ProblemAssert.IsProblem(await _app.Anonymous.CallAsync("POST", "/auth/renew"), 401);

    [Test]
    public async Task Is_refused_after_the_password_was_changed()
    {
        var token = (await _app.RegisterAsync("renewing@example.com")).Token;
        using var client = _app.NewClient(token);
        await client.CallAsync("PUT", "/auth/me/password", new { current_password = TestServerApp.Password, new_password = "another password for tests" });

        ProblemAssert.IsProblem(await RenewAsync(token), 401);
    }

    [Test]
    public async Task Goes_on_after_the_password_was_changed_with_the_token_that_this_gave()
    {
        using var client = _app.NewClient((await _app.RegisterAsync("going-on@example.com")).Token);
        var changed = await client.CallAsync("PUT", "/auth/me/password", new { current_password = TestServerApp.Password, new_password = "another password for tests" });
        using var renewed = _app.NewClient(await RenewedAsync((string)changed.Json["access_token"]!));

        Assert.That((await renewed.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static JsonNode ClaimsOf(string token) => JsonNode.Parse(Jwt.PayloadOf(token))!;

    private string Token(long signedIn, long? expires = null) => Jwt.Make(
        new { alg = "HS256", typ = "JWT" },
        new { sub = _id, iss = "featureflag", aud = "featureflag", auth_time = signedIn, iat = signedIn, nbf = signedIn, exp = expires ?? Now + 600 },
        Secret);

    private async Task<string> RenewedAsync(string token) => (string)(await RenewAsync(token)).Json["access_token"]!;

    private async Task<Answer> RenewAsync(string token)
    {
        using var client = _app.NewClient(token);
        return await client.CallAsync("POST", "/auth/renew");
    }
}
