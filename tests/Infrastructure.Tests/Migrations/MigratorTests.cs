using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Migrations;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class MigratorTests(StoreKind kind)
{
    private TestStore _store = null!;

    [SetUp]
    public async Task CreateEmptyStore() =>
        _store = TestStore.Unmigrated(kind == StoreKind.Postgres ? await PostgresServer.Shared.CreateDatabaseAsync() : null);

    [TearDown]
    public async Task DropStore()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }
    }

    [Test]
    public async Task Applies_everything_to_an_empty_database() =>
        Assert.That(await _store.MigrateAsync(), Has.Member("0001_initial"));

    [Test]
    public async Task Applies_nothing_the_second_time()
    {
        await _store.MigrateAsync();

        Assert.That(await _store.MigrateAsync(), Is.Empty);
    }

    [Test]
    public async Task Keeps_a_journal_of_what_it_applied()
    {
        var applied = await _store.MigrateAsync();

        Assert.That(await _store.QueryAsync<string>("SELECT scriptname FROM schema_versions"), Is.EquivalentTo(applied));
    }

    [Test]
    public async Task Nodes_that_start_at_once_apply_each_script_once()
    {
        var nodes = new[] { _store, _store.Node(), _store.Node(), _store.Node() };
        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(node.MigrateAsync)));
        foreach (var node in nodes[1..])
        {
            await node.DisposeAsync();
        }

        Assert.That(applied.SelectMany(names => names), Is.EquivalentTo(await _store.QueryAsync<string>("SELECT scriptname FROM schema_versions")));
    }

    [Test]
    public async Task Says_once_what_it_applied()
    {
        await _store.MigrateAsync();
        await _store.MigrateAsync();

        Assert.That(_store.Logs.With("applied").Count(), Is.EqualTo(1));
    }
}
