using System.Globalization;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Events;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Experiments;

internal sealed class HoldoutResultsTests(string store) : OnBothDatabases(store)
{
    private HttpClient _admin = null!;
    private string _key = null!;

    [SetUp]
    public async Task Create()
    {
        (_admin, _key) = (await Stage.App.As(Caller.Admin), SharedServer.NewKey("holdout"));
        await PostAsync("/metric-definitions", """ "key":"paid","kind":"sum","events":{"event":"buy"} """);
        await PostAsync("/metric-definitions", """ "key":"paid-soon","kind":"sum","events":{"event":"buy"},"window":{"kind":"conversion","hours":20} """);
        await PostAsync("/holdouts", $"\"key\":\"{_key}\",\"percentage\":30,\"flags\":[\"on\"]");
    }

    [Test]
    public async Task Compares_who_is_held_out_with_as_many_others()
    {
        for (var user = 0; user < 60; user++)
        {
            await Stage.EvaluateAsync("on", $"user-{user}");
        }

        var paid = Enumerable.Range(0, 60).ToDictionary(user => $"user-{user}", user => 1 + (user % 7));
        await Stage.PostAsync(paid.Select(user => EventStage.Metric(unit: user.Key, name: "buy", ts: EventStage.Now(0), more: string.Create(CultureInfo.InvariantCulture, $",\"value\":{user.Value}"))));
        var run = (await Stage.QueryAsync<long>("SELECT run FROM holdouts WHERE key = @_key", new { _key })).Single();
        await Until.True(async () => (await Stage.ExposuresAsync(run)).Count > 20, TimeSpan.FromSeconds(20));

        var expected = (await Stage.ExposuresAsync(run)).Select(row => row.Split(' ')).GroupBy(row => row[1]).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {group.Count()} {group.Sum(row => paid[row[0]])}");
        var results = await ResultsAsync("paid");
        Assert.That(results.Status, Is.EqualTo(200), results.Body);
        Assert.That(results.Json["metrics"]![0]!["arms"]!.AsArray().Select(arm => $"{arm!["variant"]} {arm["units"]} {arm["sum"]}"), Is.EqualTo(expected));
        Assert.That(((string?)results.Json["engine"]!["mode"], (bool)results.Json["variants"]![0]!["is_control"]!), Is.EqualTo(("sequential", true)));
    }

    [TestCase("paid-soon", "conversion window")]
    [TestCase("paid,unknown", "\"unknown\"")]
    [TestCase("paid,paid", "different")]
    public async Task Refuses_metrics_that_say_nothing_of_a_holdout(string metrics, string why)
    {
        var answer = await ResultsAsync(metrics);

        ProblemAssert.IsProblem(answer, 422);
        Assert.That((string?)answer.Json["errors"]!["metrics"]![0], Does.Contain(why));
    }

    private Task<Answer> ResultsAsync(string metrics) => _admin.CallAsync("GET", $"/holdouts/{_key}/results?environment_key={Stage.Environment}&metrics={metrics}");

    private async Task PostAsync(string target, string fields)
    {
        var answer = await _admin.CallAsync("POST", target, $$"""{"name":"Any","environment_key":"{{Stage.Environment}}",{{fields}} }""");
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
    }
}
