using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.Snapshots;

internal sealed class SnapshotRefresherTests
{
    private readonly FakeDatabase _database = new();
    private readonly FakeCache _cache = new();
    private readonly FakeNotices _notices = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _logs = new();
    private readonly SnapshotStore _store = new();
    private readonly SnapshotRefresher _refresher;

    public SnapshotRefresherTests() => _refresher = new(_database, _cache, _notices, _store, _time, _logs.For<SnapshotRefresher>());

    [OneTimeTearDown]
    public void Dispose()
    {
        _refresher.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task Publishing_brings_what_was_committed()
    {
        var environment = _database.Add("published");
        await _refresher.PublishAsync();

        Assert.That(_store.Find("published")!.EnvironmentId, Is.EqualTo(environment.Id));
    }

    [Test]
    public async Task Publishing_brings_the_next_version()
    {
        var environment = _database.Add("changed");
        await _refresher.PublishAsync();
        _database.Change(environment.Id);
        await _refresher.PublishAsync();

        Assert.That(_store.Find("changed")!.Version, Is.EqualTo(2));
    }

    [Test]
    public async Task An_environment_that_cannot_be_read_holds_no_other_back()
    {
        _database.Unreadable = _database.Add("unreadable").Id;
        var readable = _database.Add("readable");
        await _refresher.PublishAsync();
        _database.Environments.Remove(_database.Unreadable.Value);

        Assert.That(_store.Find("readable"), Is.Not.Null);
        Assert.That(_notices.Sent.Select(change => change.Id), Has.Member(readable.Id), "other nodes are told of it");
    }

    [Test]
    public async Task What_has_not_changed_is_not_loaded_again()
    {
        _database.Add("unchanged");
        await _refresher.PublishAsync();
        var loads = _database.Loads;
        await _refresher.PollAsync(default);

        Assert.That(_database.Loads, Is.EqualTo(loads));
    }

    [Test]
    public async Task Publishing_asks_no_cache()
    {
        _database.Add("uncached");
        var gets = _cache.Gets;
        await _refresher.PublishAsync();

        Assert.That(_cache.Gets, Is.EqualTo(gets));
    }

    [Test]
    public async Task A_poll_takes_what_another_node_has_put_into_the_cache()
    {
        await _cache.SetAsync(_database.Configuration(_database.Add("cached")), default);
        var loads = _database.Loads;
        await _refresher.PollAsync(default);

        Assert.That((_database.Loads, _store.Find("cached")!.Version), Is.EqualTo((loads, 1L)));
    }

    [Test]
    public async Task Publishing_does_not_wait_for_a_cache_that_hangs()
    {
        _database.Add("hanging-cache");
        _cache.Delay = () => Task.Delay(Timeout.Infinite);
        await _refresher.PublishAsync().WaitAsync(TimeSpan.FromSeconds(10));
        _cache.Delay = () => Task.CompletedTask;

        Assert.That(_store.Find("hanging-cache"), Is.Not.Null);
    }

    [Test]
    public async Task A_deleted_environment_disappears()
    {
        var environment = _database.Add("deleted");
        await _refresher.PublishAsync();
        _database.Environments.Remove(environment.Id);
        await _refresher.PublishAsync();

        Assert.That(_store.Find("deleted"), Is.Null);
    }

    [Test]
    public async Task A_key_that_is_used_again_means_the_new_environment()
    {
        var former = _database.Add("phoenix");
        _database.Change(former.Id);
        await _refresher.PublishAsync();
        _database.Environments.Remove(former.Id);
        var successor = _database.Add("phoenix");
        await _refresher.PublishAsync();

        Assert.That(_store.Find("phoenix")!.EnvironmentId, Is.EqualTo(successor.Id));
    }

    [Test]
    public void An_older_snapshot_is_refused()
    {
        var environment = _database.Add("refused");
        _store.Publish(Snapshot(environment with { Version = 5 }));

        Assert.That(_store.Publish(Snapshot(environment with { Version = 4 })), Is.False);
    }

    [Test]
    public async Task Five_hundred_who_publish_at_once_are_served_by_two_reads()
    {
        _database.Add("crowded");
        var go = new TaskCompletionSource();
        _database.Delay = () => go.Task;
        var reads = _database.VersionReads;
        var first = _refresher.PublishAsync();
        var others = Enumerable.Range(0, 499).Select(_ => _refresher.PublishAsync()).ToList();
        go.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.That(_database.VersionReads - reads, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public async Task Only_one_reads_at_a_time()
    {
        _database.Add("one-at-a-time");
        _database.Delay = async () => await Task.Yield();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => i % 2 == 0 ? _refresher.PublishAsync() : _refresher.PollAsync(default))));

        Assert.That(_database.MostAtOnce, Is.EqualTo(1));
    }

    [Test]
    public async Task Losing_and_finding_the_store_is_one_log_line_each()
    {
        var before = _logs.All.Count;
        _database.IsAway = true;
        await _refresher.PollAsync(default);
        await _refresher.PublishAsync();
        await _refresher.PollAsync(default);
        _database.IsAway = false;
        await _refresher.PollAsync(default);
        await _refresher.PollAsync(default);

        Assert.That(_logs.All.Skip(before).Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "Error", "Information" }));
    }

    [Test]
    public async Task What_was_there_stays_while_the_store_is_away()
    {
        _database.Add("kept");
        await _refresher.PublishAsync();
        _database.IsAway = true;
        await _refresher.PollAsync(default);
        _database.IsAway = false;

        Assert.That(_store.Find("kept"), Is.Not.Null);
    }

    /// <summary>The change is committed: its sender must not be told that it failed.</summary>
    [Test]
    public async Task Publishing_does_not_fail_whatever_the_database_holds()
    {
        _database.Fault = new InvalidDataException("A newer node wrote this.");

        await Assert.ThatAsync(_refresher.PublishAsync, Throws.Nothing);
    }

    [Test]
    public async Task What_cannot_be_read_is_one_log_line_too()
    {
        var before = _logs.All.Count;
        _database.Fault = new InvalidDataException("A newer node wrote this.");
        await _refresher.PollAsync(default);
        await _refresher.PollAsync(default);

        Assert.That(_logs.All.Skip(before).Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "Error" }));
    }

    [Test]
    public async Task Tells_how_long_ago_memory_equalled_the_database()
    {
        await _refresher.PollAsync(default);
        _database.IsAway = true;
        _time.Advance(TimeSpan.FromSeconds(7));
        await _refresher.PollAsync(default);
        _database.IsAway = false;

        Assert.That((_refresher.Age, _refresher.IsStoreReachable), Is.EqualTo((TimeSpan.FromSeconds(7), false)));
    }

    [SetUp]
    public async Task Answer()
    {
        _database.Delay = () => Task.CompletedTask;
        _database.Fault = null;
        await _refresher.PollAsync(default);
    }

    private static EnvironmentSnapshot Snapshot(Domain.Environments.DeploymentEnvironment environment) =>
        new(A.Configuration(environment));
}
