using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>What is larger than the server's buffers reaches the client whole, on a connection that stays open.</summary>
internal sealed class LargeSnapshotTests
{
    private const int Ids = 20_000;

    private string _secret = null!;

    [OneTimeSetUp]
    public async Task Fill()
    {
        var admin = await SharedServer.App.As(Caller.Admin);
        var key = SharedServer.NewKey("large");
        await admin.CallAsync("POST", "/environments", new { key, name = key });
        var segment = new { key = "crowd", name = "Crowd", environment_key = key, included = Enumerable.Range(0, Ids).Select(n => $"user-{n}") };
        Assert.That((await admin.CallAsync("POST", "/segments", segment)).Status, Is.EqualTo(201));
        _secret = (string)(await admin.CallAsync("POST", $"/environments/{key}/sdk-keys", new { name = "Any", kind = "server" })).Json["secret"]!;
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task Is_whole(CancellationToken cancellationToken)
    {
        using var client = SharedServer.App.NewClient(_secret);
        for (var time = 0; time < 3; time++)
        {
            var body = await client.GetStringAsync("/sdk/snapshot", cancellationToken);

            Assert.That(JsonNode.Parse(body)!["segments"]![0]!["included"]!.AsArray(), Has.Count.EqualTo(Ids));
        }
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task Is_whole_as_flagd_reads_it(CancellationToken cancellationToken)
    {
        using var client = SharedServer.App.NewClient(_secret);

        Assert.That(JsonNode.Parse(await client.GetStringAsync("/sdk/flagd.json", cancellationToken))!["flags"], Is.Not.Null);
    }
}
