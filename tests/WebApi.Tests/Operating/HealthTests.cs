using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed class HealthTests
{
    private static HttpClient Anonymous => SharedServer.App.Anonymous;

    [TestCase("/health")]
    [TestCase("/health/live")]
    public async Task Is_as_the_contract_says(string target) => Assert.That((await Anonymous.CallAsync("GET", target)).Body, Is.EqualTo("""{"status":"healthy"}"""));

    [Test]
    public async Task Says_when_the_server_is_ready()
    {
        var answer = await Anonymous.CallAsync("GET", "/health/ready");

        Assert.Multiple(() =>
        {
            Assert.That((string?)answer.Json["status"], Is.EqualTo("ready"));
            Assert.That((string?)answer.Json["store"], Is.EqualTo("reachable"));
            Assert.That((string?)answer.Json["cache"], Is.EqualTo("reachable"));
            Assert.That((double?)answer.Json["snapshot_age_seconds"], Is.InRange(0, 10));
        });
    }

    [TestCase("/health")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Answers_HEAD_with_the_same_and_no_body(string target)
    {
        var answer = await Anonymous.CallAsync("HEAD", target);

        Assert.That((answer.Status, answer.Body, answer.ContentType), Is.EqualTo((200, "", "application/json; charset=utf-8")));
    }
}
