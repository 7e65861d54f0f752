using FeatureFlag.Application.Exposures;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Exposures;

internal sealed class PostgresPartitionsTests
{
    [Test]
    public async Task Drops_weeks_that_are_over_and_leaves_partitions_of_others()
    {
        await using var store = await TestStore.CreateAsync(StoreKind.Postgres);
        await store.ExecuteAsync("CREATE TABLE metric_events_w1 PARTITION OF metric_events FOR VALUES FROM (604800000) TO (1209600000)");
        await store.ExecuteAsync("CREATE TABLE archive PARTITION OF metric_events FOR VALUES FROM (0) TO (604800000)");
        await store.ExecuteAsync("CREATE TABLE metric_events_w_rest PARTITION OF metric_events DEFAULT");

        await store.Get<IEventStore>().PruneAsync(default);

        var names = await store.QueryAsync<string>("SELECT CAST(inhrelid::regclass AS text) FROM pg_inherits WHERE inhparent = 'metric_events'::regclass");
        Assert.That(names, Is.EquivalentTo(new[] { "archive", "metric_events_w_rest" }));
    }
}
