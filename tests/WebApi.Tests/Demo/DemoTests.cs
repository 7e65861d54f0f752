using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Demo;

internal sealed class DemoTests
{
    [Test]
    public async Task Is_evaluated_as_its_descriptions_say()
    {
        await using var app = await TestServerApp.StartAsync();
        var demo = await (await app.As(Caller.Admin)).CallAsync("POST", "/demo");

        Assert.That((demo.Status, demo.Json["failed"]!.AsArray().Count, demo.Json["added"]!.AsArray().Count), Is.EqualTo((200, 0, 67)));
        Assert.That(await VariantAsync(app, "payments-kill-switch", "{}"), Is.EqualTo("on"));
        Assert.That(await VariantAsync(app, "upload-limit-mb", """{"plan":"team"}"""), Is.EqualTo("medium"));
        Assert.That(await VariantAsync(app, "spring-offer", """{"plan":"pro","country":"DE","app_version":"2.10.0"}"""), Is.EqualTo("on"));
        Assert.That(await VariantAsync(app, "spring-offer", """{"plan":"pro","country":"DE","app_version":"2.3.9"}"""), Is.EqualTo("off"));
        Assert.That(await VariantAsync(app, "beta-dashboard", """{"email":"Someone@Example.com"}"""), Is.EqualTo("on"));
        Assert.That(await VariantAsync(app, "support-chat", "{}"), Is.EqualTo("on"), "alice is named");
        Assert.That(await VariantAsync(app, "old-homepage", "{}"), Is.EqualTo("off"), "it is archived");
    }

    [Test]
    public async Task Comes_by_the_command_line_too()
    {
        using var data = new TemporaryDirectory();

        var first = await ServerExecutable.RunAsync(["demo"], data.Setting);
        var second = await ServerExecutable.RunAsync(["demo"], data.Setting);

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.Errors + second.Errors);
        Assert.That(first.Output, Does.Contain("67 things were added, 0 were there already").And.Match("dana@example.com +developer, password [a-z0-9]{20}"));
        Assert.That(second.Output, Does.Contain("0 things were added, 67 were there already").And.Not.Contain("password"));
    }

    private static async Task<string?> VariantAsync(TestServerApp app, string flag, string attributes)
    {
        var body = $$"""{"environment_key":"production","user_id":"alice","attributes":{{attributes}}}""";
        return (string?)(await app.Anonymous.CallAsync("POST", $"/evaluate/{flag}", body)).Json["variant"];
    }
}
