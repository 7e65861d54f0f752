using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests;

internal sealed class ConcurrencyTests
{
    private const int Many = 10;

    private HttpClient _admin = null!;
    private string _flag = null!;

    [SetUp]
    public async Task SignIn()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _flag = SharedServer.NewKey("busy");
    }

    [Test]
    public async Task Of_the_same_flag_made_many_times_at_once_one_is_made()
    {
        var answers = await ManyAsync(_ => CreateAsync());

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(409, Many - 1).Prepend(201)));
    }

    [Test]
    public async Task Of_the_same_environment_made_many_times_at_once_one_is_made()
    {
        var answers = await ManyAsync(_ => _admin.CallAsync("POST", "/environments", new { key = _flag, name = "Busy" }));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(409, Many - 1).Prepend(201)));
    }

    [Test]
    public async Task Of_many_changes_on_one_version_one_is_made()
    {
        await CreateAsync();

        var answers = await ManyAsync(i => _admin.CallAsync("PUT", Target, new { name = $"Name {i}" }, ("If-Match", "\"1\"")));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(Enumerable.Repeat(412, Many - 1).Prepend(200)));
    }

    [Test]
    public async Task Of_many_changes_at_once_each_stands_in_the_history_on_top_of_the_one_before()
    {
        await CreateAsync();

        await ManyAsync(i => _admin.CallAsync("PUT", Target, new { name = $"Name {i}" }));

        var names = (await _admin.CallAsync("GET", $"/audit/flag/{_flag}")).Json.AsArray().Reverse()
            .Select(entry => ((string?)entry!["changes"]!["name"]!["old"], (string?)entry["changes"]!["name"]!["new"])).ToList();
        Assert.That(names.Skip(1).Select(name => name.Item1), Is.EqualTo(names.Take(Many).Select(name => name.Item2)));
        Assert.That(names, Has.Count.EqualTo(Many + 1));
    }

    private string Target => $"/flags/{_flag}?environment_key=staging";

    private static Task<Answer[]> ManyAsync(Func<int, Task<Answer>> call) => Task.WhenAll(Enumerable.Range(0, Many).Select(call));

    private Task<Answer> CreateAsync() => _admin.CallAsync("POST", "/flags", new { key = _flag, name = "Busy", environment_key = "staging" });
}
