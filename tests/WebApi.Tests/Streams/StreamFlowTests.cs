using System.Diagnostics;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>From a change by a person to those who listen.</summary>
internal sealed class StreamFlowTests
{
    [Test]
    public async Task A_flip_is_told_and_the_snapshot_then_holds_it()
    {
        var (environment, _, secret) = await NewKeyAsync();
        var flag = SharedServer.NewKey("flag");
        await MustAsync("POST", "/flags", new { key = flag, name = flag, environment_key = environment });
        using var reader = await OpenAsync(secret);
        var before = (await reader.NextAsync())!.Id!.Value;

        await MustAsync("PUT", $"/flags/{flag}?environment_key={environment}", new { is_enabled = true });

        var told = (await reader.NextAsync())!;
        Assert.That(told.Id, Is.GreaterThan(before));
        using var sdk = SharedServer.App.NewClient(secret);
        var snapshot = await sdk.CallAsync("GET", "/sdk/snapshot");
        Assert.That((long)snapshot.Json["version"]!, Is.EqualTo(told.Id));
        Assert.That((bool)snapshot.Json["flags"]![0]!["is_enabled"]!, Is.True);
    }

    [Test]
    public async Task A_page_connects_to_what_a_bulk_answer_says_and_is_told_of_a_flip()
    {
        var (environment, _, secret) = await NewKeyAsync("client");
        using var page = SharedServer.App.NewClient(secret);
        var bulk = await page.CallAsync("POST", "/ofrep/v1/evaluate/flags", new { context = new { targetingKey = "ann" } });
        var url = new Uri((string)bulk.Json["eventStreams"]![0]!["url"]!);
        using var reader = await EventReader.OpenAsync(new Uri(url.GetLeftPart(UriPartial.Authority)), url.PathAndQuery);
        await reader.NextAsync();

        var flag = SharedServer.NewKey("flag");
        await MustAsync("POST", "/flags", new { key = flag, name = flag, environment_key = environment });

        Assert.That((string?)System.Text.Json.Nodes.JsonNode.Parse((await reader.NextAsync())!.Data)!["type"], Is.EqualTo("refetchEvaluation"));
    }

    [Test]
    public async Task Deleting_the_key_ends_the_stream()
    {
        var (environment, id, secret) = await NewKeyAsync();
        await AssertEndsAsync(secret, () => MustAsync("DELETE", $"/environments/{environment}/sdk-keys/{id}"));
    }

    [Test]
    public async Task Rotating_the_key_without_overlap_ends_the_stream()
    {
        var (environment, id, secret) = await NewKeyAsync();
        await AssertEndsAsync(secret, () => MustAsync("POST", $"/environments/{environment}/sdk-keys/{id}/rotate", new { overlap_seconds = 0 }));
    }

    [Test]
    public async Task Deleting_the_environment_ends_the_stream()
    {
        var (environment, _, secret) = await NewKeyAsync();
        await AssertEndsAsync(secret, () => MustAsync("DELETE", $"/environments/{environment}?force=true"));
    }

    [Test]
    public async Task Stopping_the_server_sends_clients_away_at_different_times_and_ends_at_once()
    {
        const string Password = "a password for streams";
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting, ("Auth__InitialAdminPassword", Password)).ListeningAsync();
        using var anonymous = server.NewClient();
        var login = await anonymous.CallAsync("POST", "/auth/login", new { email = "admin@localhost", password = Password });
        using var admin = server.NewClient((string)login.Json["access_token"]!);
        var key = await admin.CallAsync("POST", "/environments/development/sdk-keys", new { name = "streams", kind = "server" });
        var readers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            _ => EventReader.OpenAsync(server.Address, "/sdk/stream", (string?)null, $"Authorization: Bearer {key.Json["secret"]}")));
        await Task.WhenAll(readers.Select(reader => reader.NextAsync()));

        var watch = Stopwatch.StartNew();
        server.Signal(Signal.Terminate);
        await Task.WhenAll(readers.Select(reader => reader.ToEndAsync()));

        Assert.That(await server.ExitAsync(), Is.Zero, server.Errors);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(8)));
        Assert.That(readers.Select(reader => reader.Retries.Count), Is.All.EqualTo(2));
        var last = readers.Select(reader => reader.Retries[1]).ToList();
        Assert.That(last.Max() - last.Min(), Is.GreaterThan(3000));
        foreach (var reader in readers)
        {
            reader.Dispose();
        }
    }

    private static async Task<(string Environment, string Id, string Secret)> NewKeyAsync(string kind = "server")
    {
        var environment = SharedServer.NewKey("streamed");
        await MustAsync("POST", "/environments", new { key = environment, name = environment });
        var key = await MustAsync("POST", $"/environments/{environment}/sdk-keys", new { name = "test", kind });
        return (environment, (string)key.Json["id"]!, (string)key.Json["secret"]!);
    }

    private static async Task AssertEndsAsync(string secret, Func<Task> change)
    {
        using var reader = await OpenAsync(secret);
        await reader.NextAsync();
        await change();
        var watch = Stopwatch.StartNew();

        await reader.ToEndAsync();

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(2)));
        using var again = await OpenAsync(secret);
        Assert.That(again.Status, Is.EqualTo(401));
    }

    private static Task<EventReader> OpenAsync(string secret) =>
        EventReader.OpenAsync(SharedServer.App.Address, "/sdk/stream", (string?)null, $"Authorization: Bearer {secret}");

    private static async Task<Answer> MustAsync(string method, string target, object? body = null)
    {
        var answer = await (await SharedServer.App.As(Caller.Admin)).CallAsync(method, target, body);
        Assert.That(answer.Status, Is.InRange(200, 299), answer.Body);
        return answer;
    }
}
