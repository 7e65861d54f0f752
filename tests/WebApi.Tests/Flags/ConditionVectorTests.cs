using System.Text.Json.Nodes;
using FeatureFlag.TestKit.Vectors;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Flags;

/// <summary>The golden vectors as a client sees them: saved as a flag's rule, evaluated, explained.</summary>
internal sealed class ConditionVectorTests
{
    private readonly string _flag = SharedServer.NewKey("vector");
    private HttpClient _admin = null!;

    private static IEnumerable<string> Families() => Own().Select(vector => vector.Family).Distinct();

    /// <summary>Those that need neither a clock nor other things in the environment.</summary>
    private static IEnumerable<ConditionVector> Own() =>
        ConditionVectors.All.Where(vector => vector.Context.Now == default && vector.Segments.Count == 0 && vector.Flags.Count == 0);

    [OneTimeSetUp]
    public async Task CreateFlag()
    {
        _admin = await SharedServer.App.As(Caller.Admin);
        var body = new { key = _flag, name = _flag, environment_key = "development", is_enabled = true, default_serve = new { variant = "off" } };
        Assert.That((await _admin.CallAsync("POST", "/flags", body)).Status, Is.EqualTo(201));
    }

    [TestCaseSource(nameof(Families))]
    public async Task Are_answered_and_explained_as_they_say(string family)
    {
        var wrong = new List<string>();
        foreach (var vector in Own().Where(vector => vector.Family == family))
        {
            var (served, matched) = await AskAsync(vector);
            if (served != (vector.Matches ? "on" : "off") || matched != vector.Matches)
            {
                wrong.Add($"{vector.Name}: served {served}, explained as {matched}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private async Task<(string? Served, bool? Matched)> AskAsync(ConditionVector vector)
    {
        var json = JsonNode.Parse(vector.Json.GetRawText())!;
        var rule = new JsonObject { ["when"] = json["condition"]!.DeepClone(), ["serve"] = new JsonObject { ["variant"] = "on" } };
        var saved = await _admin.CallAsync(
            "PUT", $"/flags/{_flag}?environment_key=development", new JsonObject { ["salt"] = vector.Salt, ["rules"] = new JsonArray(rule) }.ToJsonString());
        Assert.That(saved.Status, Is.EqualTo(200), $"{vector.Name}: {saved.Body}");

        var question = new JsonObject
        {
            ["environment_key"] = "development",
            ["user_id"] = json["context"]?["user_id"]?.DeepClone(),
            ["attributes"] = json["context"]?["attributes"]?.DeepClone(),
        }.ToJsonString();
        var evaluated = await _admin.CallAsync("POST", $"/evaluate/{_flag}", question);
        var explained = await _admin.CallAsync("POST", $"/evaluate/{_flag}/explain", question);
        return ((string?)evaluated.Json["variant"], (bool?)explained.Json["trace"]?["rules"]?[0]?["matched"]);
    }
}
