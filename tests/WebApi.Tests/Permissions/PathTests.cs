using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Permissions;

/// <summary>No spelling of a path gets past the sign-in or the roles.</summary>
internal sealed class PathTests
{
    [TestCase("//auth/users")]
    [TestCase("/auth//users")]
    [TestCase("/auth/users//")]
    [TestCase("/AUTH/USERS")]
    [TestCase("/auth/users;x=1")]
    [TestCase("/auth;/users")]
    [TestCase("/auth/./users")]
    [TestCase("/auth/%75sers")]
    [TestCase("/auth%2fusers")]
    [TestCase("/auth%5cusers")]
    [TestCase("/auth/users%00")]
    [TestCase("/auth/users%20")]
    [TestCase("/auth/users?/health")]
    [TestCase("/health/../auth/users")]
    [TestCase("/health/%2e%2e/auth/users")]
    [TestCase("/health/..%2fauth/users")]
    [TestCase("/evaluate/../auth/users")]
    [TestCase("/evaluate/..%2f..%2fauth%2fusers")]
    [TestCase("/docs/../auth/users")]
    [TestCase("/docs/..%2fauth/users")]
    [TestCase("/openapi.json/../auth/users")]
    [TestCase("/metrics/../auth/users")]
    [TestCase("/docs/../appsettings.json")]
    [TestCase("/docs/..%2f..%2fappsettings.json")]
    [TestCase("/docs/%2e%2e/%2e%2e/etc/passwd")]
    [TestCase("/appsettings.json")]
    [TestCase("/data/featureflag.db")]
    [TestCase("/data/jwt-secret")]
    [TestCase("http://other.example/auth/users")]
    public async Task Shows_nothing_private_to_nobody(string path)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"GET {path} HTTP/1.1");

        Assert.That(answer.Status, Is.AnyOf(400, 401, 404, 422), answer.Body);
        Assert.That(answer.Body, Does.Not.Contain(TestServerApp.AdminEmail).And.Not.Contain("ConnectionStrings").And.Not.Contain("root:"));
    }

    [TestCase("X-Original-URL")]
    [TestCase("X-Rewrite-URL")]
    [TestCase("X-Forwarded-Path")]
    [TestCase("X-Forwarded-Prefix")]
    public async Task Comes_from_the_request_line_alone(string header)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("GET", "/health", null, (header, "/auth/users"));
        var guarded = await SharedServer.App.Anonymous.CallAsync("GET", "/auth/users", null, (header, "/health"));

        Assert.That((answer.Body, guarded.Status), Is.EqualTo(("""{"status":"healthy"}""", 401)));
    }

    [TestCase("//environments/$ENV")]
    [TestCase("/ENVIRONMENTS/$ENV")]
    [TestCase("/flags/../environments/$ENV")]
    [TestCase("/environments/%2e%2e/environments/$ENV")]
    [TestCase("/environments/$ENV;x=1")]
    [TestCase("/environments%2f$ENV")]
    [TestCase("/environments/$ENV/")]
    [TestCase("/environments/$ENV%20")]
    public async Task Does_not_let_a_developer_delete_an_environment(string path)
    {
        var app = SharedServer.App;
        var stage = new Stage(app, await app.As(Caller.Admin), "production", IsProtected: true);
        var key = await stage.NewEnvironmentAsync();
        var developer = await app.As(Caller.Developer);

        var answer = await RawHttp.SendAsync(
            app.Address, $"DELETE {path.Replace("$ENV", key, StringComparison.Ordinal)}?force=true HTTP/1.1", [$"Authorization: {developer.DefaultRequestHeaders.Authorization}"]);

        Assert.That(answer.Status, Is.AnyOf(400, 403, 404), answer.Body);
        Assert.That((await stage.Admin.CallAsync("GET", $"/environments/{key}")).Status, Is.EqualTo(200));
    }
}
