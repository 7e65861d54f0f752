using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Ofrep;

internal sealed class OfrepCorsTests
{
    private static readonly (string, string)[] FromElsewhere = [("Origin", "https://shop.example")];

    private OfrepStage _stage = null!;

    [OneTimeSetUp]
    public async Task Create() => _stage = await OfrepStage.CreateAsync(SharedServer.App);

    [TestCase("/ofrep/v1/evaluate/flags")]
    [TestCase("/ofrep/v1/evaluate/flags/any")]
    [TestCase("/OFREP/v1/evaluate/flags/")]
    public async Task Browsers_may_ask_beforehand_without_a_key(string path)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync(
            "OPTIONS", path, null, [.. FromElsewhere, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,if-none-match")]);

        Assert.Multiple(() =>
        {
            Assert.That((answer.Status, answer.Body), Is.EqualTo((204, "")));
            Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo("*"));
            Assert.That(answer.Header("Access-Control-Allow-Methods"), Does.Contain("POST").And.Contain("GET"));
            Assert.That(answer.Header("Access-Control-Allow-Headers")!.Split(", "), Is.SupersetOf(new[] { "content-type", "authorization", "x-api-key", "if-none-match" }));
            Assert.That(answer.Header("Access-Control-Max-Age"), Does.Match(@"\A[1-9]\d*\z"));
            Assert.That(answer.Header("Access-Control-Allow-Credentials"), Is.Null);
        });
    }

    [Test]
    public async Task Pages_may_read_every_answer()
    {
        var tag = (await _stage.AllAsync()).Header("ETag")!;
        Answer[] answers =
        [
            await _stage.OneAsync("on", "{}", null, FromElsewhere),
            await _stage.AllAsync("{}", null, FromElsewhere),
            await _stage.AllAsync("{}", null, [.. FromElsewhere, ("If-None-Match", tag)]),
            await _stage.OneAsync("on", "{}", "none", FromElsewhere),
            await _stage.OneAsync("none", "{}", null, FromElsewhere),
            await _stage.OneAsync("on", "{", null, FromElsewhere),
            await SharedServer.App.Anonymous.CallAsync("GET", OfrepStage.All, null, FromElsewhere),
            await SharedServer.App.Anonymous.CallAsync("GET", "/ofrep/v1/configuration", null, FromElsewhere),
        ];

        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.Status), Is.EqualTo(new[] { 200, 200, 304, 401, 404, 400, 405, 404 }));
            Assert.That(answers.Select(answer => answer.Header("Access-Control-Allow-Origin")), Is.All.EqualTo("*"));
            Assert.That(answers.Select(answer => answer.Header("Access-Control-Expose-Headers")), Is.All.EqualTo("ETag, Retry-After"));
            Assert.That(answers.Select(answer => answer.Header("Access-Control-Allow-Credentials")), Is.All.Null);
        });
    }

    [TestCase("/flags")]
    [TestCase("/environments/production/sdk-keys")]
    [TestCase("/ofrepx")]
    [TestCase("/")]
    public async Task Pages_may_read_nothing_else(string path)
    {
        var answers = await Task.WhenAll(
            SharedServer.App.Anonymous.CallAsync("GET", path, null, FromElsewhere), SharedServer.App.Anonymous.CallAsync("OPTIONS", path, null, FromElsewhere));

        Assert.That(answers.SelectMany(answer => answer.Headers.Keys).Where(name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase)), Is.Empty);
    }
}
