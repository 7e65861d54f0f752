using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Snapshots;
using FeatureFlag.TestKit;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeatureFlag.Infrastructure.Tests.Snapshots;

/// <summary>A node that is not told of a change finds it by itself.</summary>
internal sealed class SnapshotPollingTests(StoreKind kind) : OnEachDatabase(kind)
{
    private TestStore _other = null!;
    private IHostedService _polling = null!;

    [OneTimeSetUp]
    public async Task StartAnotherNode()
    {
        await Store.SendAsync(new CreateEnvironment("before", "Before"));
        _other = TestStore.Unmigrated(
            Store.Postgres, Store.DataDirectory, services => services.AddSnapshotPolling(), new KeyValuePair<string, string?>("Snapshots:PollMilliseconds", "100"));
        _polling = _other.Services.GetServices<IHostedService>().Single(service => service is SnapshotPolling);
        await _polling.StartAsync(default);
    }

    [OneTimeTearDown]
    public async Task StopAnotherNode()
    {
        if (_other is not null)
        {
            await _polling.StopAsync(default);
            await _other.DisposeAsync();
        }
    }

    [Test]
    public void Has_everything_when_it_has_started() => Assert.That(Snapshots.Find("before"), Is.Not.Null);

    [Test]
    public async Task Sees_a_flag_that_was_created_elsewhere()
    {
        await Store.SendAsync(new CreateFlag { Key = "elsewhere", Name = "Any", EnvironmentKey = "before" });

        await Until.True(() => Snapshots.Find("before")!.Find("elsewhere") is not null, TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Forgets_an_environment_that_was_deleted_elsewhere()
    {
        await Store.SendAsync(new CreateEnvironment("doomed", "Doomed"));
        await Until.True(() => Snapshots.Find("doomed") is not null, TimeSpan.FromSeconds(5));
        await Store.SendAsync(new DeleteEnvironment("doomed", false, null));

        await Until.True(() => Snapshots.Find("doomed") is null, TimeSpan.FromSeconds(5));
    }

    private SnapshotStore Snapshots => _other.Get<SnapshotStore>();
}
