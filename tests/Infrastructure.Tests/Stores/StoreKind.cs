namespace FeatureFlag.Tests.Stores;

public enum StoreKind
{
    Sqlite,
    Postgres,
}
