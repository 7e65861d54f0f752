using System.Text;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

/// <summary>Bodies that somebody valid has been damaged into. The seed makes every run the same.</summary>
internal sealed class FuzzTests
{
    private const int Seed = 20261101;
    private const int BodiesPerRoute = 17;

    private static readonly string[] Tokens =
    [
        "null", "true", "-1", "1e400", "[]", "{}", "\"\"", "\"\\u0000\"", "\"\\ud800\"", ",", ":", "\"", "\\", "[[[[", "}}", "99999999999999999999",
        "0.1e-400", "\"production\"", "\"2026-02-30\"", "\u00ff", "\ufeff", "\"id\":1,", "\"role\":\"admin\",",
    ];

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Never_make_the_server_fail(object route)
    {
        var operation = (Operation)route;
        var random = new Random(Seed);
        var admin = await SharedServer.App.As(Caller.Admin);
        for (var i = 0; i < BodiesPerRoute; i++)
        {
            var body = Damage(Encoding.UTF8.GetBytes(operation.Body["example"]!.ToJsonString()), random);

            var answer = await admin.CallAsync(operation.Method, operation.Target, body);

            Assert.That(answer.Status, Is.LessThan(500), $"body {i}: {Encoding.UTF8.GetString(body)}");
            Assert.That(answer.Status >= 400 ? ProblemAssert.Faults(answer) : [], Is.Empty, $"body {i}: {answer.Body}");
        }
    }

    private static byte[] Damage(byte[] body, Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var (at, to) = (random.Next(body.Length), random.Next(body.Length));
            (at, to) = (Math.Min(at, to), Math.Max(at, to));
            body = random.Next(4) switch
            {
                0 => [.. body[..at], .. body[to..]],
                1 => [.. body[..to], .. body[at..]],
                2 => [.. body[..at], (byte)random.Next(256), .. body[(at + 1)..]],
                _ => [.. body[..at], .. Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]), .. body[to..]],
            };
            body = body.Length == 0 ? [(byte)'{'] : body;
        }

        return body;
    }
}
