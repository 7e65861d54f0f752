using FeatureFlag.WebApi.Tests.Hosting;
using FeatureFlag.WebApi.Tests.Permissions;

namespace FeatureFlag.WebApi.Tests.OpenFeature;

/// <summary>The route of what is exported for flagd; what is in it: FlagdTests.</summary>
internal sealed class FlagdRouteTests
{
    private const string Route = "/sdk/flagd.json";

    private Stage _stage = null!;
    private string _secret = "";

    [SetUp]
    public async Task SetUpAsync()
    {
        var stage = new Stage(SharedServer.App, await SharedServer.App.As(Caller.Admin), "none", IsProtected: false);
        _stage = stage with { Environment = await stage.NewEnvironmentAsync() };
        _secret = (await _stage.NewSdkKeyAsync()).Secret;
    }

    [Test]
    public async Task Holds_the_flags_of_the_keys_environment()
    {
        var flag = await _stage.NewFlagAsync();

        var json = (await GetAsync(_secret)).Json;

        Assert.That((string?)json["metadata"]!["flagSetId"], Is.EqualTo(_stage.Environment));
        Assert.That(json["flags"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { flag }));
        Assert.That(json["flags"]![flag]!.ToJsonString(), Is.EqualTo(
            """{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","metadata":{"version":1}}"""));
    }

    [Test]
    public async Task Answers_304_until_something_changes()
    {
        var first = await GetAsync(_secret);
        var same = await GetAsync(_secret, ("If-None-Match", $"W/{first.Header("ETag")}"));
        await _stage.NewFlagAsync();
        var changed = await GetAsync(_secret, ("If-None-Match", first.Header("ETag")!));

        Assert.That((same.Status, same.Body), Is.EqualTo((304, "")));
        Assert.That(changed.Status, Is.EqualTo(200));
        Assert.That(changed.Header("ETag"), Is.Not.EqualTo(first.Header("ETag")));
    }

    [Test]
    public async Task Has_another_tag_than_the_snapshot() =>
        Assert.That((await GetAsync(_secret)).Header("ETag"), Is.Not.EqualTo((await SharedServer.App.Anonymous.CallAsync(
            "GET", "/sdk/snapshot", null, ("X-API-Key", _secret))).Header("ETag")));

    [Test]
    public async Task Is_closed_to_unknown_keys() =>
        Assert.That((await GetAsync("ffs_unknown")) is { Status: 401, ContentType: "application/problem+json" });

    [Test]
    public async Task Is_closed_to_client_keys() => Assert.That(
        await GetAsync((await _stage.NewSdkKeyAsync("client")).Secret), Has.Property("Status").EqualTo(403).And.Property("Body").Contains("server"));

    private static Task<Answer> GetAsync(string secret, params (string, string)[] headers) =>
        SharedServer.App.Anonymous.CallAsync("GET", Route, null, [("Authorization", $"Bearer {secret}"), .. headers]);
}
