using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace FeatureFlag.WebApi.Tests.OpenApi;

internal sealed class OpenApiDocumentTests
{
    /// <summary>Sets the committed document to what the server serves, instead of comparing them.</summary>
    private const string Update = "UPDATE_OPENAPI";

    private const string Problem = "application/problem+json";

    [Test]
    public async Task Equals_the_committed_one()
    {
        var served = await SharedServer.App.Anonymous.CallAsync("GET", "/openapi.json");
        var text = served.Body.TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            await File.WriteAllTextAsync(Routes.File, text);
        }

        Assert.That(await File.ReadAllTextAsync(Routes.File), Is.EqualTo(text), $"If the change is meant, run this test once with {Update}=1 and commit openapi.json.");
    }

    [Test]
    public async Task Is_valid_OpenAPI_3_0()
    {
        var served = await SharedServer.App.Anonymous.CallAsync("GET", "/openapi.json");

        var read = OpenApiDocument.Parse(served.Body, "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        Assert.Multiple(() =>
        {
            Assert.That(read.Diagnostic!.SpecificationVersion, Is.EqualTo(OpenApiSpecVersion.OpenApi3_0));
            Assert.That(read.Diagnostic.Errors.Concat(read.Diagnostic.Warnings).Select(error => error.ToString()), Is.Empty);
        });
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.All))]
    public void Says_of_each_operation_what_it_does(object route)
    {
        var operation = (Operation)route;

        Assert.Multiple(() =>
        {
            Assert.That((string?)operation.Description["summary"], Is.Not.Null.And.Not.Empty);
            Assert.That((string?)operation.Description["operationId"], Does.Match(@"\A[A-Za-z]+_[A-Za-z]+\z"));
            Assert.That(operation.Parameters.Where(parameter => string.IsNullOrEmpty((string?)parameter["description"])).Select(p => (string?)p["name"]), Is.Empty);
        });
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.All))]
    public void Says_of_each_operation_what_it_answers(object route)
    {
        var operation = (Operation)route;
        var isGuarded = operation.Description.ContainsKey("security");
        var responses = operation.Description["responses"]!.AsObject();
        if (operation.IsOfrep)
        {
            Assert.That(responses.Select(response => response.Key), Is.SupersetOf(new[] { "200", "400", "401", "500" }));
            Assert.That(Errors(responses).Select(error => error["content"]?["application/json"]), Has.None.Null);
            return;
        }

        string[] expected =
        [
            .. operation.HasBody ? ["400", "413", "415"] : Array.Empty<string>(),
            .. operation is { HasBody: true, IsEvents: false } ? ["422"] : Array.Empty<string>(),
            .. isGuarded ? ["401"] : Array.Empty<string>(),
            .. isGuarded && !operation.IsEvents ? ["403"] : Array.Empty<string>(),
            .. isGuarded && !operation.IsFromMemory ? ["503"] : Array.Empty<string>(),
        ];

        Assert.Multiple(() =>
        {
            Assert.That(responses.Count(response => response.Key[0] == '2'), Is.EqualTo(1));
            Assert.That(expected.Except(responses.Select(response => response.Key)), Is.Empty);
            Assert.That(Errors(responses).Select(error => error["content"]?[Problem]), Has.None.Null);
        });
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.WithBody))]
    public async Task Gives_examples_that_the_server_accepts(object route)
    {
        var operation = (Operation)route;
        var example = operation.Body["example"]?.ToJsonString();
        Assert.That(example, Is.Not.Null);

        var caller = operation.Path == "/auth/me/password" ? await WithPasswordAsync(JsonNode.Parse(example)!) : await SharedServer.App.As(Caller.Admin);
        var answer = await caller.CallAsync(operation.Method, operation.Target, example);

        Assert.That(answer.Status, Is.AnyOf(200, 201, 401, 404, 409), answer.Body);
    }

    [Test]
    public void Says_of_each_field_what_it_holds()
    {
        var document = JsonNode.Parse(File.ReadAllText(Routes.File))!;
        var undescribed =
            from schema in document["components"]!["schemas"]!.AsObject()
            from property in schema.Value!["properties"]?.AsObject() ?? []
            where property.Value!["description"] is null && property.Value["$ref"] is null
            select $"{schema.Key}.{property.Key}";

        Assert.That(undescribed, Is.Empty);
    }

    [TestCase("UserResponse", "role", "viewer,developer,admin")]
    [TestCase("CreateFlag", "flag_type", "boolean,percentage,multivariate")]
    [TestCase("Dependant", "type", "flag,segment")]
    public void Lists_the_words_that_a_field_can_hold(string schema, string field, string words)
    {
        var property = JsonNode.Parse(File.ReadAllText(Routes.File))!["components"]!["schemas"]![schema]!["properties"]![field]!;

        Assert.That(string.Join(',', property["enum"]!.AsArray().Select(word => (string?)word)), Is.EqualTo(words));
    }

    [TestCase("SegmentTrace", "when")]
    [TestCase("Problem", "errors")]
    public void Requires_no_field_that_is_left_out_at_times(string schema, string field)
    {
        var described = JsonNode.Parse(File.ReadAllText(Routes.File))!["components"]!["schemas"]![schema]!;

        Assert.That(described["properties"]![field], Is.Not.Null);
        Assert.That(described["required"]!.AsArray().Select(name => (string?)name), Has.None.EqualTo(field).And.Not.Empty);
    }

    [TestCaseSource(typeof(Routes), nameof(Routes.All))]
    public void Says_how_to_ask_again(object route)
    {
        var operation = (Operation)route;
        var responses = operation.Description["responses"]!.AsObject();

        Assert.Multiple(() =>
        {
            Assert.That(operation.Parameters.Any(parameter => (string?)parameter["name"] == "If-None-Match"), Is.EqualTo(responses.ContainsKey("304")));
            Assert.That(
                responses.Where(response => response.Key is "429" or "503" && response.Value!["content"]?[Problem] is not null).Select(response => response.Value!["headers"]?["Retry-After"]), Has.None.Null);
        });
    }

    [Test]
    public void Names_no_type_of_ours() =>
        Assert.That(File.ReadAllText(Routes.File), Does.Not.Contain("EvaluationJson").And.Not.Contain("System.").And.Not.Contain("cref").And.Not.Contain("&lt;"));

    private static async Task<HttpClient> WithPasswordAsync(JsonNode example) =>
        SharedServer.App.NewClient((await SharedServer.App.RegisterAsync($"{SharedServer.NewKey("example")}@example.com", (string)example["current_password"]!)).Token);

    /// <summary>A readiness of 503 is an answer of its own kind, not an error.</summary>
    private static IEnumerable<JsonNode> Errors(JsonObject responses) =>
        responses.Where(response => response.Key[0] is '4' or '5' && response.Value!["content"]?["application/json"]?["schema"]?["$ref"]?.ToString().EndsWith("ReadinessResponse", StringComparison.Ordinal) != true)
            .Select(response => response.Value!);
}
