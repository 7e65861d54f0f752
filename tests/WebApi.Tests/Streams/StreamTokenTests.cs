using System.Text.Json.Nodes;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.WebApi.Tests.Auth;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Streams;

internal sealed class StreamTokenTests
{
    private const string Secret = "the secret of these tests, which is long enough";

    private StreamServer _server = null!;
    private SdkKeyEntry _key = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await StreamServer.StartAsync($"--Auth:JwtSecret={Secret}");
        (_key, _) = _server.AddKey(SdkKeyKind.Client);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase(Secret, 0, ExpectedResult = 200)]
    [TestCase(Secret, -14, ExpectedResult = 200, TestName = "Of a quarter of an hour ago opens the stream")]
    [TestCase(Secret, -31, ExpectedResult = 401, TestName = "That has expired is refused")]
    [TestCase("another secret, which is as long as this", 0, ExpectedResult = 401, TestName = "Signed with another key is refused")]
    public async Task<int> Opens_the_stream(string secret, int minutes) =>
        await StatusAsync(Tokens(secret, TimeSpan.FromMinutes(minutes)).Issue(_key.Id, _server.EnvironmentId));

    [Test]
    public async Task Of_another_key_or_environment_is_refused()
    {
        Assert.That(await StatusAsync(_server.Tokens.Issue(Guid.Empty, _server.EnvironmentId)), Is.EqualTo(401));
        Assert.That(await StatusAsync(_server.Tokens.Issue(_key.Id, Guid.Empty)), Is.EqualTo(401));
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("a.b.c")]
    [TestCase("....")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.e30.")]
    [TestCase("%00")]
    public async Task That_is_none_is_refused(string token) => Assert.That(await StatusAsync(token), Is.EqualTo(401));

    [Test]
    public async Task With_a_letter_changed_is_refused()
    {
        var parts = _server.Tokens.Issue(_key.Id, _server.EnvironmentId).Split('.');
        foreach (var part in Enumerable.Range(0, 3))
        {
            var forged = parts.Select((text, index) => index == part ? text[..5] + (text[5] == 'A' ? 'B' : 'A') + text[6..] : text);
            Assert.That(await StatusAsync(string.Join('.', forged)), Is.EqualTo(401));
        }
    }

    [Test]
    public async Task Signed_with_the_secret_itself_is_refused()
    {
        var made = _server.Tokens.Issue(_key.Id, _server.EnvironmentId);
        var (header, payload) = (JsonNode.Parse(Jwt.HeaderOf(made))!, JsonNode.Parse(Jwt.PayloadOf(made))!);
        Assert.That(await StatusAsync(Jwt.Make(header, payload, Secret)), Is.EqualTo(401));
        Assert.That(await StatusAsync(Jwt.Unsigned("none", payload)), Is.EqualTo(401));
    }

    [Test]
    public async Task Of_a_person_is_refused()
    {
        var access = await _server.App.SignInAsync(TestServerApp.AdminEmail);
        Assert.That(await StatusAsync(access), Is.EqualTo(401));

        using var sdk = await EventReader.OpenAsync(_server.App.Address, "/sdk/stream", (string?)null, $"Authorization: Bearer {access}");
        Assert.That(sdk.Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Opens_nothing_else()
    {
        using var client = _server.App.NewClient(_server.Tokens.Issue(_key.Id, _server.EnvironmentId));
        foreach (var target in new[] { "/auth/me", "/flags?environment_key=development", "/sdk/snapshot", "/sdk/stream" })
        {
            Assert.That((await client.CallAsync("GET", target)).Status, Is.EqualTo(401), target);
        }
    }

    [Test]
    public async Task Refusals_are_problems_that_pages_can_read()
    {
        var answer = await _server.App.Anonymous.CallAsync("GET", "/ofrep/v1/streams?token=x");
        ProblemAssert.IsProblem(answer, 401);
        Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo("*"));
        ProblemAssert.IsProblem(await _server.App.Anonymous.CallAsync("GET", "/ofrep/v1/streams?token=x&token=y"), 400);
        ProblemAssert.IsProblem(await _server.App.Anonymous.CallAsync("GET", "/ofrep/v1/streams"), 401);
    }

    private async Task<int> StatusAsync(string token)
    {
        using var reader = await EventReader.OpenAsync(_server.App.Address, $"/ofrep/v1/streams?token={token}");
        return reader.Status;
    }

    private StreamTokens Tokens(string secret, TimeSpan ago) =>
        new(_server.App.Services.GetRequiredService<JwtOptions>() with { Secret = secret }, new Shifted(ago));

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
