using System.Text;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class SizeTests
{
    private const int Megabyte = 1024 * 1024;

    [TearDown]
    public async Task Server_goes_on() => Assert.That((await SharedServer.App.Anonymous.CallAsync("GET", "/health")).Status, Is.EqualTo(200));

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Above_the_limit_is_refused_by_the_announced_length(object route)
    {
        var answer = await SendAsync(route, [$"Content-Length: {Limit(route) + 1}"], []);

        ProblemAssert.IsProblem(answer, 413);
        Assert.That((string?)answer.Json["detail"], Does.EndWith($"at most {Limit(route) / Megabyte} MB."));
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Above_the_limit_is_refused_while_it_is_read(object route)
    {
        var tooMuch = Limit(route) + 1;
        byte[] chunks = [.. Encoding.ASCII.GetBytes($"{tooMuch:x}\r\n"), .. Enumerable.Repeat((byte)' ', tooMuch), .. "\r\n0\r\n\r\n"u8];

        var answer = await SendAsync(route, ["Transfer-Encoding: chunked"], chunks);

        ProblemAssert.IsProblem(answer, 413);
    }

    [Test]
    public async Task Of_an_address_is_limited()
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"GET /evaluate/{new string('a', 10_000_000)} HTTP/1.1");

        Assert.That(answer.Status, Is.EqualTo(414));
    }

    [Test]
    public async Task Of_headers_is_limited()
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, "GET /health HTTP/1.1", [$"X-Large: {new string('a', 10_000_000)}"]);

        Assert.That(answer.Status, Is.EqualTo(431));
    }

    [Test]
    public async Task Of_a_list_of_headers_is_limited()
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, "GET /health HTTP/1.1", Enumerable.Range(0, 100_000).Select(i => $"X-{i}: 1"));

        Assert.That(answer.Status, Is.EqualTo(431));
    }

    private static int Limit(object route) => ((Operation)route).Path.StartsWith("/segments", StringComparison.Ordinal) ? 8 * Megabyte : Megabyte;

    private static async Task<Answer> SendAsync(object route, string[] headers, byte[] body)
    {
        var operation = (Operation)route;
        var admin = await SharedServer.App.As(Caller.Admin);
        string[] all = [$"Authorization: {admin.DefaultRequestHeaders.Authorization}", "Content-Type: application/json", .. headers];
        return await RawHttp.SendAsync(SharedServer.App.Address, $"{operation.Method} {operation.Target} HTTP/1.1", all, body);
    }
}
