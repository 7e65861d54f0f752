using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class MethodTests
{
    [TestCaseSource(nameof(EachPathWithAnotherMethod))]
    public async Task Is_refused_where_it_is_not_offered(string target, string method)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"{method} {target} HTTP/1.1");

        ProblemAssert.IsProblem(answer, 405);
        Assert.That(answer.Header("Allow"), Is.Not.Null.And.Not.Contain(method));
    }

    [TestCaseSource(nameof(EachPageWithAnotherMethod))]
    public async Task Is_refused_by_pages_too(string target, string method)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"{method} {target} HTTP/1.1");

        Assert.That(answer.Status, Is.AnyOf(404, 405), answer.Body);
        Assert.That(ProblemAssert.Faults(answer), Is.Empty);
    }

    [TestCase("CONNECT /health HTTP/1.1")]
    [TestCase("get /health HTTP/1.1 x")]
    [TestCase("GET")]
    [TestCase("GET /health HTTP/9.9")]
    [TestCase("\u0001 / HTTP/1.1")]
    public async Task Is_refused_in_a_line_that_is_no_request(string line) =>
        Assert.That((await RawHttp.SendAsync(SharedServer.App.Address, line)).Status, Is.InRange(400, 505).And.Not.EqualTo(500));

    private static IEnumerable<TestCaseData> EachPageWithAnotherMethod() =>
        from target in new[] { "/", "/metrics", "/openapi.json", "/docs/index.html", "/no-such-page" }
        from method in new[] { "TRACE", "FOO", "POST", "DELETE" }
        select new TestCaseData(target, method);

    private static IEnumerable<TestCaseData> EachPathWithAnotherMethod() =>
        from target in Routes.All.Select(operation => operation.Target).Distinct()
        from method in new[] { "TRACE", "FOO", "PATCH", "OPTIONS" }
        where method != "OPTIONS" || !(target == "/events" || target.StartsWith("/ofrep/", StringComparison.Ordinal)) // browsers ask there
        select new TestCaseData(target, method);
}
