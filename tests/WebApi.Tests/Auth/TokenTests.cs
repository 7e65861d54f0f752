using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

internal sealed class TokenTests
{
    private const string Secret = "the secret of these tests, which is long enough";

    private TestServerApp _app = null!;
    private string _valid = null!;
    private string _id = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync($"--Auth:JwtSecret={Secret}");
        _valid = await _app.SignInAsync(TestServerApp.AdminEmail);
        _id = (string)JsonNode.Parse(Jwt.PayloadOf(_valid))!["sub"]!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Made_here_like_the_server_makes_them_are_taken() =>
        Assert.That((await MeAsync($"Bearer {Jwt.Make(Header(), Payload(), Secret)}")).Status, Is.EqualTo(200));

    [Test]
    public void Hold_who_it_is_and_no_more() =>
        Assert.That(JsonNode.Parse(Jwt.PayloadOf(_valid))!.AsObject().Select(claim => claim.Key), Is.EquivalentTo(new[] { "sub", "auth_time", "iss", "aud", "iat", "nbf", "exp" }));

    [Test]
    public void Hold_for_an_hour()
    {
        var payload = JsonNode.Parse(Jwt.PayloadOf(_valid))!;

        Assert.That((long)payload["exp"]! - (long)payload["iat"]!, Is.EqualTo(3600));
    }

    [TestCase("none")]
    [TestCase("None")]
    [TestCase("NONE")]
    [TestCase("nOnE")]
    [TestCase("")]
    [TestCase("HS256")]
    public async Task Without_a_signature_are_refused(string algorithm)
    {
        await AssertRefusedAsync(Jwt.Unsigned(algorithm, Payload()));
        await AssertRefusedAsync(Jwt.Unsigned(algorithm, Payload()).TrimEnd('.'));
    }

    [TestCase("")]
    [TestCase("secret")]
    [TestCase("your-secret-key-change-in-production")]
    [TestCase("the secret of these tests, which is long enougH")]
    public async Task Signed_with_another_key_are_refused(string secret) => await AssertRefusedAsync(Jwt.Make(Header(), Payload(), secret));

    [Test]
    public async Task Signed_by_another_algorithm_are_refused()
    {
        await AssertRefusedAsync(Jwt.Make(new { alg = "HS512", typ = "JWT" }, Payload(), Secret, sha512: true));
        await AssertRefusedAsync(Jwt.Make(new { alg = "RS256", typ = "JWT" }, Payload(), Secret));
    }

    [Test]
    public async Task Whose_payload_was_exchanged_are_refused()
    {
        var parts = _valid.Split('.');
        foreach (var payload in new[] { Jwt.PayloadOf(_valid).Replace("exp\":1", "exp\":2", StringComparison.Ordinal), "{}", "[]", "null", "" })
        {
            await AssertRefusedAsync($"{parts[0]}.{Jwt.Part(payload)}.{parts[2]}");
        }
    }

    [Test]
    public async Task Whose_signature_is_damaged_are_refused()
    {
        var parts = _valid.Split('.');
        foreach (var signature in new[] { parts[2][..^1], parts[2][..20], parts[2] + parts[2], "", " ", "." + parts[2], parts[2] + ".x" })
        {
            await AssertRefusedAsync($"{parts[0]}.{parts[1]}.{signature}");
        }
    }

    [TestCase("exp", -10)]
    [TestCase("nbf", 120)]
    public async Task Outside_of_their_time_are_refused(string claim, int secondsFromNow)
    {
        var payload = Payload();
        payload[claim] = Now + secondsFromNow;

        await AssertRefusedAsync(Jwt.Make(Header(), payload, Secret));
    }

    [TestCase("exp", null)]
    [TestCase("exp", "\"tomorrow\"")]
    [TestCase("exp", "1e400")]
    [TestCase("exp", "-1")]
    [TestCase("exp", "99999999999999999999")]
    [TestCase("aud", "\"other\"")]
    [TestCase("aud", null)]
    [TestCase("iss", "\"other\"")]
    [TestCase("iss", null)]
    [TestCase("sub", null)]
    [TestCase("sub", "\"0198c0de-7000-7000-8000-000000000001\"")]
    [TestCase("sub", "\"admin@example.com\"")]
    [TestCase("sub", "\"' OR '1'='1\"")]
    [TestCase("sub", "{\"id\":1}")]
    [TestCase("sub", "[\"$ID\",\"$ID\"]")]
    [TestCase("sub", "{\"$ID\":\"$ID\"}")]
    [TestCase("sub", "1")]
    [TestCase("sub", "true")]
    [TestCase("sub", "\"{$ID}\"")]
    public async Task With_a_claim_that_is_not_ours_are_refused(string claim, string? value)
    {
        var payload = Payload();
        payload.Remove(claim);
        var text = payload.ToJsonString();
        if (value is not null)
        {
            text = $"{text[..^1]},\"{claim}\":{value.Replace("$ID", _id, StringComparison.Ordinal)}}}";
        }

        await AssertRefusedAsync(SignText("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", text));
    }

    [TestCase("{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}}")]
    [TestCase("{\"alg\":\"HS256\",\"jku\":\"http://127.0.0.1:1/keys\"}")]
    [TestCase("{\"alg\":\"HS256\",\"kid\":\"../../../../dev/null\"}")]
    [TestCase("{\"alg\":\"HS256\",\"kid\":\"x' UNION SELECT 'secret\"}")]
    [TestCase("{\"alg\":\"HS256\",\"x5u\":\"http://127.0.0.1:1/\"}")]
    [TestCase("{\"alg\":\"HS256\",\"zip\":\"DEF\"}")]
    public async Task That_bring_their_own_key_are_refused(string header)
    {
        var secret = "secret"; // what the header offers
        await AssertRefusedAsync(SignText(header, Payload().ToJsonString(), secret));
    }

    [TestCase("Bearer")]
    [TestCase("Bearer ")]
    [TestCase("Bearer x")]
    [TestCase("Bearer ..")]
    [TestCase("Bearer a.b.c")]
    [TestCase("Bearer eyJ9.e30.")]
    [TestCase("Bearer null")]
    [TestCase("Basic YWRtaW46YWRtaW4=")]
    [TestCase("Digest username=admin")]
    [TestCase("Token $T")]
    [TestCase("$T")]
    [TestCase("Bearer $T x")]
    [TestCase("Bearer x $T")]
    [TestCase("Bearer,Bearer $T")]
    [TestCase("Bearer \"$T\"")]
    [TestCase(",")]
    public async Task In_a_header_that_is_none_are_refused(string header)
    {
        var answer = await RawHttp.SendAsync(_app.Address, "GET /auth/me HTTP/1.1", [$"Authorization: {header.Replace("$T", _valid, StringComparison.Ordinal)}"]);

        ProblemAssert.IsProblem(answer, 401);
    }

    [Test]
    public async Task Of_16_000_characters_are_refused() => await AssertRefusedAsync(_valid + new string('A', 16_000));

    [TestCase("access_token")]
    [TestCase("token")]
    [TestCase("authorization")]
    public async Task In_an_address_are_ignored(string name) =>
        ProblemAssert.IsProblem(await _app.Anonymous.CallAsync("GET", $"/auth/me?{name}={_valid}"), 401);

    [Test]
    public async Task Are_not_looked_at_where_none_is_needed()
    {
        using var admin = _app.NewClient(_valid);
        await admin.CallAsync("POST", "/auth/register", new { email = "own@example.com", password = TestServerApp.Password, name = "Own" });

        var entry = (await admin.CallAsync("GET", "/audit?limit=1")).Json[0]!;

        Assert.That((string?)entry["user_email"], Is.EqualTo("own@example.com"), "who registers does so as themselves");
    }

    [Test]
    public async Task In_a_cookie_are_ignored() =>
        ProblemAssert.IsProblem(await _app.Anonymous.CallAsync("GET", "/auth/me", null, ("Cookie", $"access_token={_valid}; Authorization=Bearer {_valid}")), 401);

    [Test]
    public async Task Sent_twice_are_refused()
    {
        var answer = await RawHttp.SendAsync(_app.Address, "GET /auth/me HTTP/1.1", ["Authorization: Bearer x", $"Authorization: Bearer {_valid}"]);

        ProblemAssert.IsProblem(answer, 401);
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static object Header() => new { alg = "HS256", typ = "JWT" };

    private static string SignText(string header, string payload, string secret = Secret) =>
        Jwt.Make(JsonNode.Parse(header)!, System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(payload), secret);

    private JsonObject Payload() => new()
    {
        ["sub"] = _id, ["iss"] = "featureflag", ["aud"] = "featureflag", ["iat"] = Now, ["nbf"] = Now, ["exp"] = Now + 600,
    };

    private async Task AssertRefusedAsync(string token) => ProblemAssert.IsProblem(await MeAsync($"Bearer {token}"), 401);

    private Task<Answer> MeAsync(string authorization) => _app.Anonymous.CallAsync("GET", "/auth/me", null, ("Authorization", authorization));
}
