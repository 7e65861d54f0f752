using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests;

internal sealed class TrailingSlashTests
{
    [TestCaseSource(typeof(Routes), nameof(Routes.All))]
    public async Task Changes_nothing(object route)
    {
        var operation = (Operation)route;
        var caller = await SharedServer.App.As($"{operation}" == "POST /demo" ? Caller.Viewer : Caller.Admin); // others' server is to hold no demo
        var target = operation.Target;
        var slashed = target.Contains('?', StringComparison.Ordinal) ? target.Replace("?", "/?", StringComparison.Ordinal) : target + "/";

        var without = await caller.CallAsync(operation.Method, target, operation.HasBody ? "{}" : null);
        var with = await caller.CallAsync(operation.Method, slashed, operation.HasBody ? "{}" : null);

        Assert.That(Stable(with), Is.EqualTo(Stable(without)));
    }

    [TestCase("/docs")]
    [TestCase("/metrics")]
    [TestCase("/openapi.json")]
    public async Task Is_optional_outside_of_the_document_too(string path)
    {
        var without = await SharedServer.App.Anonymous.CallAsync("GET", path);
        var with = await SharedServer.App.Anonymous.CallAsync("GET", path + "/");

        Assert.That(with.Status, Is.EqualTo(without.Status));
    }

    /// <summary>Ages go on while we look.</summary>
    private static string Stable(Answer answer) => answer.Essence.Split("\"snapshot_age")[0];
}
