using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed class SecurityHeadersTests
{
    private static readonly string[] Leaks = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "Access-Control-Allow-Origin"];

    [TestCase("GET", "/health", 200)]
    [TestCase("HEAD", "/health", 200)]
    [TestCase("GET", "/evaluate/x?environment_key=production", 200)]
    [TestCase("GET", "/evaluate/x", 422)]
    [TestCase("GET", "/", 200)]
    [TestCase("GET", "/openapi.json", 200)]
    [TestCase("GET", "/metrics", 200)]
    [TestCase("GET", "/docs/index.html", 200)]
    [TestCase("GET", "/no-such-page", 404)]
    [TestCase("GET", "/auth/me", 401)]
    [TestCase("PATCH", "/flags", 405)]
    [TestCase("POST", "/auth/login", 415)]
    [TestCase("GET", "/health?a=1&a=2", 400)]
    public async Task Stand_on_every_answer(string method, string target, int status)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync(method, target, null, ("Origin", "https://evil.example"));

        Assert.That(answer.Status, Is.EqualTo(status));
        AssertHeaders(answer);
    }

    [Test]
    public async Task Stand_on_an_answer_to_too_large_a_body()
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, "POST /auth/login HTTP/1.1", ["Content-Type: application/json", "Content-Length: 2000000"]);

        Assert.That(answer.Status, Is.EqualTo(413));
        AssertHeaders(answer);
    }

    [Test]
    public async Task Stand_on_an_answer_to_a_fault_of_the_server()
    {
        await using var app = await TestServerApp.StartAsync();
        var admin = await app.As(Caller.Admin);
        await BreakAsync(app);

        var answer = await admin.CallAsync("GET", "/audit");

        ProblemAssert.IsProblem(answer, 500);
        AssertHeaders(answer);
    }

    [TestCase("/")]
    [TestCase("/index.html")]
    [TestCase("/docs/index.html")]
    public async Task Let_pages_run_no_inline_code(string page)
    {
        var policy = (await SharedServer.App.Anonymous.CallAsync("GET", page)).Header("Content-Security-Policy")!;

        Assert.That(
            policy,
            Does.Contain("default-src 'none'").And.Contain("script-src 'self'").And.Contain("base-uri 'none'").And.Contain("frame-ancestors 'none'")
                .And.Not.Contain("unsafe").And.Not.Contain("*"));
    }

    [Test]
    public async Task Let_no_origin_in()
    {
        var answer = await SharedServer.App.Anonymous.CallAsync(
            "OPTIONS", "/flags", null, ("Origin", "null"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));

        Assert.That(answer.Headers.Keys.Where(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }

    private static void AssertHeaders(Answer answer) => Assert.Multiple(() =>
    {
        Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(answer.Header("Referrer-Policy"), Is.EqualTo("no-referrer"));
        Assert.That(answer.Header("Cache-Control"), Does.Contain("no-store"));
        Assert.That(answer.Header("Content-Security-Policy"), Does.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'").And.Not.Contain("unsafe"));
        Assert.That(Leaks.Where(name => answer.Header(name) is not null), Is.Empty);
        Assert.That(answer.Headers.Values, Has.None.Contains("0.1.0"));
    });

    /// <summary>Takes a table away, behind the server's back.</summary>
    private static async Task BreakAsync(TestServerApp app)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(app.DataDirectory, "featureflag.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "ALTER TABLE audit_entries RENAME TO gone";
        await command.ExecuteNonQueryAsync();
    }
}
