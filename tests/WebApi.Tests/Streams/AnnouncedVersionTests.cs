using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>A client is told of a change by the node that made it, and asks another one, which does not know of it yet.</summary>
internal sealed class AnnouncedVersionTests
{
    private Cluster _cluster = null!;
    private HttpClient[] _nodes = null!;
    private string _secret = null!;

    /// <summary>Nodes without notices, which ask for changes once a minute.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        _cluster = await Cluster.StartAsync(("ConnectionStrings__Redis", ""), ("Snapshots__PollMilliseconds", "60000"));
        var token = await _cluster.SignInAsync();
        _nodes = [.. _cluster.Nodes.Select(node => node.NewClient(token))];
        var answer = await _nodes[1].CallAsync("POST", "/environments/staging/sdk-keys", new { name = "Any", kind = "server" });
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        _secret = (string)answer.Json["secret"]!;
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [Test]
    public async Task The_other_node_catches_up_before_it_answers()
    {
        var version = await CreateFlagAsync("announced");

        Assert.That(await BulkAtTheOtherAsync($"?flagConfigEtag={version}"), Does.Contain("\"announced\""));
    }

    [Test]
    public async Task Without_the_version_it_answers_what_it_has()
    {
        await CreateFlagAsync("unannounced");

        Assert.That(await BulkAtTheOtherAsync(""), Does.Not.Contain("\"unannounced\""));
    }

    [TestCase("?flagConfigEtag=999999")]
    [TestCase("?flagConfigEtag=none")]
    [TestCase("?flagConfigEtag=1&flagConfigEtag=2")]
    [TestCase("?flagConfigLastModified=1")]
    public async Task Whatever_is_announced_there_is_an_answer(string query) => Assert.That(await BulkAtTheOtherAsync(query), Does.StartWith("{\"flags\":"));

    private async Task<long> CreateFlagAsync(string key)
    {
        await _nodes[0].CallAsync("POST", "/flags", new { key, name = "Any", environment_key = "staging" });
        return (long)(await _nodes[0].CallAsync("GET", "/environments/staging")).Json["version"]!;
    }

    private async Task<string> BulkAtTheOtherAsync(string query)
    {
        using var client = _cluster.Nodes[1].NewClient(_secret);
        return (await client.CallAsync("POST", $"/ofrep/v1/evaluate/flags{query}", "{}")).Body;
    }
}
