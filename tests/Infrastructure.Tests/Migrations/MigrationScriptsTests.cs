using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Tests.Migrations;

public sealed class MigrationScriptsTests
{
    [Test]
    public void Both_databases_have_the_same_ones() => Assert.That(Names("Postgres"), Is.EqualTo(Names("Sqlite")).And.Not.Empty);

    [Test]
    public void Numbers_go_up_without_gaps() => Assert.That(
        Names("Sqlite").Select(name => name[..4]),
        Is.EqualTo(Enumerable.Range(1, Names("Sqlite").Count).Select(number => $"{number:0000}")));

    [TestCase("Postgres")]
    [TestCase("Sqlite")]
    public void Names_say_what_they_do(string folder) => Assert.That(Names(folder), Is.All.Match(@"\A[0-9]{4}_[a-z0-9_]+\.sql\z"));

    private static List<string> Names(string folder)
    {
        var prefix = $"FeatureFlag.Infrastructure.Migrations.{folder}.";
        return [.. typeof(SqlDialect).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]).Order(StringComparer.Ordinal)];
    }
}
