using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Ofrep;

internal sealed class OfrepTagTests
{
    private const string Alice = """{"context":{"targetingKey":"alice"}}""";

    private OfrepStage _stage = null!;
    private string _tag = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _stage = await OfrepStage.CreateAsync(SharedServer.App);
        _tag = await TagAsync(Alice);
    }

    [Test]
    public void Is_quoted() => Assert.That(_tag, Does.Match("\\A\"[0-9a-f]{32}\"\\z"));

    [TestCase("""{"context":{"targetingKey":"alice","country":"NL"}}""")]
    [TestCase("""{"more":1,"context":{"a":{"b":[1]},"targetingKey":"alice"}}""")]
    public async Task Stays_when_another_attribute_changes_nothing(string body) => Assert.That(await TagAsync(body), Is.EqualTo(_tag));

    [Test]
    public async Task Differs_when_any_answer_differs()
    {
        Dictionary<string, string> tags = [];
        foreach (var user in Enumerable.Range(0, 20).Select(i => $"user-{i}").Append("vip"))
        {
            var answer = await _stage.AllAsync(OfrepStage.Of(user));
            tags[answer.Header("ETag")!] = answer.Body;
            Assert.That(tags[answer.Header("ETag")!], Is.EqualTo(answer.Body));
        }

        Assert.That(tags.Values.Distinct().Count(), Is.EqualTo(tags.Count).And.GreaterThan(2));
        Assert.That(await TagAsync("{}"), Is.Not.AnyOf(tags.Keys.ToArray()), "errors count too");
    }

    [Test]
    public async Task Of_one_context_does_not_hold_for_another_with_another_answer()
    {
        var answer = await _stage.AllAsync("""{"context":{"targetingKey":"vip"}}""", null, ("If-None-Match", _tag));

        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Differs_when_a_flag_changes_and_comes_back_never()
    {
        var stage = await OfrepStage.CreateAsync(SharedServer.App);
        var admin = await SharedServer.App.As(Caller.Admin);
        List<string> tags = [(await stage.AllAsync(Alice)).Header("ETag")!];
        foreach (var isEnabled in new[] { false, true })
        {
            Assert.That((await admin.CallAsync("PUT", $"/flags/on?environment_key={stage.Environment}", new { is_enabled = isEnabled })).Status, Is.EqualTo(200));
            tags.Add((await stage.AllAsync(Alice)).Header("ETag")!);
        }

        Assert.That(tags, Is.Unique, "the version is part of it");
    }

    [Test]
    public async Task Is_that_of_another_server_with_the_same_flags()
    {
        await using var other = await TestServerApp.StartAsync();
        await using var third = await TestServerApp.StartAsync();
        var (a, b) = (await OfrepStage.CreateAsync(other, "same"), await OfrepStage.CreateAsync(third, "same"));

        Assert.That((await a.AllAsync(Alice, a.Plain)).Header("ETag"), Is.EqualTo((await b.AllAsync(Alice, b.Plain)).Header("ETag")));
    }

    [TestCase("$TAG", 304)]
    [TestCase("W/$TAG", 304)]
    [TestCase("\"x\", $TAG", 304)]
    [TestCase("\"x\",W/$TAG , \"y\"", 304)]
    [TestCase("*", 304)]
    [TestCase(" * ", 304)]
    [TestCase("\"x\"", 200)]
    [TestCase("W/\"x\"", 200)]
    [TestCase("\"*\"", 200)]
    [TestCase("", 200)]
    [TestCase("nonsense", 200)]
    public async Task Is_compared_weakly_and_in_lists(string header, int status)
    {
        var answer = await RawAsync(Alice, header);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer.Header("ETag"), Is.EqualTo(_tag));
    }

    [Test]
    public async Task Is_compared_in_every_line() => Assert.That((await RawAsync(Alice, "\"x\"", _tag)).Status, Is.EqualTo(304));

    [Test]
    public async Task Comes_with_304_and_no_body()
    {
        var answer = await _stage.AllAsync(Alice, null, ("If-None-Match", _tag));

        Assert.Multiple(() =>
        {
            Assert.That((answer.Status, answer.Body, answer.ContentType), Is.EqualTo((304, "", (string?)null)));
            Assert.That(answer.Header("ETag"), Is.EqualTo(_tag));
            Assert.That(answer.Header("Access-Control-Allow-Origin"), Is.EqualTo("*"));
        });
    }

    private Task<Answer> RawAsync(string body, params string[] headers) => RawHttp.SendAsync(
        SharedServer.App.Address,
        $"POST {OfrepStage.All} HTTP/1.1",
        [$"X-API-Key: {_stage.Server}", $"Content-Length: {body.Length}", .. headers.Select(header => $"If-None-Match: {header.Replace("$TAG", _tag, StringComparison.Ordinal)}")],
        System.Text.Encoding.ASCII.GetBytes(body));

    private async Task<string> TagAsync(string body) => (await _stage.AllAsync(body)).Header("ETag")!;
}
