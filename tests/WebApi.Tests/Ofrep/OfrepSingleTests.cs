using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Ofrep;

/// <summary>One flag, and every shape of answer that providers were seen to depend on.</summary>
internal sealed class OfrepSingleTests
{
    private const string Anonymous = "{}";
    private const string Alice = """{"context":{"targetingKey":"alice"}}""";

    private OfrepStage _stage = null!;

    [OneTimeSetUp]
    public async Task Create() => _stage = await OfrepStage.CreateAsync(SharedServer.App);

    [TestCase("on", Anonymous, """"value":true,"reason":"STATIC","variant":"on"""")]
    [TestCase("off", Anonymous, """"value":false,"reason":"DISABLED","variant":"off"""")]
    [TestCase("needs.off_flag", Anonymous, """"value":false,"reason":"DEFAULT","variant":"off"""")]
    [TestCase("targeted", """{"context":{"targetingKey":"vip"}}""", """"value":false,"reason":"TARGETING_MATCH","variant":"off"""")]
    [TestCase("targeted", Alice, """"value":true,"reason":"DEFAULT","variant":"on"""")]
    [TestCase("split-whole", Anonymous, """"value":true,"reason":"SPLIT","variant":"on"""")]
    [TestCase("number", Anonymous, """"value":1.0,"reason":"STATIC","variant":"one"""")]
    [TestCase("integer", Anonymous, """"value":12345678901234567890,"reason":"STATIC","variant":"one"""")]
    [TestCase("text", Anonymous, """"value":"ü \"x\" 🚀","reason":"STATIC","variant":"one"""")]
    [TestCase("object", Anonymous, """"value":{"a":1.50,"b":[null,{"c":"d"}]},"reason":"STATIC","variant":"one"""")]
    public async Task Says_value_reason_and_variant(string flag, string body, string middle)
    {
        var answer = await _stage.OneAsync(flag, body);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, $$$"""{"key":"{{{flag}}}","{{{middle}}}","metadata":{"flagSetId":"{{{_stage.Environment}}}","version":1}}""")));
        Assert.That(answer.ContentType, Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Splits_by_the_targeting_key()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _stage.OneAsync("split", OfrepStage.Of($"user-{i}"))));

        Assert.That(answers.Select(answer => (string?)answer.Json["reason"]), Is.All.EqualTo("SPLIT"));
        Assert.That(answers.Select(answer => (string?)answer.Json["variant"]), Has.Member("on").And.Member("off"));
    }

    [Test]
    public async Task Decides_as_the_other_evaluation_route_does()
    {
        foreach (var user in Enumerable.Range(0, 30))
        {
            var own = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/split?environment_key={_stage.Environment}&user_id=user-{user}");
            var ofrep = await _stage.OneAsync("split", OfrepStage.Of($"user-{user}"));

            Assert.That((string?)ofrep.Json["variant"], Is.EqualTo((string?)own.Json["variant"]));
        }
    }

    [TestCase("split", Anonymous, 400, "TARGETING_KEY_MISSING")]
    [TestCase("split", """{"context":{"targetingKey":""}}""", 400, "TARGETING_KEY_MISSING")]
    [TestCase("split", """{"context":{"targetingKey":null}}""", 400, "TARGETING_KEY_MISSING")]
    [TestCase("broken", Anonymous, 400, "GENERAL")]
    [TestCase("none", Anonymous, 404, "FLAG_NOT_FOUND")]
    [TestCase("ON", Anonymous, 404, "FLAG_NOT_FOUND")]
    [TestCase("archived", Anonymous, 404, "FLAG_NOT_FOUND")]
    [TestCase("on", "", 400, "PARSE_ERROR")]
    [TestCase("on", "{", 400, "PARSE_ERROR")]
    [TestCase("on", "null", 400, "PARSE_ERROR")]
    [TestCase("on", "[]", 400, "PARSE_ERROR")]
    [TestCase("on", """{"context":[]}""", 400, "INVALID_CONTEXT")]
    [TestCase("on", """{"context":"alice"}""", 400, "INVALID_CONTEXT")]
    [TestCase("on", """{"context":{"targetingKey":1}}""", 400, "INVALID_CONTEXT")]
    [TestCase("on", """{"context":{"targetingKey":"alice","user_id":"bob"}}""", 400, "INVALID_CONTEXT")]
    [TestCase("on", """{"context":{"user_id":"bob"}}""", 400, "INVALID_CONTEXT")]
    [TestCase("on", """{"context":{"user_id":1,"targetingKey":"1"}}""", 400, "INVALID_CONTEXT")]
    public async Task Says_what_is_wrong_in_the_shape_of_the_protocol(string flag, string body, int status, string code) =>
        IsFailure(await _stage.OneAsync(flag, body), status, flag, code);

    [TestCase("""{"context":null}""")]
    [TestCase("""{"context":{}}""")]
    [TestCase("""{"context":{"targetingKey":"alice","user_id":"alice"}}""")]
    [TestCase("""{"context":{"targetingKey":"alice","user_id":null}}""")]
    [TestCase("""{"context":{"targetingKey":"alice","nested":{"a":[1,{"b":null}]},"date":"2026-01-02T03:04:05.000Z"}}""")]
    [TestCase("""{"flags":["x"],"context":{},"more":{"a":1}}""")]
    [TestCase(" \r\n{ } ")]
    public async Task Takes_what_providers_send(string body) => Assert.That((await _stage.OneAsync("on", body)).Status, Is.EqualTo(200));

    [TestCase(512, 200)]
    [TestCase(513, 400)]
    public async Task Takes_a_targeting_key_of_512_characters(int length, int status) => Assert.That(
        (await _stage.OneAsync("split", OfrepStage.Of(new string('ü', length)))).Status, Is.EqualTo(status));

    [TestCase("needs%2Eoff_flag", 200, "needs.off_flag")]
    [TestCase("%6f%6E", 200, "on")]
    [TestCase("a%2Fb", 404, "a/b")]
    [TestCase("on%20", 404, "on ")]
    [TestCase("%3Cscript%3E", 404, "<script>")]
    [TestCase("%f0%9f%9a%80", 404, "🚀")]
    public async Task Decodes_the_key_in_the_path(string path, int status, string key)
    {
        var answer = await _stage.OneAsync(path);

        Assert.That((answer.Status, (string?)answer.Json["key"]), Is.EqualTo((status, key)));
        Assert.That(answer.Body, Does.Not.Contain("<script>"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase(null)]
    public async Task Does_not_mind_the_content_type(string? type)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.One + "on", content, ("X-API-Key", _stage.Server));

        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [TestCase("Authorization", "Bearer $SERVER", 200)]
    [TestCase("X-API-Key", "$SERVER", 200)]
    [TestCase("X-API-Key", "$CLIENT", 200)]
    [TestCase("X-API-Key", "$SERVERx", 401)]
    [TestCase("Authorization", "Bearer nonsense", 401)]
    [TestCase("Accept", "*/*", 401)]
    public async Task Wants_an_SDK_key_in_one_of_two_headers(string name, string value, int status)
    {
        value = value.Replace("$SERVER", _stage.Server, StringComparison.Ordinal).Replace("$CLIENT", _stage.Client, StringComparison.Ordinal);
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.One + "on", "{}", (name, value));

        Assert.That(answer.Status, Is.EqualTo(status));
        if (status == 401)
        {
            IsFailure(answer, 401, "on", "GENERAL");
            Assert.That(answer.Header("WWW-Authenticate"), Is.EqualTo("Bearer"));
        }
    }

    [Test]
    public async Task Is_not_opened_by_the_token_of_an_admin() =>
        IsFailure(await (await SharedServer.App.As(Caller.Admin)).CallAsync("POST", OfrepStage.One + "on", "{}"), 401, "on", "GENERAL");

    [Test]
    public async Task Shows_client_keys_what_is_visible_to_clients_and_nothing_else()
    {
        Assert.That((await _stage.OneAsync("on", key: _stage.Client)).Status, Is.EqualTo(200));
        IsFailure(await _stage.OneAsync("hidden", key: _stage.Client), 404, "hidden", "FLAG_NOT_FOUND");
        Assert.That(
            (await _stage.OneAsync("hidden", key: _stage.Client)).Body.Replace("hidden", "none", StringComparison.Ordinal),
            Is.EqualTo((await _stage.OneAsync("none", key: _stage.Client)).Body), "a client learns nothing of a flag it may not see");
    }

    [Test]
    public async Task Takes_the_environment_from_the_key()
    {
        var other = await OfrepStage.CreateAsync(SharedServer.App);

        Assert.That((string?)(await _stage.OneAsync("on", key: other.Server)).Json["metadata"]!["flagSetId"], Is.EqualTo(other.Environment));
    }

    [Test]
    public async Task Counts_evaluations()
    {
        await _stage.OneAsync("on");
        await _stage.AllAsync();

        Assert.That((await SharedServer.App.Anonymous.CallAsync("GET", "/metrics")).Body, Does.Contain("featureflag_evaluations").And.Contain("STATIC"));
    }

    internal static void IsFailure(Answer answer, int status, string? key, string code)
    {
        string[] names = key is null ? ["errorCode", "errorDetails", "metadata"] : ["key", "errorCode", "errorDetails", "metadata"];
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.Multiple(() =>
        {
            Assert.That(answer.ContentType, Is.EqualTo("application/json"));
            Assert.That(answer.Json.AsObject().Select(pair => pair.Key), Is.EqualTo(names));
            Assert.That((string?)answer.Json["key"], Is.EqualTo(key));
            Assert.That((string?)answer.Json["errorCode"], Is.EqualTo(code));
            Assert.That((string?)answer.Json["errorDetails"], Does.Match(@"\A[A-Z].*\.\z").Or.Match(@"\A(targetingKey|user_id).*\.\z"));
            Assert.That(answer.Json["metadata"], Is.TypeOf<JsonObject>());
        });
    }
}
