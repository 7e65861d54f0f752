using System.Text;
using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

/// <summary>Bodies that no route takes, sent to every route that has one.</summary>
internal sealed class BodyTests
{
    /// <summary>FIELD stands for a field that the route has, EXAMPLE for a body that it takes.</summary>
    private static readonly (string Name, string Text)[] NotReadable =
    [
        ("nothing", ""),
        ("blank", "  "),
        ("null", "null"),
        ("list", "[]"),
        ("string", "\"x\""),
        ("number", "1"),
        ("cut short", "{\"FIELD\":"),
        ("open", "{"),
        ("two objects", "EXAMPLE{}"),
        ("text behind", "EXAMPLEx"),
        ("no quotes", "{FIELD:\"x\"}"),
        ("single quotes", "{'FIELD':'x'}"),
        ("comma behind", "{\"FIELD\":\"x\",}"),
        ("comment", "/* hello */EXAMPLE"),
        ("not a number", "{\"FIELD\":NaN}"),
        ("infinity", "{\"FIELD\":-Infinity}"),
        ("leading zero", "{\"FIELD\":01}"),
        ("33 deep", new string('[', 33) + new string(']', 33)),
        ("field 33 deep", "{\"FIELD\":" + new string('[', 32) + new string(']', 32) + "}"),
        ("10 000 deep", new string('[', 10_000) + new string(']', 10_000)),
        ("10 000 deep, open", string.Concat(Enumerable.Repeat("{\"FIELD\":", 10_000))),
        ("form", "email=a&password=b"),
        ("html", "<html>"),
        ("raw line break", "{\"FIELD\":\"a\nb\"}"),
        ("half a surrogate", "{\"FIELD\":\"\\ud800\"}"),
        ("half a surrogate in a name", "{\"\\udc00\":1}"),
    ];

    [TestCase("rollout percentage")]
    [TestCase("a.b")]
    [TestCase("x[0]")]
    [TestCase("o'k")]
    [TestCase("user/id")]
    public async Task Is_refused_for_an_unknown_field_whatever_its_name(string field)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", "/auth/login", new JsonObject { [field] = 1 }.ToJsonString());

        ProblemAssert.IsProblem(answer, 422);
    }

    [TestCaseSource(nameof(EachWithNotReadable))]
    public async Task Is_refused_when_it_is_no_object(object route, string name)
    {
        var example = Example(route);
        var body = NotReadable.Single(body => body.Name == name).Text
            .Replace("FIELD", example.First().Key, StringComparison.Ordinal)
            .Replace("EXAMPLE", example.ToJsonString(), StringComparison.Ordinal);

        ProblemAssert.IsProblem(await SendAsync(route, body), 400);
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Is_refused_when_it_has_a_field_too_many(object route)
    {
        var body = Example(route);
        body["no_such_field"] = JsonNode.Parse("""{"deep":[1,{}]}""");

        ProblemAssert.IsProblem(await SendAsync(route, body.ToJsonString()), 422, "no_such_field");
    }

    [TestCaseSource(nameof(EachField))]
    public async Task Is_refused_without_a_field_exactly_if_the_document_requires_it(object route, string field)
    {
        // The one that the document cannot say: environment_id may stand in for it.
        var isRequired = (((Operation)route).Body["required"]?.AsArray().Any(name => (string?)name == field) == true)
            || ($"{route}", field) is ("POST /flags" or "POST /segments" or "POST /metric-definitions" or "POST /layers" or "POST /holdouts" or "POST /experiments", "environment_key");
        var body = Example(route);
        body.Remove(field);

        var answer = await SendAsync(route, body.ToJsonString());

        Assert.That(answer.Status == 422 && answer.Json["errors"]?[field]?[0]?.ToString().StartsWith("is required", StringComparison.Ordinal) == true, Is.EqualTo(isRequired), answer.Body);
    }

    [Test]
    public async Task Is_refused_with_the_place_of_each_element_that_is_wrong()
    {
        var answer = await (await Admin()).CallAsync("POST", "/flags", """
            {
              "key": "two-wrong-values", "environment_key": "production", "flag_type": "multivariate", "value_type": "json",
              "variants": [{"key": "a", "value": "text", "weight": 50000}, {"key": "b", "value": 5, "weight": 50000}]
            }
            """);

        ProblemAssert.IsProblem(answer, 422, "variants[0].value");
        ProblemAssert.IsProblem(answer, 422, "variants[1].value");
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Is_refused_when_a_field_stands_twice(object route)
    {
        var body = Example(route).ToJsonString();
        var (name, value) = Example(route).First();

        var answer = await SendAsync(route, $"{body[..^1]},\"{name}\":{value?.ToJsonString() ?? "null"}}}");

        ProblemAssert.IsProblem(answer, 400);
    }

    [TestCaseSource(nameof(EachField))]
    public async Task Is_refused_when_a_field_is_of_another_type(object route, string field)
    {
        var schema = ((Operation)route).Body["properties"]![field]!;
        var element = (string?)schema["items"]?["type"];
        foreach (var wrong in WrongFor((string?)schema["type"] ?? "object", (string?)schema["format"], element, schema["nullable"]?.GetValue<bool>() == true))
        {
            var body = Example(route);
            body[field] = JsonNode.Parse(wrong);

            var answer = await SendAsync(route, body.ToJsonString());
            if (wrong == "null" && answer.Status == 404 && $"{route}" == "PUT /environments/{key}")
            {
                continue; // whether the environment is there comes before what its fields may hold
            }

            ProblemAssert.IsProblem(answer, wrong == "null" && answer.Status == 422 ? 422 : 400);
            Assert.That((string?)answer.Json["detail"], Does.Contain(field), wrong);
        }
    }

    [TestCaseSource(nameof(EachField))]
    public async Task Is_read_or_refused_whatever_characters_a_field_holds(object route, string field)
    {
        if ((string?)((Operation)route).Body["properties"]![field]!["type"] != "string")
        {
            return;
        }

        foreach (var nasty in new[] { "\\u0000", "a\\u0000b", "\\ud800", "\\udfff\\ud800", "\\r\\n", "\\u202e", "\\ufeff", "' OR 1=1 --", "{{7*7}}", "$(id)", "\\u001b[2J" })
        {
            var body = Example(route);
            body[field] = "NASTY";

            var answer = await SendAsync(route, body.ToJsonString().Replace("NASTY", nasty, StringComparison.Ordinal));

            Assert.That(answer.Status, Is.LessThan(500), nasty);
            Assert.That(answer.Status >= 400 ? ProblemAssert.Faults(answer) : [], Is.Empty, answer.Body);
        }
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Is_refused_when_it_is_no_UTF_8(object route)
    {
        var (name, _) = Example(route).First();
        byte[] body = [.. Encoding.UTF8.GetBytes($"{{\"{name}\":\"a"), 0xff, 0xc0, 0x80, .. "\"}"u8];

        ProblemAssert.IsProblem(await ((await Admin()).CallAsync(((Operation)route).Method, ((Operation)route).Target, body)), 400);
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Means_the_same_behind_a_byte_order_mark(object route)
    {
        var operation = (Operation)route;
        byte[] body = [0xef, 0xbb, 0xbf, .. "{}"u8];

        var marked = await (await Admin()).CallAsync(operation.Method, operation.Target, body);

        Assert.That(marked.Essence, Is.EqualTo((await SendAsync(route, "{}")).Essence));
    }

    [TestCaseSource(nameof(EachWithContentType))]
    public async Task Is_refused_when_it_is_not_sent_as_JSON(object route, string? contentType)
    {
        var operation = (Operation)route;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Example(route).ToJsonString()));
        if (contentType is not null)
        {
            content.Headers.Add("Content-Type", contentType);
        }

        ProblemAssert.IsProblem(await (await Admin()).CallAsync(operation.Method, operation.Target, content), 415);
    }

    private static IEnumerable<TestCaseData> EachWithNotReadable() =>
        from operation in Routes.WithBody
        from body in NotReadable
        select new TestCaseData(operation, body.Name);

    private static IEnumerable<TestCaseData> EachField() =>
        from operation in Routes.WithBody
        from property in operation.Body["properties"]!.AsObject()
        select new TestCaseData(operation, property.Key);

    private static IEnumerable<TestCaseData> EachWithContentType() =>
        from operation in Routes.WithBody
        from contentType in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "text/json", null }
        select new TestCaseData(operation, contentType);

    private static IEnumerable<string> WrongFor(string type, string? format, string? element, bool nullable) =>
    [
        .. type == "string" ? [] : new[] { "\"text\"" },
        .. type is "number" or "integer" ? ["\"5\""] : new[] { "5" },
        .. type == "boolean" ? ["\"true\""] : new[] { "true" },
        .. type == "object" ? [] : new[] { "{}" },
        .. type == "array" ? [element == "number" ? "[true]" : "[1]", "[[]]"] : new[] { "[]" },
        .. format is "uuid" or "date" ? ["\"yesterday\"", "\"\""] : Array.Empty<string>(),
        .. nullable ? [] : new[] { "null" },
    ];

    private static JsonObject Example(object route) => ((Operation)route).Body["example"]!.DeepClone().AsObject();

    private static Task<HttpClient> Admin() => SharedServer.App.As(Caller.Admin);

    private static async Task<Answer> SendAsync(object route, string body)
    {
        var operation = (Operation)route;
        return await (await Admin()).CallAsync(operation.Method, operation.Target, body);
    }
}
