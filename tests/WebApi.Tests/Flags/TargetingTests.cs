using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Flags;

/// <summary>The parts of a flag over HTTP: what comes back, and what is refused where.</summary>
internal sealed class TargetingTests
{
    private const string Whole = """
        {"flag_type":"multivariate","is_enabled":true,"value_type":"number",
         "variants":[{"key":"small","value":1.0,"weight":30000},{"key":"large","value":1e2,"weight":70000}],"off_variant":"small","bucket_by":"company.id",
         "targets":[{"variant":"large","user_ids":["ann","bob"]}],"prerequisites":[{"flag_key":"BASE","variants":["on"]}],
         "rules":[{"id":"mine","name":"Testers","when":{"all":[{"attribute":"plan","operator":"in","values":["pro",1.0,true],"ignore_case":true}]},"serve":{"variant":"large"}},
                  {"id":"split","name":"","when":{"none":[]},"serve":{"rollout":[{"variant":"small","weight":1},{"variant":"large","weight":99999}]}}],
         "default_serve":{"variant":"small"},"client_visible":true}
        """;

    [Test]
    public async Task What_was_written_comes_back_to_the_letter()
    {
        var (key, whole) = (SharedServer.NewKey("flag"), Whole.Replace("BASE", await NewAsync("{}"), StringComparison.Ordinal));
        await CreateAsync(key, whole);

        var read = (await SendAsync("GET", key)).Json.AsObject();
        var written = JsonNode.Parse(whole)!.AsObject();

        Assert.That(written.Select(field => $"{field.Key}: {read[field.Key]?.ToJsonString()}"), Is.EqualTo(written.Select(field => $"{field.Key}: {field.Value?.ToJsonString()}")));
    }

    [Test]
    public async Task What_was_read_can_be_written_back()
    {
        var key = await NewAsync(Whole.Replace("BASE", await NewAsync("{}"), StringComparison.Ordinal));
        var read = (await SendAsync("GET", key)).Json.AsObject();
        foreach (var name in new[] { "id", "key", "environment_id", "environment_key", "version", "created_at", "updated_at", "experiment", "holdout" })
        {
            read.Remove(name);
        }

        Assert.That((int)(await SendAsync("PUT", key, read.ToJsonString())).Json["version"]!, Is.EqualTo(1));
    }

    [TestCase("experiment")]
    [TestCase("holdout")]
    public async Task Nobody_writes_what_experiments_and_holdouts_do(string field)
    {
        var key = await NewAsync("{}");

        Assert.That((await SendAsync("PUT", key, $$"""{"{{field}}":null}""")).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_plain_flag_shows_its_parts_all_the_same()
    {
        var flag = (await SendAsync("GET", await NewAsync("{}"))).Json;

        Assert.That(
            string.Join(' ', new[] { "targets", "prerequisites", "rules", "default_serve", "client_visible", "variants" }.Select(name => flag[name]?.ToJsonString() ?? "null")),
            Is.EqualTo("""[] [] [] null false [{"key":"on","value":true},{"key":"off","value":false}]"""));
    }

    [TestCase("1")]
    [TestCase("1.0")]
    [TestCase("-0.0")]
    [TestCase("1E+2")]
    [TestCase("12345678901234567890.10")]
    public async Task Numbers_are_kept_as_they_were_spelled(string number)
    {
        var key = await NewAsync(OneNumber(number));

        var evaluated = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{key}?environment_key=development&user_id=ann");
        var audited = await (await Admin()).CallAsync("GET", $"/audit/flag/{key}");

        Assert.Multiple(async () =>
        {
            Assert.That((await SendAsync("GET", key)).Body, Does.Contain($"\"value\":{number},"));
            Assert.That(evaluated.Body, Does.Contain($"\"value\":{number},"));
            Assert.That(audited.Body, Does.Contain($"\"value\":{number},"));
        });
    }

    [Test]
    public async Task From_1_to_1_point_0_is_a_change()
    {
        var key = await NewAsync(OneNumber("1"));
        await SendAsync("PUT", key, OneNumber("1.0"));

        var audited = await (await Admin()).CallAsync("GET", $"/audit/flag/{key}?limit=1");

        Assert.That(audited.Json[0]!["changes"]!["variants"]!.ToJsonString(), Does.Contain("\"value\":1,").And.Contain("\"value\":1.0,"));
    }

    [TestCase("""{"rules":[{"whn":{},"serve":{"variant":"on"}}]}""", "rules[0].whn")]
    [TestCase("""{"rules":[{"when":{"all":[{},{"opertor":1}]},"serve":{"variant":"on"}}]}""", "rules[0].when.all[1].opertor")]
    [TestCase("""{"rules":[{"when":{}}]}""", "rules[0].serve")]
    [TestCase("""{"rules":[{"when":{"all":[]},"serve":{"rollout":[{"variant":"on","weight":100000},{"variant":"off"}]}}]}""", "rules[0].serve.rollout[1].weight")]
    [TestCase("""{"rules":[{"when":{"all":[]},"serve":{"rollout":[{"variant":"on","weight":100001},{"variant":"off","weight":-1}]}}]}""", "rules[0].serve.rollout[1].weight")]
    [TestCase("""{"rules":[{"when":{"all":[{"attribute":"a","operator":"exists"},{"attribute":"a","operator":"smells"}]},"serve":{"variant":"on"}}]}""", "rules[0].when.all[1].operator")]
    [TestCase("""{"rules":[{"when":{"all":[null]},"serve":{"variant":"on"}}]}""", "rules[0].when.all[0]")]
    [TestCase("""{"rules":[null]}""", "rules[0]")]
    [TestCase("""{"rules":[{"when":{"operator":"in_segment","values":["nobody"]},"serve":{"variant":"on"}}]}""", "rules[0].when.values[0]")]
    [TestCase("""{"rules":[{"when":{"attribute":"nobody","operator":"flag_is","values":["on"]},"serve":{"variant":"on"}}]}""", "rules[0].when.attribute")]
    [TestCase("""{"variants":[{"key":"on"}]}""", "variants[0].value")]
    [TestCase("""{"variants":[{"key":"on","value":true,"name":"x"}]}""", "variants[0].name")]
    [TestCase("""{"flag_type":"multivariate","value_type":"number","off_variant":"a","variants":[{"key":"a","value":1,"weight":1},{"key":"b","value":2,"weight":99999},{"key":"c","value":"3","weight":0}]}""", "variants[2].value")]
    [TestCase("""{"flag_type":"multivariate","value_type":"number","off_variant":"a","variants":[{"key":"a","value":1e400,"weight":100000}]}""", "variants[0].value")]
    [TestCase("""{"flag_type":"multivariate","value_type":"string","off_variant":"a","variants":[{"key":"a","value":null,"weight":100000}]}""", "variants[0].value")]
    [TestCase("""{"targets":[{"variant":"maybe","user_ids":[]}]}""", "targets[0].variant")]
    [TestCase("""{"targets":[{"variant":"on","user_ids":["ann","ann"]}]}""", "targets[0].user_ids[1]")]
    [TestCase("""{"targets":[{"variant":"on"}]}""", "targets[0].user_ids")]
    [TestCase("""{"prerequisites":[{"flag_key":"nobody"}]}""", "prerequisites[0].flag_key")]
    [TestCase("""{"prerequisites":[{"key":"nobody"}]}""", "prerequisites[0].key")]
    [TestCase("""{"default_serve":{}}""", "default_serve")]
    [TestCase("""{"default_serve":{"varant":"on"}}""", "default_serve.varant")]
    [TestCase("""{"default_serve":{"variant":"maybe"}}""", "default_serve.variant")]
    [TestCase("""{"off_variant":"on"}""", "off_variant")]
    [TestCase("""{"bucket_by":"$now"}""", "bucket_by")]
    [TestCase("""{"value_type":"text"}""", "value_type")]
    [TestCase("""{"variants":null}""", "variants")]
    public async Task What_is_wrong_is_named_by_its_place(string fields, string place) =>
        ProblemAssert.IsProblem(await SendAsync("PUT", await NewAsync("{}"), fields), 422, place);

    [TestCase("""{"rules":{}}""", "rules: expected a list")]
    [TestCase("""{"rules":[1]}""", "rules[0]: expected an object")]
    [TestCase("""{"rules":[{"when":{"all":[{"values":"x"}]},"serve":{}}]}""", "rules[0].when.all[0].values: expected a list")]
    [TestCase("""{"rules":[{"when":{},"serve":{"rollout":[{"variant":"on","weight":0.5}]}}]}""", "rules[0].serve.rollout[0].weight: expected a whole number")]
    [TestCase("""{"rules":[{"when":{"ignore_case":"yes"},"serve":{}}]}""", "rules[0].when.ignore_case: expected true or false")]
    [TestCase("""{"variants":[{"key":1,"value":1}]}""", "variants[0].key: expected a string")]
    [TestCase("""{"variants":[{"key":"a","value":"\ud800"}]}""", "variants[0].value: expected a JSON value")]
    [TestCase("""{"targets":[{"variant":"on","user_ids":[1]}]}""", "targets[0].user_ids[0]: expected a string")]
    [TestCase("""{"default_serve":[]}""", "default_serve: expected an object")]
    [TestCase("""{"variants":[{"key":"a","value":{"x":1,"x":2}}]}""", "more than once")]
    [TestCase("""{"rules":[{"id":"a","id":"b"}]}""", "more than once")]
    [TestCase("""{"client_visible":null}""", "client_visible: expected true or false")]
    public async Task What_is_of_the_wrong_type_is_named_by_its_place(string fields, string detail)
    {
        var answer = await SendAsync("PUT", await NewAsync("{}"), fields);

        ProblemAssert.IsProblem(answer, 400);
        Assert.That((string?)answer.Json["detail"], Does.Contain(detail));
    }

    [TestCase(8, 200)]
    [TestCase(9, 422)]
    [TestCase(12, 422)]
    public async Task Conditions_are_8_deep_at_most(int depth, int status)
    {
        var when = """{"attribute":"a","operator":"in","values":["x"]}""";
        foreach (var _ in Enumerable.Range(1, depth - 1))
        {
            when = $$"""{"any":[{{when}}]}""";
        }

        Assert.That((await SendAsync("PUT", await NewAsync("{}"), Rule(when))).Status, Is.EqualTo(status));
    }

    [TestCase(500, 200)]
    [TestCase(501, 422)]
    public async Task Conditions_hold_500_leaves_at_most(int leaves, int status)
    {
        var all = string.Join(',', Enumerable.Repeat("""{"attribute":"a","operator":"exists"}""", leaves));

        Assert.That((await SendAsync("PUT", await NewAsync("{}"), Rule($$"""{"all":[{{all}}]}"""))).Status, Is.EqualTo(status));
    }

    [TestCase(5000, 200)]
    [TestCase(5001, 422)]
    public async Task Lists_hold_5000_values_at_most(int count, int status)
    {
        var values = string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\""));

        Assert.That(
            (await SendAsync("PUT", await NewAsync("{}"), Rule($$"""{"attribute":"a","operator":"in","values":[{{values}}]}"""))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task The_deepest_value_goes_through_the_history()
    {
        var value = $"{{\"a\":{new string('[', 19)}{new string(']', 19)}}}";
        var key = await NewAsync($$"""{"flag_type":"multivariate","value_type":"object","off_variant":"a","variants":[{"key":"a","value":{{value}},"weight":100000}]}""");

        Assert.That((await (await Admin()).CallAsync("GET", $"/audit/flag/{key}")).Body, Does.Contain(value));
    }

    [Test]
    public async Task Dependants_are_listed_in_pages()
    {
        var key = await NewAsync("{}");
        await NewAsync($$"""{"prerequisites":[{"flag_key":"{{key}}"}]}""");
        var last = await NewAsync($$$"""{"rules":[{"when":{"attribute":"{{{key}}}","operator":"flag_is","values":["on"]},"serve":{"variant":"on"}}]}""");

        var pages = new[]
        {
            await (await Admin()).CallAsync("GET", $"/flags/{key}/dependants?environment_key=development&limit=1"),
            await (await Admin()).CallAsync("GET", $"/flags/{key}/dependants?environment_key=development&limit=2"),
        };

        Assert.That(pages[0].Header("Link"), Does.Contain("rel=\"next\""));
        Assert.That(pages[1].Body, Does.Contain($$"""{"type":"flag","key":"{{last}}","name":"A flag"}"""));
    }

    [Test]
    public async Task Dependants_of_nobody_are_not_found() =>
        ProblemAssert.IsProblem(await (await Admin()).CallAsync("GET", "/flags/nobody/dependants?environment_key=development"), 404);

    [Test]
    public async Task Multivariate_flags_can_be_listed()
    {
        var key = await NewAsync(OneNumber("1"));

        Assert.That((await (await Admin()).CallAsync("GET", $"/flags?flag_type=multivariate&q={key}")).Json[0]!["key"]!.ToString(), Is.EqualTo(key));
    }

    private static string OneNumber(string number) =>
        $$"""{"flag_type":"multivariate","is_enabled":true,"value_type":"number","off_variant":"a","variants":[{"key":"a","value":{{number}},"weight":100000}]}""";

    private static string Rule(string when) => $$$"""{"rules":[{"when":{{{when}}},"serve":{"variant":"on"}}]}""";

    private static Task<HttpClient> Admin() => SharedServer.App.As(Caller.Admin);

    private static async Task<string> NewAsync(string fields)
    {
        var key = SharedServer.NewKey("flag");
        await CreateAsync(key, fields);
        return key;
    }

    private static async Task CreateAsync(string key, string fields)
    {
        var body = JsonNode.Parse(fields)!.AsObject();
        (body["key"], body["name"], body["environment_key"]) = (key, "A flag", "development");
        var answer = await (await Admin()).CallAsync("POST", "/flags", body.ToJsonString());
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
    }

    private static async Task<Answer> SendAsync(string method, string key, string? body = null) =>
        await (await Admin()).CallAsync(method, $"/flags/{key}?environment_key=development", body);
}
