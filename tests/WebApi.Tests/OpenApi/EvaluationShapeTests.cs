using System.Text.Json;
using FeatureFlag.WebApi.Evaluation;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.OpenApi;

/// <summary>Evaluations are written by hand; the document describes <see cref="EvaluationResponse"/>.</summary>
internal sealed class EvaluationShapeTests
{
    /// <summary>Strict: unknown, missing and repeated fields, and nulls where there may be none, throw.</summary>
    private static readonly JsonSerializerOptions Strict = Json.Create();

    private string _on = null!;
    private string _split = null!;
    private string _off = null!;

    [OneTimeSetUp]
    public async Task CreateFlags()
    {
        var admin = await SharedServer.App.As(Caller.Admin);
        (_on, _split, _off) = (SharedServer.NewKey("on"), SharedServer.NewKey("split"), SharedServer.NewKey("off"));
        foreach (var (key, type, isEnabled) in new[] { (_on, "boolean", true), (_split, "percentage", true), (_off, "boolean", false) })
        {
            var body = new { key, name = key, environment_key = "staging", flag_type = type, is_enabled = isEnabled, rollout_percentage = 50 };
            Assert.That((await admin.CallAsync("POST", "/flags", body)).Status, Is.EqualTo(201));
        }
    }

    [TestCase("on", "staging", "STATIC", null)]
    [TestCase("split", "staging", "SPLIT", null)]
    [TestCase("off", "staging", "DISABLED", null)]
    [TestCase("none", "staging", "ERROR", "FLAG_NOT_FOUND")]
    [TestCase("on", "none", "ERROR", "ENVIRONMENT_NOT_FOUND")]
    public async Task Is_that_of_the_document(string flag, string environment, string reasonCode, string? errorCode)
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{Key(flag)}?environment_key={environment}&user_id=alice");

        var read = JsonSerializer.Deserialize<EvaluationResponse>(answer.Body, Strict)!;
        Assert.That((read.ReasonCode, read.ErrorCode), Is.EqualTo((reasonCode, errorCode)));
    }

    [Test]
    public async Task Says_when_an_id_is_missing()
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{_split}?environment_key=staging");

        var read = JsonSerializer.Deserialize<EvaluationResponse>(answer.Body, Strict)!;
        Assert.That((read.ErrorCode, read.Enabled, read.Variant), Is.EqualTo(("TARGETING_KEY_MISSING", false, "off")));
    }

    [Test]
    public async Task Is_that_of_the_document_when_all_flags_are_evaluated()
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", "/evaluate", """{"environment_key":"staging","user_id":"alice"}""");

        var read = JsonSerializer.Deserialize<EvaluationResponse[]>(answer.Body, Strict)!;
        Assert.That(read.Select(one => one.FlagKey), Is.SupersetOf(new[] { _on, _split, _off }));
    }

    [Test]
    public async Task Is_written_again_as_it_was_read()
    {
        var answer = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{_split}?environment_key=staging&user_id=alice");

        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize<EvaluationResponse>(answer.Body, Strict), Strict), Is.EqualTo(answer.Body));
    }

    private string Key(string flag) => flag switch { "on" => _on, "split" => _split, "off" => _off, _ => "no-such-flag" };
}
