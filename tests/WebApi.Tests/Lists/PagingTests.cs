using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Lists;

internal sealed partial class PagingTests
{
    private HttpClient _admin = null!;
    private string _environment = null!;

    [OneTimeSetUp]
    public async Task CreateTwentyFlags()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _environment = SharedServer.NewKey("paged");
        await _admin.CallAsync("POST", "/environments", new { key = _environment, name = "Paged" });
        foreach (var i in Enumerable.Range(0, 20))
        {
            await _admin.CallAsync("POST", "/flags", new { key = $"flag-{i:00}", name = "One of twenty", environment_key = _environment });
        }
    }

    [TestCase(1, 20)]
    [TestCase(7, 3)]
    [TestCase(10, 2)]
    [TestCase(19, 2)]
    [TestCase(20, 1)]
    [TestCase(200, 1)]
    public async Task Shows_each_flag_once_and_in_order(int limit, int pages)
    {
        var read = await ReadAsync($"/flags?environment_key={_environment}&limit={limit}");

        Assert.Multiple(() =>
        {
            Assert.That(read.SelectMany(page => page).Select(flag => (string?)flag!["key"]), Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"flag-{i:00}")));
            Assert.That(read, Has.Count.EqualTo(pages));
        });
    }

    [Test]
    public async Task Keeps_the_filters_from_page_to_page()
    {
        var read = await ReadAsync($"/flags?environment_key={_environment}&q=FLAG-0&limit=3");

        Assert.That(read.SelectMany(page => page).Select(flag => (string?)flag!["key"]), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"flag-{i:00}")));
    }

    [TestCase("/environments?limit=1")]
    [TestCase("/auth/users?limit=1")]
    [TestCase("/flags?limit=9")]
    [TestCase("/audit?limit=50")]
    public async Task Ends_with_as_many_as_there_are(string target)
    {
        var ids = (await ReadAsync(target)).SelectMany(page => page).Select(item => (string?)item!["id"]).ToList();

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task Is_not_disturbed_by_changes_in_between()
    {
        var first = await _admin.CallAsync("GET", $"/audit?environment_key={_environment}&limit=5");
        await _admin.CallAsync("POST", "/flags", new { key = SharedServer.NewKey("zz"), name = "New", environment_key = "staging" });

        var second = await _admin.CallAsync("GET", Next(first)!);

        var ids = first.Json.AsArray().Concat(second.Json.AsArray()).Select(entry => (string?)entry!["entity_key"]);
        Assert.That(ids, Is.EqualTo(Enumerable.Range(10, 10).Reverse().Select(i => $"flag-{i:00}")));
    }

    [Test]
    public async Task Shows_a_hundred_when_nothing_is_said()
    {
        for (var i = 0; i < 2; i++)
        {
            // More than a hundred changes: each PUT is one.
            foreach (var on in Enumerable.Range(0, 51))
            {
                await _admin.CallAsync("PUT", $"/flags/flag-0{i}?environment_key={_environment}", new { is_enabled = on % 2 == 0 });
            }
        }

        Assert.That((await _admin.CallAsync("GET", "/audit")).Json.AsArray(), Has.Count.EqualTo(100));
    }

    private static string? Next(Answer answer) => answer.Header("Link") is { } link ? NextLink().Match(link).Groups[1].Value : null;

    [GeneratedRegex("\\A<([^>]+)>; rel=\"next\"\\z")]
    private static partial Regex NextLink();

    private async Task<List<JsonArray>> ReadAsync(string? target)
    {
        var pages = new List<JsonArray>();
        while (target is not null && pages.Count < 1000)
        {
            var answer = await _admin.CallAsync("GET", target);
            Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
            pages.Add(answer.Json.AsArray());
            target = Next(answer);
        }

        return pages;
    }
}
