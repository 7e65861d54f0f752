using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.SdkKeys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.WebApi.Tests.SdkKeys;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SdkKeyCheckTests
{
    private readonly FakeTimeProvider _time = new(A.Moment);
    private readonly string _secret = SdkKeySecret.Create(SdkKeyKind.Server);
    private readonly SdkKeyUsage _usage = new();
    private SdkKeyCheck _check = null!;
    private SdkKeyEntry _key = null!;

    [SetUp]
    public void Begin() => Publish(null);

    [TestCase("Authorization", "Bearer $KEY", true)]
    [TestCase("Authorization", "bearer  $KEY ", true)]
    [TestCase("X-API-Key", "$KEY", true)]
    [TestCase("x-api-key", "$KEY", true)]
    [TestCase("Authorization", "$KEY", false)]
    [TestCase("Authorization", "Basic $KEY", false)]
    [TestCase("Authorization", "Bearer", false)]
    [TestCase("Authorization", "Bearer $KEY, Bearer $KEY", false)]
    [TestCase("X-API-Key", "Bearer $KEY", false)]
    [TestCase("X-API-Key", "", false)]
    [TestCase("Cookie", "$KEY", false)]
    public void Takes_the_key_from_two_headers(string name, string value, bool isFound) =>
        Assert.That(Find((name, value.Replace("$KEY", _secret, StringComparison.Ordinal))), isFound ? Is.EqualTo(_key.Id) : Is.Null);

    [Test]
    public void Looks_at_the_other_header_when_the_first_is_for_a_proxy() =>
        Assert.That(Find(("Authorization", "Basic dXNlcjpwYXNz"), ("X-API-Key", _secret)), Is.EqualTo(_key.Id));

    [Test]
    public void Finds_nothing_without_a_key() => Assert.That(Find(), Is.Null);

    [Test]
    public void Refuses_a_key_from_the_moment_it_expires_at()
    {
        Publish(A.Moment.AddSeconds(1));
        Assert.That(Find(("X-API-Key", _secret)), Is.Not.Null);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Find(("X-API-Key", _secret)), Is.Null);
    }

    [Test]
    public void Notes_when_the_key_was_used_last()
    {
        Find(("X-API-Key", _secret));
        _time.Advance(TimeSpan.FromSeconds(5));
        Find(("X-API-Key", _secret));

        Assert.That(_usage.Take(), Is.EqualTo(new[] { (_key.Id, A.Moment.AddSeconds(5)) }));
        Assert.That(_usage.Take(), Is.Empty);
    }

    [Test]
    public void Notes_nothing_of_a_key_that_is_refused()
    {
        Publish(A.Moment);
        Find(("X-API-Key", _secret));

        Assert.That(_usage.Take(), Is.Empty);
    }

    private Guid? Find(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return _check.Find(context.Request)?.Key.Id;
    }

    private void Publish(DateTimeOffset? expiresAt)
    {
        _key = new() { Id = Guid.CreateVersion7(A.Moment), Kind = SdkKeyKind.Server, SecretHash = SdkKeySecret.Hash(_secret), ExpiresAt = expiresAt };
        var store = new SnapshotStore();
        store.Publish(new EnvironmentSnapshot(A.Configuration(A.Environment()) with { SdkKeys = [_key] }));
        _check = new(store, _usage, _time);
    }
}
