using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Streams;

internal sealed class StreamTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private StreamServer _server = null!;
    private SdkKeyEntry _key = null!;
    private string _secret = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = await StreamServer.StartAsync();
        (_key, _secret) = _server.AddKey();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Tells_browsers_to_evaluate_again()
    {
        using var reader = await _server.OpenOfrepAsync(_key, _server.Version);
        var before = Now.ToUnixTimeSeconds();
        var version = _server.Publish();

        var told = await reader.NextAsync();

        Assert.That(told!.Id, Is.EqualTo(version));
        var data = JsonNode.Parse(told.Data)!;
        Assert.That((string?)data["type"], Is.EqualTo("refetchEvaluation"));
        Assert.That((long?)data["lastModified"], Is.InRange(before, before + 2));
    }

    [Test]
    public async Task Tells_servers_the_version()
    {
        using var reader = await _server.OpenSdkAsync(_secret, _server.Version);
        var version = _server.Publish();

        Assert.That((await reader.NextAsync())!.Data, Is.EqualTo($$"""{"type":"changed","version":{{version}}}"""));
    }

    [Test]
    public async Task Is_a_stream_of_server_sent_events()
    {
        using var reader = await _server.OpenOfrepAsync(_key);

        Assert.That(reader.Status, Is.EqualTo(200));
        Assert.That(reader.Headers["Content-Type"], Is.EqualTo("text/event-stream"));
        Assert.That(reader.Headers["Cache-Control"], Does.Contain("no-store").And.Contain("no-transform"));
        Assert.That(reader.Headers["X-Accel-Buffering"], Is.EqualTo("no"));
        Assert.That(reader.Headers["Access-Control-Allow-Origin"], Is.EqualTo("*"));
    }

    [Test]
    public async Task Gives_keys_of_servers_no_access_from_pages()
    {
        using var reader = await _server.OpenSdkAsync(_secret);

        Assert.That(reader.Headers.Keys, Has.None.StartsWith("Access-Control"));
    }

    [Test]
    public async Task Ids_grow()
    {
        using var reader = await _server.OpenOfrepAsync(_key, _server.Version);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await reader.UntilAsync(_server.Publish());
        }

        Assert.That(reader.Events.Select(told => told.Id), Is.Ordered.Ascending.And.Unique);
    }

    [TestCase(null)]
    [TestCase("1")]
    [TestCase("garbage")]
    [TestCase("-1")]
    [TestCase("99999999999999999999")]
    public async Task Tells_at_once_who_is_not_known_to_be_up_to_date(string? lastId)
    {
        using var reader = await EventReader.OpenAsync(_server.App.Address, _server.OfrepTarget(_key), lastId);

        Assert.That((await reader.NextAsync())!.Id, Is.EqualTo(_server.Version));
    }

    [Test]
    public async Task Tells_nothing_who_is_up_to_date()
    {
        using var reader = await _server.OpenOfrepAsync(_key, _server.Version);

        Assert.That(await reader.IsSilentAsync(TimeSpan.FromSeconds(1)), Is.True);
        Assert.That(reader.Retries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Tells_a_client_from_the_future_to_evaluate_again_but_gives_no_smaller_id()
    {
        var future = _server.Version + 2;
        using var reader = await _server.OpenOfrepAsync(_key, future);

        Assert.That((await reader.NextAsync())!.Id, Is.Null);
        Assert.That((await reader.UntilAsync(future + 1, _server.Publish)).Id, Is.EqualTo(future + 1));
        Assert.That(reader.Events.Select(told => told.Id).OfType<long>(), Has.All.GreaterThan(future));
    }

    [Test]
    public async Task Tells_to_evaluate_again_when_the_database_has_gone_back_but_gives_no_smaller_id()
    {
        await using var server = await StreamServer.StartAsync();
        var (key, _) = server.AddKey();
        using var reader = await server.OpenOfrepAsync(key, server.Publish());
        server.GoBack();

        Assert.That((await reader.NextAsync())!.Id, Is.Null);
    }

    [Test]
    public async Task Gives_a_sign_of_life_while_nothing_changes_and_stays_open()
    {
        using var reader = await _server.OpenOfrepAsync(_key, _server.Version);
        var reading = reader.NextAsync(TimeSpan.FromSeconds(40));

        await Until.True(() => reader.Comments > 0, TimeSpan.FromSeconds(20));
        Assert.That(reading.IsCompleted, Is.False);
    }

    [Test]
    public async Task Sends_clients_back_at_different_times()
    {
        var readers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _server.OpenOfrepAsync(_key)));
        await Task.WhenAll(readers.Select(reader => reader.NextAsync()));
        var retries = readers.Select(reader => reader.Retries.Single()).ToList();
        foreach (var reader in readers)
        {
            reader.Dispose();
        }

        Assert.That(retries, Has.All.InRange(1000, 7000));
        Assert.That(retries.Distinct().Count(), Is.GreaterThan(30));
        Assert.That(retries.Max() - retries.Min(), Is.GreaterThan(3000));
    }

    [Test]
    public async Task Ends_within_a_second_when_its_key_is_deleted()
    {
        var (key, secret) = _server.AddKey();
        using var reader = await _server.OpenSdkAsync(secret);
        await reader.NextAsync();
        var watch = Stopwatch.StartNew();
        _server.Replace(key, null);

        await reader.ToEndAsync();
        Assert.That(watch.Elapsed, Is.LessThan(Soon));
        Assert.That((await _server.OpenSdkAsync(secret)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Ends_when_the_overlap_after_a_rotation_is_over()
    {
        var (key, _) = _server.AddKey(SdkKeyKind.Client);
        using var reader = await _server.OpenOfrepAsync(key);
        var end = Now.AddSeconds(1);
        _server.Replace(key, key with { ExpiresAt = end });
        await reader.ToEndAsync();

        Assert.That(Now - end, Is.GreaterThanOrEqualTo(TimeSpan.Zero).And.LessThan(Soon));
        Assert.That((await _server.OpenOfrepAsync(key)).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Leaves_nothing_behind()
    {
        await Until.True(() => _server.Hub.Count == 0, because: "those of other tests are gone");
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _server.OpenOfrepAsync(_key)));
        var open = _server.Hub.Count;
        foreach (var reader in readers)
        {
            reader.Dispose();
        }

        Assert.That(open, Is.EqualTo(20));
        await Until.True(() => _server.Hub.Count == 0);
    }

    [Test]
    public async Task Reach_a_thousand_clients()
    {
        var version = _server.Version;
        var readers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => _server.OpenOfrepAsync(_key, version)));
        await Until.True(() => _server.Hub.Count >= 1000);
        var reading = Task.WhenAll(readers.Select(reader => reader.NextAsync()));
        _server.Publish();

        Assert.That((await reading).Select(told => told!.Id), Is.All.EqualTo(version + 1));
        foreach (var reader in readers)
        {
            reader.Dispose();
        }
    }

    [Test]
    public async Task Are_counted()
    {
        using var reader = await _server.OpenOfrepAsync(_key);

        var metrics = await _server.App.Anonymous.CallAsync("GET", "/metrics");

        var line = metrics.Body.Split('\n').Single(line => line.StartsWith("featureflag_streams_open", StringComparison.Ordinal));
        Assert.That(double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(1));
        Assert.That(metrics.Body, Does.Not.Contain("http_route=\"ofrep/v1/streams\""), "hours of a stream are no duration of a request");
    }
}
