using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Migrations;

/// <summary>A migration that dies half-way leaves nothing, and the next start does all of it.</summary>
internal sealed class InterruptedMigrationTests
{
    private TestStore _store = null!;

    /// <summary>An event trigger makes the last statement of the first script wait, so that there is a half to be killed in.</summary>
    [SetUp]
    public async Task CreateStoreThatMigratesSlowly()
    {
        _store = TestStore.Unmigrated(await PostgresServer.Shared.CreateDatabaseAsync());
        await _store.ExecuteAsync(
            """
            CREATE FUNCTION linger() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); END $$;
            CREATE EVENT TRIGGER lingering ON ddl_command_end WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION linger();
            """);
    }

    [TearDown]
    public async Task DropStore()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task Leaves_nothing()
    {
        await InterruptAsync();

        Assert.That(
            await _store.QueryAsync<string>("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"),
            Is.SubsetOf(new[] { "schema_versions" }));
    }

    [Test]
    public async Task Is_done_by_the_next_start()
    {
        await InterruptAsync();
        await _store.ExecuteAsync("DROP EVENT TRIGGER lingering");

        Assert.That(await _store.MigrateAsync(), Has.Member("0001_initial"));
    }

    [Test]
    public async Task Holds_no_lock_after_its_death()
    {
        await InterruptAsync();

        // The session ends a moment after its client has gone.
        await Until.True(async () => (await _store.QueryAsync<int>("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")).Count == 0);
    }

    private async Task InterruptAsync()
    {
        var migration = Task.Run(_store.MigrateAsync);
        const string Lingering = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        await Until.True(async () => (await _store.QueryAsync<int>($"SELECT pid {Lingering}")).Count > 0);
        await _store.ExecuteAsync($"SELECT pg_terminate_backend(pid) {Lingering}");
        await Assert.ThatAsync(() => migration, Throws.Exception);
    }
}
