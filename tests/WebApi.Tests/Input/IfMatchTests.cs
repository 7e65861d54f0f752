using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class IfMatchTests
{
    private HttpClient _admin = null!;
    private string _flag = null!;

    [SetUp]
    public async Task CreateFlag()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        _flag = SharedServer.NewKey();
        await _admin.CallAsync("POST", "/flags", new { key = _flag, name = "One", environment_key = "development" });
    }

    [TestCase("\"1\"")]
    [TestCase("*")]
    public async Task Lets_a_change_of_the_current_version_through(string header) => Assert.That((await UpdateAsync(header)).Status, Is.EqualTo(200));

    [TestCase("\"2\"")]
    [TestCase("\"0\"")]
    [TestCase("\"01\"")]
    [TestCase("\"+1\"")]
    [TestCase("\"1 \"")]
    [TestCase("\"\"")]
    [TestCase("\"abc\"")]
    [TestCase("W/\"1\"")]
    [TestCase("\"99999999999999999999\"")]
    [TestCase("\"2\", \"1\"")] // a list: we give out one tag, and take one
    public async Task Refuses_a_change_of_another_version(string header) => ProblemAssert.IsProblem(await UpdateAsync(header), 412);

    [TestCase("1")]
    [TestCase("\"1")]
    [TestCase("'1'")]
    [TestCase("\"1\" \"2\"")]
    [TestCase("")]
    public async Task Is_refused_itself_when_it_is_no_entity_tag(string header) => ProblemAssert.IsProblem(await UpdateAsync(header), 400);

    [Test]
    public async Task Is_the_ETag_that_a_read_gave()
    {
        var read = await _admin.CallAsync("GET", $"/flags/{_flag}?environment_key=development");
        var changed = await UpdateAsync(read.Header("ETag")!);

        Assert.That((changed.Status, changed.Header("ETag")), Is.EqualTo((200, "\"2\"")));
    }

    [Test]
    public async Task Guards_the_deletion_of_a_flag()
    {
        ProblemAssert.IsProblem(await DeleteAsync($"/flags/{_flag}?environment_key=development", "\"2\""), 412);
        Assert.That((await DeleteAsync($"/flags/{_flag}?environment_key=development", "\"1\"")).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task Guards_the_deletion_of_an_environment()
    {
        var key = SharedServer.NewKey();
        await _admin.CallAsync("POST", "/environments", new { key, name = "One" });
        var tag = (await _admin.CallAsync("GET", $"/environments/{key}")).Header("ETag")!;
        await _admin.CallAsync("POST", "/flags", new { key, name = "A flag", environment_key = key });

        ProblemAssert.IsProblem(await DeleteAsync($"/environments/{key}?force=true", tag), 412);
        Assert.That((await DeleteAsync($"/environments/{key}?force=true", "\"2\"")).Status, Is.EqualTo(204));
    }

    private Task<Answer> UpdateAsync(string header) =>
        _admin.CallAsync("PUT", $"/flags/{_flag}?environment_key=development", """{"is_enabled":true}""", ("If-Match", header));

    private Task<Answer> DeleteAsync(string target, string header) => _admin.CallAsync("DELETE", target, null, ("If-Match", header));
}
