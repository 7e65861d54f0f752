using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Ofrep;

internal sealed class OfrepBulkTests
{
    private const string Alice = """{"context":{"targetingKey":"alice"}}""";

    private OfrepStage _stage = null!;

    [OneTimeSetUp]
    public async Task Create() => _stage = await OfrepStage.CreateAsync(SharedServer.App);

    [Test]
    public async Task Holds_all_flags_by_key_but_archived_ones() => Assert.That(
        Keys(await _stage.AllAsync()),
        Is.EqualTo(new[] { "broken", "hidden", "integer", "needs.off_flag", "number", "object", "off", "on", "split", "split-whole", "targeted", "text" }));

    [Test]
    public async Task Hides_from_client_keys_what_is_not_for_them() =>
        Assert.That(Keys(await _stage.AllAsync(key: _stage.Client)), Has.None.EqualTo("hidden").And.Member("on"));

    [TestCase("{}")]
    [TestCase(Alice)]
    [TestCase("""{"context":{"targetingKey":"vip","country":"NL"}}""")]
    [TestCase("""{"context":{"country":"NL","targetingKey":"ü 🚀"}}""")]
    public async Task Says_of_each_flag_what_is_said_of_it_alone(string body)
    {
        foreach (var key in new[] { _stage.Server, _stage.Client, _stage.Plain })
        {
            foreach (var flag in (await _stage.AllAsync(body, key)).Json["flags"]!.AsArray())
            {
                var single = await _stage.OneAsync((string)flag!["key"]!, body, key);

                Assert.That(single.Json.ToJsonString(), Is.EqualTo(flag.ToJsonString()));
            }
        }
    }

    [Test]
    public async Task Says_of_many_contexts_what_is_said_of_them_alone()
    {
        foreach (var user in Enumerable.Range(0, 100))
        {
            var body = OfrepStage.Of($"user-{user}");
            var bulk = (await _stage.AllAsync(body)).Json["flags"]!.AsArray().Single(flag => (string?)flag!["key"] == "split")!;

            Assert.That((await _stage.OneAsync("split", body)).Body, Is.EqualTo(bulk.ToJsonString()));
        }
    }

    [Test]
    public async Task Reports_a_missing_targeting_key_only_where_it_is_needed()
    {
        var answer = await _stage.AllAsync();
        var failed = answer.Json["flags"]!.AsArray().Where(flag => flag!["errorCode"] is not null).ToDictionary(flag => (string)flag!["key"]!, flag => (string)flag!["errorCode"]!);

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(failed, Is.EqualTo(new Dictionary<string, string> { ["broken"] = "GENERAL", ["split"] = "TARGETING_KEY_MISSING" }));
    }

    [Test]
    public async Task Says_which_flag_set_it_is()
    {
        Assert.That((string?)(await _stage.AllAsync()).Json["metadata"]!["flagSetId"], Is.EqualTo(_stage.Environment));
    }

    [Test]
    public async Task Holds_nothing_but_flags_for_plain_keys() =>
        Assert.That((await _stage.AllAsync(key: _stage.Plain)).Json.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "flags" }));

    [Test]
    public async Task Of_no_flags_is_an_empty_list()
    {
        var stage = _stage.Stage with { Environment = await _stage.Stage.NewEnvironmentAsync() };
        var key = (await stage.NewSdkKeyAsync("client", ",\"plain_bulk\":true")).Secret;
        var answer = await _stage.AllAsync(key: key);

        Assert.That((answer.Status, answer.Body), Is.EqualTo((200, """{"flags":[]}""")));
        Assert.That((await _stage.AllAsync("{}", key, ("If-None-Match", answer.Header("ETag")!))).Status, Is.EqualTo(304));
    }

    [TestCase("", "PARSE_ERROR")]
    [TestCase("[]", "PARSE_ERROR")]
    [TestCase("""{"context":3}""", "INVALID_CONTEXT")]
    public async Task Fails_as_a_whole_without_a_key(string body, string code) =>
        OfrepSingleTests.IsFailure(await _stage.AllAsync(body), 400, null, code);

    [Test]
    public async Task Fails_without_an_SDK_key_before_anything_else()
    {
        var tag = (await _stage.AllAsync(Alice)).Header("ETag")!;

        OfrepSingleTests.IsFailure(await _stage.AllAsync(Alice, "ffs_nonsense", ("If-None-Match", tag)), 401, null, "GENERAL");
        OfrepSingleTests.IsFailure(await _stage.AllAsync("{", "ffs_nonsense"), 401, null, "GENERAL");
    }

    [TestCase("?flagConfigEtag=%22abc%22&flagConfigLastModified=1767225600")]
    [TestCase("/?flagConfigEtag=a&flagConfigEtag=b")]
    public async Task Takes_what_a_notice_makes_clients_send(string query) => Assert.That(
        (await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.All + query, Alice, ("X-API-Key", _stage.Server))).Status, Is.EqualTo(200));

    [Test]
    public async Task Has_as_many_bytes_as_it_says()
    {
        var answer = await _stage.AllAsync(Alice);

        Assert.That(answer.Header("Content-Length"), Is.EqualTo($"{System.Text.Encoding.UTF8.GetByteCount(answer.Body)}"));
    }

    [Test]
    public async Task Of_a_thousand_flags_is_whole()
    {
        var stage = await OfrepStage.CreateAsync(SharedServer.App);
        await stage.AddAsync(Enumerable.Range(0, 1000).Select(i => A.PercentageFlag($"many-{i:0000}", 50)));
        var answer = await stage.AllAsync(Alice);

        Assert.That(Keys(answer).Count(key => key.StartsWith("many-", StringComparison.Ordinal)), Is.EqualTo(1000));
        Assert.That(answer.Json["flags"]!.AsArray().Select(flag => (string?)flag!["variant"]).Distinct(), Is.SupersetOf(new[] { "on", "off" }));
    }

    private static List<string> Keys(Answer answer) => [.. answer.Json["flags"]!.AsArray().Select(flag => (string)flag!["key"]!)];
}
