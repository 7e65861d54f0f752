using FeatureFlag.Application.Exposures;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Events;

internal sealed class RetentionTests(string store) : OnBothDatabases(store, "--Events:RetentionDays=7")
{
    [Test]
    public async Task Removes_what_is_too_old_and_nothing_else()
    {
        await Stage.PostAsync(Enumerable.Range(0, 30).Select(i => EventStage.Metric(unit: $"new-{i}")));
        var name = (await Stage.QueryAsync<long>("SELECT max(id) FROM event_names")).Single();
        var ids = await CountAsync("event_ids");
        var (old, run) = (EventStage.At(-60 * 24 * 40).ToUnixTimeMilliseconds(), await Stage.NewRunAsync());
        if (!IsSqlite)
        {
            await Stage.ExecuteAsync($"CREATE TABLE metric_events_w{old / 604_800_000} PARTITION OF metric_events FOR VALUES FROM ({old / 604_800_000 * 604_800_000}) TO ({((old / 604_800_000) + 1) * 604_800_000})");
        }

        await Stage.ExecuteAsync(
            IsSqlite ? "INSERT INTO metric_events (event, unit, ts, id) VALUES (@name, 'old', @old, x'00')" : "INSERT INTO metric_events (event, unit, ts) VALUES (@name, 'old', @old)", new { name, old });
        await Stage.ExecuteAsync(
            IsSqlite ? "INSERT INTO event_ids (id, day) VALUES (x'00', @day)" : "INSERT INTO event_ids (id, day) VALUES ('00000000-0000-0000-0000-000000000000', CAST(@day AS integer))", new { day = old / 86_400_000 });
        await Stage.ExecuteAsync("INSERT INTO exposures (run, unit, variant, first_at, sightings) VALUES (@run, 'nobody', 'on', @old, 1)", new { run, old });
        await Stage.ExecuteAsync("INSERT INTO results (run, as_of, computed_at, basis, content) VALUES (@run, @old, @old, '', '{}')", new { run, old });
        var id = Stage.EnvironmentId.ToString();
        foreach (var day in new[] { 40, 400 })
        {
            await Stage.ExecuteAsync(
                "INSERT INTO flag_usage (environment_id, flag_key, hour, variant, single_count, bulk_count, last_at) VALUES (@id, 'used', @hour, 'on', 1, 0, 0)",
                new { id, hour = EventStage.At(-60.0 * 24 * day).ToUnixTimeSeconds() / 3600 });
        }

        await Stage.App.Services.GetRequiredService<IEventStore>().PruneAsync(default);

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync($"metric_events WHERE event = {name}"), Is.EqualTo(30));
            Assert.That(await CountAsync("event_ids"), Is.EqualTo(ids));
            Assert.That(await CountAsync($"exposures WHERE run = {run}"), Is.Zero);
            Assert.That(await CountAsync($"results WHERE run = {run}"), Is.Zero);
            Assert.That(await CountAsync("flag_usage WHERE flag_key = 'used'"), Is.EqualTo(1));
            Assert.That(await PartitionsAsync(), IsSqlite ? Is.Empty : Has.None.EqualTo($"metric_events_w{old / 604_800_000}").And.Not.Empty);
        });
    }

    [Test]
    public async Task Events_older_than_that_are_rejected()
    {
        var answer = await Stage.PostAsync(EventStage.Metric(ts: EventStage.Now(-60 * 24 * 6.9)), EventStage.Metric(ts: EventStage.Now(-60 * 24 * 7.1)));

        Assert.That(answer.Body, Does.StartWith("""{"accepted":1,"duplicates":0,"rejected":1,"errors":[{"line":2,"detail":"ts is older than the 7 days"""));
    }

    private async Task<long> CountAsync(string what) => (await Stage.QueryAsync<long>($"SELECT count(*) FROM {what}")).Single();

    private async Task<IReadOnlyList<string>> PartitionsAsync() => IsSqlite
        ? []
        : await Stage.QueryAsync<string>("SELECT CAST(inhrelid::regclass AS text) FROM pg_inherits WHERE inhparent = 'metric_events'::regclass");
}
