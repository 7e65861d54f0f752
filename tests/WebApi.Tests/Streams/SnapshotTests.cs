using System.Text.Json;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Streams;

internal sealed class SnapshotTests
{
    private readonly string _secret = SdkKeySecret.Create(SdkKeyKind.Server);
    private readonly string _clientSecret = SdkKeySecret.Create(SdkKeyKind.Client);
    private TestServerApp _app = null!;
    private EnvironmentConfiguration _published = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync("--Snapshots:PollMilliseconds=60000");
        _published = A.Configuration(
            A.Environment("for-sdks") with { Version = 17 },
            A.PercentageFlag("a-split", 12.5m),
            A.Flag("archived") with { IsArchived = true },
            A.Flag("disabled") with { IsEnabled = false },
            A.Flag("number") with
            {
                ValueType = FlagValueType.Number, Type = FlagType.Multivariate, OffVariant = "off",
                Variants = [new("one", new("1.0"), 50_000), new("big", new("1e3"), 50_000), new("off", new("0.10"))],
            },
            A.Flag("text") with
            {
                ValueType = FlagValueType.Object, Variants = [new("on", new("""{"a":[1,"é<\""]}""")), new("off", new("{}"))],
                Rules = [new() { Id = "r", Name = "ü", When = new() { Attribute = "country", Operator = "in", Values = [JsonToken.Of("NL"), new("1.50")] }, Serve = new() { Variant = "on" } }],
            }) with
        {
            Segments = [new() { Key = "beta", Included = ["ann", "ümit"], When = new() { Attribute = "plan", Operator = "equals", Values = [JsonToken.Of("pro")] } }, new() { Key = "empty" }],
            SdkKeys = [Entry(SdkKeyKind.Server, _secret), Entry(SdkKeyKind.Client, _clientSecret)],
        };
        _app.Services.GetRequiredService<SnapshotStore>().Publish(new(_published));
        Tag = (await GetAsync()).Header("ETag")!;
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Is_what_the_server_evaluates_with_to_the_letter()
    {
        var answer = await GetAsync();
        var read = JsonSerializer.Deserialize<EnvironmentConfiguration>(answer.Body, DomainJson.Options)!;

        Assert.That(Json(read), Is.EqualTo(Json(Expected)));
        Assert.That(answer.Body, Does.Contain("1.0").And.Contain("1e3").And.Contain("0.10").And.Contain("1.50"));
    }

    [Test]
    public async Task Has_the_documented_fields_only() => Assert.That(
        (await GetAsync()).Json.AsObject().Select(field => field.Key), Is.EqualTo(new[] { "environment_id", "environment_key", "version", "flags", "segments" }));

    [Test]
    public async Task Compiles_to_the_same() =>
        Assert.That(new EnvironmentSnapshot(JsonSerializer.Deserialize<EnvironmentConfiguration>((await GetAsync()).Body, DomainJson.Options)!)
            .Flags.Select(flag => (flag.Key, flag.IsValid)), Is.EqualTo(new EnvironmentSnapshot(_published).Flags.Select(flag => (flag.Key, flag.IsValid))));

    [Test]
    public async Task Holds_no_keys()
    {
        var body = (await GetAsync()).Body;

        Assert.That(body, Does.Not.Contain("sdk_keys").And.Not.Contain(SdkKeySecret.Hash(_secret)));
    }

    [Test]
    public async Task Says_how_long_it_is_and_what_it_is()
    {
        var answer = await GetAsync();

        Assert.That(answer.ContentType, Is.EqualTo("application/json"));
        Assert.That(answer.Header("Content-Length"), Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(answer.Body).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(answer.Header("ETag"), Does.Match($"\\A\"{_published.EnvironmentId}-17-[0-9a-f]{{16}}\"\\z"));
    }

    /// <summary>As after a restore of the database.</summary>
    [Test]
    public async Task Has_another_tag_when_the_same_version_holds_something_else()
    {
        var secret = SdkKeySecret.Create(SdkKeyKind.Server);
        var before = A.Configuration(A.Environment("restored"), A.Flag("a")) with { SdkKeys = [Entry(SdkKeyKind.Server, secret)] };
        var snapshots = _app.Services.GetRequiredService<SnapshotStore>();
        List<string> tags = [];
        foreach (var configuration in new[] { before, before with { Flags = [A.Flag("b")] }, before })
        {
            snapshots.Publish(new(configuration), instead: snapshots.Find("restored"));
            tags.Add((await GetAsync(secret)).Header("ETag")!);
        }

        Assert.That(tags[1], Is.Not.EqualTo(tags[0]));
        Assert.That(tags[2], Is.EqualTo(tags[0]), "all nodes give the same");
    }

    [Test]
    public async Task Of_an_empty_environment_is_complete_too()
    {
        var secret = SdkKeySecret.Create(SdkKeyKind.Server);
        _app.Services.GetRequiredService<SnapshotStore>().Publish(
            new(A.Configuration(A.Environment("empty")) with { SdkKeys = [Entry(SdkKeyKind.Server, secret)] }));

        var read = JsonSerializer.Deserialize<EnvironmentConfiguration>((await GetAsync(secret)).Body, DomainJson.Options)!;

        Assert.That((read.EnvironmentKey, read.Flags.Count, read.Segments.Count, read.Since), Is.EqualTo(("empty", 0, 0, 0L)));
    }

    [TestCase("{0}", ExpectedResult = 304)]
    [TestCase("W/{0}", ExpectedResult = 304)]
    [TestCase("\"other\", {0}", ExpectedResult = 304)]
    [TestCase("*", ExpectedResult = 304)]
    [TestCase("\"other\"", ExpectedResult = 200)]
    [TestCase("no tag at all", ExpectedResult = 200)]
    public async Task<int> Is_not_sent_again_to_who_has_it(string known)
    {
        var answer = await GetAsync(headers: ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, known, Tag)));
        Assert.That(answer.Header("ETag"), Is.EqualTo(Tag));
        Assert.That(answer.Body, answer.Status == 304 ? Is.Empty : Is.Not.Empty);
        return answer.Status;
    }

    [Test]
    public async Task Is_refused_before_it_is_compared()
    {
        ProblemAssert.IsProblem(await GetAsync("ffs_none", ("If-None-Match", Tag)), 401);
        ProblemAssert.IsProblem(await GetAsync(_clientSecret, ("If-None-Match", Tag)), 403);
    }

    [Test]
    public async Task Is_for_server_keys_only()
    {
        ProblemAssert.IsProblem(await _app.Anonymous.CallAsync("GET", "/sdk/snapshot"), 401);
        ProblemAssert.IsProblem(await GetAsync(_clientSecret), 403);
        using var client = _app.NewClient(_clientSecret);
        ProblemAssert.IsProblem(await client.CallAsync("GET", "/sdk/stream"), 403);
    }

    [Test]
    public async Task Takes_the_key_in_either_header() =>
        Assert.That((await _app.Anonymous.CallAsync("GET", "/sdk/snapshot", null, ("X-API-Key", _secret))).Status, Is.EqualTo(200));

    /// <summary>Complete, without keys, flags in the order of their keys.</summary>
    private EnvironmentConfiguration Expected => _published with
    {
        SdkKeys = null,
        Flags = [.. _published.Flags.OrderBy(flag => flag.Key, StringComparer.Ordinal)],
    };

    private string Tag { get; set; } = "";

    private static SdkKeyEntry Entry(SdkKeyKind kind, string secret) =>
        new() { Id = Guid.CreateVersion7(A.Moment), Kind = kind, SecretHash = SdkKeySecret.Hash(secret) };

    private static string Json(EnvironmentConfiguration configuration) => JsonSerializer.Serialize(configuration, DomainJson.Options);

    private async Task<Answer> GetAsync(string? secret = null, params (string, string)[] headers)
    {
        using var client = _app.NewClient(secret ?? _secret);
        return await client.CallAsync("GET", "/sdk/snapshot", null, headers);
    }
}
