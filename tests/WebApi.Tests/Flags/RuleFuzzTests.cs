using System.Diagnostics;
using System.Text;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Flags;

/// <summary>Rules that are valid JSON and mostly nonsense. The seed makes every run the same.</summary>
internal sealed class RuleFuzzTests
{
    private const int Seed = 20261122;
    private const int Bodies = 300;

    private static readonly string[] Scalars =
    [
        "null", "true", "0", "-1", "1.0", "1e400", "\"\"", "\"a\"", "\"on\"", "\"user_id\"", "\"$now\"", "\"a.b\"", "\"\\u0000\"", "\"1.2.3\"", "\"10.0.0.0/8\"",
        "\"(a+)+$\"", "\"(?=x)\"", "\"2026-01-01\"", "100000", "{}", "[]", "[[]]", "{\"x\":1}",
    ];

    private static readonly string[] Operators =
    [
        "equals", "not_equals", "in", "contains", "starts_with", "matches", "not_matches", "gt", "lte", "before", "after", "semver_eq", "semver_lt", "exists",
        "includes_any", "includes_all", "in_cidr", "in_segment", "flag_is", "within_percentage", "EQUALS", "",
    ];

    [Test]
    public async Task Never_make_the_server_fail_or_think_long()
    {
        var random = new Random(Seed);
        var admin = await SharedServer.App.As(Caller.Admin);
        var key = SharedServer.NewKey("fuzz");
        await admin.CallAsync("POST", "/flags", new { key, name = key, environment_key = "development" });
        for (var i = 0; i < Bodies; i++)
        {
            var body = $"{{\"rules\":[{string.Join(',', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Rule(random)))}]}}";
            var started = Stopwatch.GetTimestamp();

            var answer = await admin.CallAsync("PUT", $"/flags/{key}?environment_key=development", body);

            Assert.That(answer.Status, Is.LessThan(500), body);
            Assert.That(answer.Status >= 400 ? ProblemAssert.Faults(answer) : [], Is.Empty, $"{body}: {answer.Body}");
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(1)), body);
        }
    }

    private static string Rule(Random random) => Fields(
        random, ("when", () => When(random, 0)), ("serve", () => Serve(random)), ("id", () => Scalar(random)), ("name", () => Scalar(random)), ("extra", () => Scalar(random)));

    private static string When(Random random, int depth) => depth > 9 || random.Next(3) == 0
        ? Fields(
            random,
            ("operator", () => $"\"{Operators[random.Next(Operators.Length)]}\""),
            ("attribute", () => Scalar(random)),
            ("values", () => List(random, () => Scalar(random))),
            ("ignore_case", () => Scalar(random)))
        : $"{{\"{(random.Next(3) switch { 0 => "all", 1 => "any", _ => "none" })}\":{List(random, () => When(random, depth + 1))}}}";

    private static string Serve(Random random) => Fields(
        random, ("variant", () => Scalar(random)), ("rollout", () => List(random, () => Fields(random, ("variant", () => Scalar(random)), ("weight", () => Scalar(random))))));

    /// <summary>The first fields nearly always, so that some get far.</summary>
    private static string Fields(Random random, params (string Name, Func<string> Value)[] fields)
    {
        var text = new StringBuilder();
        for (var i = 0; i < fields.Length; i++)
        {
            if (random.Next(10) < 9 - (2 * i))
            {
                text.Append(text.Length == 0 ? "" : ",").Append('"').Append(fields[i].Name).Append("\":").Append(fields[i].Value());
            }
        }

        return $"{{{text}}}";
    }

    private static string List(Random random, Func<string> item) => $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => item()))}]";

    private static string Scalar(Random random) => Scalars[random.Next(Scalars.Length)];
}
