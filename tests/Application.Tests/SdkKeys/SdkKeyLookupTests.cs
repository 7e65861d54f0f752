using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Application.Tests.SdkKeys;

internal sealed class SdkKeyLookupTests
{
    private static readonly DeploymentEnvironment Production = A.Environment("production");
    private static readonly DeploymentEnvironment Staging = A.Environment("staging") with { Id = Guid.CreateVersion7(A.Moment.AddDays(1)) };

    private SnapshotStore _store = null!;

    [SetUp]
    public void Begin() => _store = new();

    [Test]
    public void Finds_a_key_and_its_environment()
    {
        var (first, second) = (Key(out var firstSecret), Key(out var secondSecret));
        Publish(Production, 1, first);
        Publish(Staging, 1, second);

        Assert.Multiple(() =>
        {
            Assert.That(Find(firstSecret), Is.EqualTo((first.Id, "production")));
            Assert.That(Find(secondSecret), Is.EqualTo((second.Id, "staging")));
        });
    }

    [Test]
    public void Finds_nothing_by_another_secret()
    {
        Publish(Production, 1, Key(out var secret));

        Assert.That(_store.FindKey(SdkKeySecret.Create(SdkKeyKind.Server)), Is.Null);
        Assert.That(_store.FindKey(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A')), Is.Null);
    }

    [Test]
    public void Finds_nothing_by_a_hash_that_only_begins_alike()
    {
        var key = Key(out var secret);
        Publish(Production, 1, key with { SecretHash = key.SecretHash[..^1] + (key.SecretHash[^1] == '0' ? '1' : '0') });

        Assert.That(_store.FindKey(secret), Is.Null);
    }

    [Test]
    public void Finds_nothing_by_the_hash_itself()
    {
        var key = Key(out _);
        Publish(Production, 1, key);

        Assert.That(_store.FindKey(key.SecretHash), Is.Null);
    }

    [Test]
    public void Forgets_a_key_that_the_next_version_does_not_have()
    {
        Publish(Production, 1, Key(out var secret));
        Publish(Production, 2);

        Assert.That(_store.FindKey(secret), Is.Null);
    }

    [Test]
    public void Forgets_the_keys_of_an_environment_that_is_gone()
    {
        Publish(Production, 1, Key(out var secret));
        _store.KeepOnly(new HashSet<Guid>());

        Assert.That(_store.FindKey(secret), Is.Null);
    }

    [Test]
    public void Gives_the_newest_snapshot_of_the_environment()
    {
        var key = Key(out var secret);
        Publish(Production, 1, key);
        Publish(Production, 2, key);

        Assert.That(_store.FindKey(secret)!.Snapshot.Version, Is.EqualTo(2));
    }

    [TestCase("")]
    [TestCase("not hexadecimal")]
    [TestCase("abcd")]
    public void Survives_a_hash_that_is_none(string hash)
    {
        Publish(Production, 1, Key(out _) with { SecretHash = hash }, Key(out var secret));

        Assert.That(_store.FindKey(secret), Is.Not.Null);
    }

    [Test]
    public void Allocates_nothing()
    {
        Publish(Production, 1, Key(out var secret));
        _store.FindKey(secret);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _store.FindKey(secret);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static SdkKeyEntry Key(out string secret)
    {
        secret = SdkKeySecret.Create(SdkKeyKind.Server);
        return new() { Id = Guid.CreateVersion7(A.Moment), Kind = SdkKeyKind.Server, SecretHash = SdkKeySecret.Hash(secret) };
    }

    private void Publish(DeploymentEnvironment environment, long version, params SdkKeyEntry[] keys) =>
        _store.Publish(new EnvironmentSnapshot(A.Configuration(environment with { Version = version }) with { SdkKeys = keys }));

    private (Guid? Id, string? Environment) Find(string secret) =>
        _store.FindKey(secret) is { } found ? (found.Key.Id, found.Snapshot.EnvironmentKey) : (null, null);
}
