using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Lists;

internal sealed class FlagFilterTests
{
    private HttpClient _admin = null!;
    private string _environment = null!;

    [OneTimeSetUp]
    public async Task CreateFlags()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _environment = SharedServer.NewKey("filtered");
        await _admin.CallAsync("POST", "/environments", new { key = _environment, name = "Filtered" });
        await CreateAsync(new { key = "checkout", name = "Straße ÄÖÜ", environment_key = _environment, tags = new[] { "shop", "a\"b" } });
        await CreateAsync(new { key = "search", name = "100% of_it", environment_key = _environment, flag_type = "percentage", tags = new[] { "shopping" } });
        await CreateAsync(new { key = "old-one", name = "Gone", environment_key = _environment, is_archived = true, tags = new[] { "shop" } });
    }

    [TestCase("", "checkout,old-one,search")]
    [TestCase("q=CHECK", "checkout")]
    [TestCase("q=stra%C3%9Fe", "checkout")]
    [TestCase("q=%C3%A4%C3%B6", "checkout")]
    [TestCase("q=100%25", "search")]
    [TestCase("q=of_it", "search")]
    [TestCase("q=ofxit", "")]
    [TestCase("q=%25", "search")]
    [TestCase("tag=shop", "checkout,old-one")]
    [TestCase("tag=SHOP", "")]
    [TestCase("tag=a%22b", "checkout")]
    [TestCase("flag_type=percentage", "search")]
    [TestCase("flag_type=boolean", "checkout,old-one")]
    [TestCase("archived=true", "old-one")]
    [TestCase("archived=false", "checkout,search")]
    [TestCase("archived=false&tag=shop&flag_type=boolean&q=o", "checkout")]
    public async Task Shows_what_fits(string filter, string keys)
    {
        var answer = await _admin.CallAsync("GET", $"/flags?environment_key={_environment}&{filter}");

        Assert.That(string.Join(',', answer.Json.AsArray().Select(flag => (string?)flag!["key"])), Is.EqualTo(keys));
    }

    [Test]
    public async Task Shows_all_environments_when_none_is_named()
    {
        await CreateAsync(new { key = "checkout", name = "The same", environment_key = "staging" });

        var answer = await _admin.CallAsync("GET", "/flags?q=checkout&limit=200");

        Assert.That(answer.Json.AsArray().Select(flag => (string?)flag!["environment_key"]), Is.SupersetOf(new[] { _environment, "staging" }));
    }

    [Test]
    public async Task Says_when_the_environment_is_unknown() => ProblemAssert.IsProblem(await _admin.CallAsync("GET", "/flags?environment_key=no-such"), 404);

    private async Task CreateAsync(object flag)
    {
        var answer = await _admin.CallAsync("POST", "/flags", flag);
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
    }
}
