using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class EnvironmentSnapshotTests(string culture) : InEveryCulture(culture)
{
    // The frozen dictionary picks another implementation for few, many, and equally long keys.
    [Test]
    public void Finds_each_of_its_flags([Values(1, 2, 3, 5, 11, 2_000)] int count)
    {
        var keys = Enumerable.Range(0, count).Select(number => $"flag-{number}").ToArray();
        var snapshot = A.Snapshot([.. keys.Select(A.Flag)]);

        Assert.That(keys.Select(key => snapshot.Find(key)?.Key), Is.EqualTo(keys));
    }

    [Test]
    public void Finds_nothing_in_an_empty_environment() => Assert.That(A.Snapshot().Find("dark-mode"), Is.Null);

    [TestCase("INFO")]
    [TestCase("\u0131nfo")]
    [TestCase("i\u00adnfo")]
    [TestCase("info\0")]
    [TestCase("")]
    public void Finds_keys_only_as_they_are_written(string key) =>
        Assert.That(A.Snapshot(A.Flag("info"), A.Flag("other")).Find(key), Is.Null);

    [Test]
    public void Finds_a_key_inside_a_longer_text() =>
        Assert.That(A.Snapshot(A.Flag("info")).Find("/evaluate/info".AsSpan(10))?.Key, Is.EqualTo("info"));

    [Test]
    public void Lists_flags_in_ordinal_order()
    {
        string[] ordinal = ["-z", "0", "a", "a-b", "a.b", "a_b", "aa", "i", "z"];

        var snapshot = A.Snapshot([.. ordinal.Reverse().Select(A.Flag)]);

        Assert.That(snapshot.Flags.Select(flag => flag.Key), Is.EqualTo(ordinal));
    }

    [Test]
    public void Carries_the_version_of_its_environment() =>
        Assert.That(new EnvironmentSnapshot(A.Configuration(A.Environment() with { Version = 42 })).Version, Is.EqualTo(42));

    [Test]
    public void Carries_the_id_and_key_of_its_environment()
    {
        var environment = A.Environment("staging");

        var snapshot = new EnvironmentSnapshot(A.Configuration(environment));

        Assert.That((snapshot.EnvironmentId, snapshot.EnvironmentKey), Is.EqualTo((environment.Id, "staging")));
    }
}
