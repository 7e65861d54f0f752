namespace FeatureFlag.Tests.Stores;

/// <summary>Each class has a store of its own, which its tests share.</summary>
internal abstract class OnDatabase(StoreKind kind)
{
    protected StoreKind Kind => kind;

    protected TestStore Store { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task CreateStore() => Store = await TestStore.CreateAsync(kind);

    [OneTimeTearDown]
    public async Task DropStore()
    {
        // Null when there was no server.
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }
    }
}

/// <summary>Runs every test of the class once per database.</summary>
[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal abstract class OnEachDatabase(StoreKind kind) : OnDatabase(kind);
