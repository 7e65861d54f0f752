using System.Globalization;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Events;

internal sealed class ExposureTests(string store) : OnBothDatabases(store)
{
    [Test]
    public async Task Belongs_to_the_latest_run_that_had_started()
    {
        var key = SharedServer.NewKey("experiment");
        var runs = await Stage.StartAsync(key, -100, -50);

        var answer = await Stage.PostAsync(
            EventStage.Exposure(key, "a", ts: EventStage.Now(-60)), EventStage.Exposure(key, "b", ts: EventStage.Now(-10)),
            EventStage.Exposure(key, "c", ts: EventStage.Now(-110)), EventStage.Exposure("unknown", "d"));

        Assert.Multiple(async () =>
        {
            Assert.That(answer.Body, Does.StartWith("""{"accepted":2,"duplicates":0,"rejected":2,"errors":[{"line":3,"detail":"ts: """));
            Assert.That((await Stage.ExposuresAsync(runs[0])).Select(row => row[..4]), Is.EqualTo(new[] { "a on" }));
            Assert.That((await Stage.ExposuresAsync(runs[1])).Select(row => row[..4]), Is.EqualTo(new[] { "b on" }));
        });
    }

    [Test]
    public async Task Results_count_the_metric_events_that_were_acknowledged_a_moment_ago()
    {
        var key = SharedServer.NewKey("experiment");
        var run = new ExperimentRun
        {
            Id = (await Stage.StartAsync(key, -100)).Single(),
            Number = 1,
            StartedAt = EventStage.At(-100),
            Design = new() { Arms = [new("on", 50_000), new("off", 50_000)], Control = "off" },
            Analysis = new(),
        };
        var bought = new SubjectMetric("bought", "Bought", MetricRole.Goal, null, new() { Kind = MetricKind.Proportion, Events = new() { Event = "purchase" } });

        await Stage.PostAsync(EventStage.Exposure(key, "ann", ts: EventStage.Now(-9)), EventStage.Metric(unit: "ann", ts: EventStage.Now(-8)));
        var data = await Stage.App.Services.GetRequiredService<IRunDataReader>()
            .ReadAsync(Stage.EnvironmentId, new RunSubject(key, run, [bought]), EventStage.At(0), default);

        Assert.That((data.Population.Units("on"), data.Metrics[0]!.Arms["on"].Conversions), Is.EqualTo((1, 1)));
    }

    /// <summary>Shuffled, in parts, and with parts sent again: the rows are those of the earliest sightings.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Rows_do_not_depend_on_order_or_retries(int seed)
    {
        var key = SharedServer.NewKey("experiment");
        var run = (await Stage.StartAsync(key, -1000)).Single();
        var random = new Random(seed);
        var events = Enumerable.Range(0, 400).Select(_ => (
            Unit: $"u{random.Next(30)}", Variant: random.Next(10) == 0 ? "off" : "on", At: EventStage.At(-900 + (random.Next(40) * 10)), Plan: random.Next(3))).ToList();
        var lines = events.ConvertAll(e => EventStage.Exposure(
            key, e.Unit, e.Variant, $"{e.At:O}", more: e.Plan == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",\"attributes\":{{\"plan\":{e.Plan}}}")));
        var calls = Enumerable.Range(0, 12).Select(_ => lines.Where(_ => random.Next(4) == 0).ToArray()).Append([.. lines]).ToList();

        foreach (var call in calls)
        {
            random.Shuffle(call);
        }

        await Task.WhenAll(calls.Select(call => Stage.PostAsync(call)));

        var expected = events.GroupBy(e => (e.Unit, e.Variant)).Select(group =>
        {
            var first = group.Min(e => e.At);
            var plan = group.Where(e => e.At == first).Select(e => e.Plan).Where(plan => plan > 0).DefaultIfEmpty(0).Min();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key.Unit} {group.Key.Variant} {first.ToUnixTimeMilliseconds()} {group.Count()} {(plan == 0 ? "-" : $"{{\"plan\":{plan}}}")}");
        });
        Assert.That(await Stage.ExposuresAsync(run), Is.EquivalentTo(expected));
    }

    [Test]
    public async Task Evaluations_of_one_flag_are_exposures_of_those_who_were_dealt_a_variant()
    {
        var (flag, run) = await Stage.NewFlagAsync();
        await Stage.EvaluateAsync(flag, "ann", new { country = "CH", age = 41.0, plan = "free" });
        await Stage.EvaluateAsync(flag, "ann", new { country = "DE" });
        await Stage.App.Anonymous.CallAsync("GET", $"/evaluate/{flag}?environment_key={Stage.Environment}&user_id=bob");
        await Stage.OfrepAsync(flag, "cem");
        await Stage.EvaluateAsync(flag, "target");
        await Stage.EvaluateAsync(flag, "staff", new { plan = "staff" });
        await Stage.OfrepBulkAsync("bulk");
        await Stage.App.Anonymous.CallAsync("POST", "/evaluate", new { environment_key = Stage.Environment, user_id = "bulk" });
        await Until.True(async () => (await Stage.ExposuresAsync(run)).Count == 3, TimeSpan.FromSeconds(20));

        var rows = (await Stage.ExposuresAsync(run)).Select(row => row.Split(' ')).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(rows.Select(row => $"{row[0]} {row[3]}"), Is.EqualTo(new[] { "ann 2", "bob 1", "cem 1" }));
            Assert.That(rows[0][4], Is.EqualTo("""{"country":"CH","age":41}"""));
        });
    }

    [Test]
    public async Task Who_is_outside_the_traffic_is_not_exposed()
    {
        var (flag, run) = await Stage.NewFlagAsync(traffic: 50);
        var inside = 0;
        for (var user = 0; user < 40; user++)
        {
            inside += (string?)(await Stage.EvaluateAsync(flag, $"user-{user}")).Json["reason_code"] == "SPLIT" ? 1 : 0;
        }

        Assert.That(inside, Is.InRange(5, 35));
        await Until.True(async () => (await Stage.ExposuresAsync(run)).Count == inside, TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task A_flag_in_a_holdout_notes_both_groups()
    {
        var holdout = await Stage.NewRunAsync();
        var (flag, run) = await Stage.NewFlagAsync(change: flag => flag with
        {
            Holdout = new FlagHoldout { Key = "holdout", Run = holdout, Salt = "holdout", Share = A.Percentage(30) },
        });
        for (var user = 0; user < 60; user++)
        {
            await Stage.EvaluateAsync(flag, $"user-{user}");
        }

        await Until.True(async () => (await Stage.ExposuresAsync(run)).Count > 0 && (await Stage.ExposuresAsync(holdout)).Count > 20, TimeSpan.FromSeconds(20));
        var groups = (await Stage.ExposuresAsync(holdout)).Select(row => row.Split(' ')).ToLookup(row => row[1], row => row[0]);
        var dealt = (await Stage.ExposuresAsync(run)).Select(row => row.Split(' ')[0]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(groups.Select(group => group.Key), Is.EquivalentTo(new[] { ExposureSink.HeldOut, ExposureSink.Measured }));
            Assert.That(groups[ExposureSink.HeldOut].Intersect(dealt), Is.Empty);
            Assert.That(dealt, Is.SupersetOf(groups[ExposureSink.Measured]));
        });
    }

    [Test]
    public async Task Usage_counts_what_flags_serve_alone_and_in_bulk()
    {
        for (var i = 0; i < 3; i++)
        {
            await Stage.EvaluateAsync("on", "ann");
        }

        await Stage.OfrepBulkAsync("ann");
        await Stage.App.Anonymous.CallAsync("POST", "/evaluate", new { environment_key = Stage.Environment, user_id = "ann" });

        await Until.True(
            async () => (await Stage.QueryAsync<string>(
                "SELECT variant || ' ' || CAST(sum(single_count) AS text) || ' ' || CAST(sum(bulk_count) AS text) FROM flag_usage WHERE flag_key = 'on' AND environment_id = @id GROUP BY variant",
                new { id = Stage.EnvironmentId.ToString() })).SequenceEqual(["on 3 2"]),
            TimeSpan.FromSeconds(30));
    }
}
