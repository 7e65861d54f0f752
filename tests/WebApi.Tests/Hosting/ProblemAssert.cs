using System.Globalization;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>What every error answer must be, whatever else it says.</summary>
internal static class ProblemAssert
{
    /// <summary>Parts of names of types, and of the serializer's own messages.</summary>
    private static readonly string[] Internals =
        ["System.", "Microsoft.", "FeatureFlag.", "LineNumber", "BytePositionInLine", "`", "Exception", "SQLite", "Npgsql", "SELECT", "   at "];

    public static void IsProblem(Answer answer, int status, string? field = null)
    {
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(Faults(answer), Is.Empty, answer.Body);
        if (field is not null)
        {
            Assert.That(answer.Json["errors"]?[field], Is.Not.Null, answer.Body);
        }
    }

    /// <summary>What is wrong with an error answer: nothing, if it is as the contract says.</summary>
    public static IReadOnlyList<string> Faults(Answer answer)
    {
        if (answer.ContentType != "application/problem+json")
        {
            return [$"its content type is {answer.ContentType}"];
        }

        var problem = answer.Json;
        (bool IsWrong, string Fault)[] faults =
        [
            ((int?)problem["status"] != answer.Status, "status differs"),
            (string.IsNullOrWhiteSpace((string?)problem["title"]), "no title"),
            (string.IsNullOrWhiteSpace((string?)problem["detail"]), "no detail"),
            (string.IsNullOrWhiteSpace((string?)problem["request_id"]), "no request_id"),
            (answer.Status == 422 != problem["errors"] is not null, "errors belong to 422 and only there"),
            (answer.Status == 401 && answer.Header("WWW-Authenticate") != "Bearer", "no challenge"),
            (answer.Status is 429 or 503 && !IsWholeSeconds(answer.Header("Retry-After")), "no Retry-After"),
            .. Internals.Select(name => (answer.Body.Contains(name, StringComparison.Ordinal), $"holds {name}")),
        ];
        return [.. faults.Where(fault => fault.IsWrong).Select(fault => fault.Fault)];
    }

    private static bool IsWholeSeconds(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0;
}
