using System.Text.Json.Nodes;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class EvaluationInputTests
{
    [TestCase("""{"environment_key":"production"}""", 200)]
    [TestCase("""{"environment_key":"production","user_id":null,"attributes":null}""", 200)]
    [TestCase("""{"environment_key":"production","user_id":" "}""", 200)]
    [TestCase("""{"environment_key":"no such environment"}""", 200)]
    [TestCase("""{"environment_key":"production","user_id":"alice","attributes":{"user_id":"alice"}}""", 200)]
    [TestCase("""{"environment_key":"production","attributes":{"country":"NL","nested":{"list":[1,"a",null]}}}""", 200)]
    [TestCase("""{"environment_key":"production","user_id":"alice","attributes":{"user_id":"bob"}}""", 422)]
    [TestCase("""{"environment_key":"production","user_id":"alice","attributes":{"user_id":1}}""", 422)]
    [TestCase("""{"environment_key":"production","attributes":{"user_id":"alice"}}""", 422)]
    [TestCase("""{"environment_key":""}""", 422)]
    [TestCase("""{"environment_key":null}""", 400)]
    [TestCase("""{"environment_key":"production","user_id":1}""", 400)]
    [TestCase("""{"environment_key":"production","user_id":""}""", 422)]
    [TestCase("""{"environment_key":"production","attributes":[]}""", 400)]
    [TestCase("""{"environment_key":"production","attributes":{"a":1,"a":2}}""", 400)]
    [TestCase("""{"environment_key":"production","attributes":{"a":{"b":1,"b":2}}}""", 400)]
    [TestCase("""{"environment_key":"production","attributes":{"user_id":null}}""", 200)]
    [TestCase("""{"environment_key":"production","user_id":"a\u0000b"}""", 422)]
    [TestCase("""{"environment_key":"production","attributes":{"a":["\ud800"]}}""", 400)]
    [TestCase("""{"environment_key":"production","attributes":{"a":{"\udc00":1}}}""", 400)]
    [TestCase("""{"environment_key":"production","attributes":{"a":1e999}}""", 400)]
    [TestCase("""{"environment_key":"production","context":{}}""", 422)]
    public async Task Is_taken_or_refused_as_the_contract_says(string body, int status)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", "/evaluate/some", body);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
        Assert.That(status >= 400 ? ProblemAssert.Faults(answer) : [], Is.Empty);
    }

    [TestCase("environment_key=production&user%5Fid=")]
    [TestCase("Environment_Key=production&User_Id=")]
    public async Task Is_found_however_its_name_is_written(string query)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"GET /evaluate/some?{query} HTTP/1.1");

        Assert.That(answer.Status, Is.EqualTo(422), "an empty user_id is refused, so it was seen");
    }

    [TestCase("a%zz")]
    [TestCase("%4")]
    [TestCase("%")]
    public async Task Is_refused_when_it_is_badly_encoded(string userId)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"GET /evaluate/some?environment_key=production&user_id={userId} HTTP/1.1");

        ProblemAssert.IsProblem(answer, 400);
    }

    [TestCase("%00")]
    [TestCase("%0a")]
    [TestCase("%ff")]
    [TestCase("%22%7d")]
    [TestCase("%5c")]
    [TestCase("%f0%9f%94%a5")]
    [TestCase("%ed%a0%80")]
    [TestCase("..%2f..")]
    [TestCase("%3Cscript%3E")]
    [TestCase("a%2fb")]
    [TestCase("%e2%80%a8")]
    public async Task May_be_any_key_and_the_answer_stays_JSON(string key)
    {
        var answer = await RawHttp.SendAsync(SharedServer.App.Address, $"GET /evaluate/{key}?environment_key=production HTTP/1.1");

        Assert.That(answer.Status, Is.AnyOf(200, 400, 404), answer.Body);
        Assert.That(answer.Body.Length == 0 || JsonNode.Parse(answer.Body) is not null);
        Assert.That(answer.Body, Does.Not.Contain("<script>"));
    }

    [Test]
    public async Task May_be_a_key_of_4000_characters()
    {
        var key = new string('k', 4000);

        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{key}?environment_key=production");

        Assert.That((string?)answer.Json["flag_key"], Is.EqualTo(key));
    }

    [Test]
    public async Task Of_an_unknown_environment_is_not_found_when_all_flags_are_asked_for() =>
        ProblemAssert.IsProblem(await SharedServer.App.Anonymous.CallAsync("POST", "/evaluate", """{"environment_key":"none"}"""), 404);
}
