using System.Data.Common;
using System.Text.Json.Nodes;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>Not even somebody with a connection to the database changes the history.</summary>
internal abstract class AuditImmutabilityTests(StoreKind kind) : OnDatabase(kind)
{
    [OneTimeSetUp]
    public Task Write() => Store.WithAsync<IAuditLog>(log => log.AppendAsync([Entry()], default));

    [TestCase("UPDATE audit_entries SET user_email = 'mallory@example.com'")]
    [TestCase("UPDATE audit_entries SET changes = '{}' WHERE sequence = 1")]
    [TestCase("DELETE FROM audit_entries")]
    [TestCase("DELETE FROM audit_entries WHERE sequence = 1")]
    public void The_database_refuses(string sql) => AssertRefused(sql);

    protected void AssertRefused(string sql) =>
        Assert.That(async () => await Store.ExecuteAsync(sql), Throws.InstanceOf<DbException>().With.Message.Contains("audit entries are never"));

    private static AuditEntry Entry() => new(
        A.User().Id, new Change("user", A.User().Id, "ann@example.com", null, Change.Update, new JsonObject()), null, "system", A.Moment);
}

internal sealed class PostgresAuditImmutabilityTests() : AuditImmutabilityTests(StoreKind.Postgres)
{
    [Test]
    public void The_database_refuses_to_empty_the_table() => AssertRefused("TRUNCATE audit_entries");
}

internal sealed class SqliteAuditImmutabilityTests() : AuditImmutabilityTests(StoreKind.Sqlite)
{
    [TestCase("sequence, 'another'")]
    [TestCase("sequence + 1, id")]
    public void The_database_refuses_to_replace_an_entry(string identity) => AssertRefused(
        $"""
        INSERT OR REPLACE INTO audit_entries
        SELECT {identity}, entity_type, entity_id, entity_key, action, user_id, 'mallory@example.com', environment_key, changes, created_at
        FROM audit_entries WHERE sequence = 1
        """);
}
