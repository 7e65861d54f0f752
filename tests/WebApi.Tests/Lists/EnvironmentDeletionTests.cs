using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Lists;

internal sealed class EnvironmentDeletionTests
{
    private HttpClient _admin = null!;
    private string _environment = null!;

    [SetUp]
    public async Task CreateWithTwoFlags()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _environment = SharedServer.NewKey("doomed");
        await _admin.CallAsync("POST", "/environments", new { key = _environment, name = "Doomed" });
        await _admin.CallAsync("POST", "/flags", new { key = "a", name = "A", environment_key = _environment, is_enabled = true });
        await _admin.CallAsync("POST", "/flags", new { key = "b", name = "B", environment_key = _environment });
    }

    [Test]
    public async Task Says_how_many_flags_would_go()
    {
        var answer = await DeleteAsync("");

        ProblemAssert.IsProblem(answer, 409);
        Assert.That((string?)answer.Json["detail"], Does.Contain("has 2 flags").And.Contain("?force=true"));
    }

    [Test]
    public async Task Refuses_with_force_switched_off() => ProblemAssert.IsProblem(await DeleteAsync("?force=false"), 409);

    [Test]
    public async Task Takes_the_flags_along_by_force()
    {
        Assert.That((await DeleteAsync("?force=true")).Status, Is.EqualTo(204));

        ProblemAssert.IsProblem(await _admin.CallAsync("GET", $"/flags?environment_key={_environment}"), 404);
    }

    [Test]
    public async Task Is_seen_by_the_next_evaluation()
    {
        await DeleteAsync("?force=true");

        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/a?environment_key={_environment}");

        Assert.That((string?)answer.Json["error_code"], Is.EqualTo("ENVIRONMENT_NOT_FOUND"));
    }

    [Test]
    public async Task Leaves_nothing_for_an_environment_of_the_same_key()
    {
        await DeleteAsync("?force=true");
        await _admin.CallAsync("POST", "/environments", new { key = _environment, name = "Again" });

        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/a?environment_key={_environment}");

        Assert.That((string?)answer.Json["error_code"], Is.EqualTo("FLAG_NOT_FOUND"));
    }

    private Task<Answer> DeleteAsync(string query) => _admin.CallAsync("DELETE", $"/environments/{_environment}{query}");
}
