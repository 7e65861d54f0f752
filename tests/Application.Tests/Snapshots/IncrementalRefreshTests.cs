using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>What a refresh reads, from whom, and whom it tells.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class IncrementalRefreshTests : IDisposable
{
    private readonly FakeDatabase _database = new();
    private readonly FakeCache _cache = new();
    private readonly FakeNotices _notices = new();
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _logs = new();
    private readonly SnapshotStore _store = new();
    private readonly SnapshotRefresher _refresher;
    private readonly Guid _id;

    public IncrementalRefreshTests()
    {
        _refresher = new(_database, _cache, _notices, _store, _time, _logs.For<SnapshotRefresher>());
        _id = _database.Add("production").Id;
    }

    public void Dispose()
    {
        _refresher.Dispose();
        _logs.Dispose();
    }

    [Test]
    public async Task One_change_among_many_flags_reads_that_flag_alone()
    {
        await FillAsync(count: 1000);
        var before = _database.FlagsRead;
        _database.Save(_id, "flag-500");
        await _refresher.PublishAsync();

        // It and the one that changes with every version.
        Assert.That((_database.FlagsRead - before, Version("flag-500"), _store.Find(_id)!.Flags.Count), Is.EqualTo((2, _database.Environments[_id].Version, 1001)));
    }

    [Test]
    public async Task Several_changes_since_come_at_once()
    {
        await _refresher.PublishAsync();
        _database.Save(_id, "a");
        _database.Save(_id, "b");
        _database.Change(_id);
        var loads = _database.Loads;
        await _refresher.PublishAsync();

        Assert.That((_database.Loads - loads, Keys()), Is.EqualTo((1, "a b flag")));
    }

    [Test]
    public async Task A_deleted_flag_goes()
    {
        await SavedAsync("a");
        _database.Delete(_id, "a");
        await _refresher.PublishAsync();

        Assert.That(Keys(), Is.EqualTo("flag"));
    }

    [Test]
    public async Task A_flag_that_was_deleted_and_created_again_stays()
    {
        await SavedAsync("a");
        _database.Delete(_id, "a");
        _database.Save(_id, "a");
        await _refresher.PublishAsync();

        Assert.That(Version("a"), Is.EqualTo(4));
    }

    [Test]
    public async Task Environments_change_independently()
    {
        var other = _database.Add("staging").Id;
        await _refresher.PublishAsync();
        _database.Save(_id, "a");
        _database.Save(other, "b");
        await _refresher.PublishAsync();

        Assert.That((Keys(), _store.Find(other)!.Find("b") is not null), Is.EqualTo(("a flag", true)));
    }

    [Test]
    public async Task Another_node_takes_the_change_from_the_cache()
    {
        using var other = Node(out var store);
        await _refresher.PublishAsync();
        await other.PollAsync(default);
        await SavedAsync("a");
        var loads = _database.Loads;
        await other.PollAsync(default);

        Assert.That((_database.Loads - loads, store.Find(_id)!.Find("a") is not null), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task A_node_that_starts_takes_everything_from_the_cache()
    {
        await _refresher.PublishAsync();
        using var other = Node(out var store);
        var loads = _database.Loads;
        await other.PollAsync(default);

        Assert.That((_database.Loads - loads, store.VersionOf(_id)), Is.EqualTo((0, 1L)));
    }

    [Test]
    public async Task A_node_that_missed_a_change_reads_what_it_needs_from_the_database()
    {
        using var other = Node(out var store);
        await other.PollAsync(default);
        await _refresher.PublishAsync();
        await SavedAsync("a");
        await SavedAsync("b");
        await other.PollAsync(default);

        Assert.That(store.Find(_id)!.Flags.Select(flag => flag.Key), Is.EqualTo(new[] { "a", "b", "flag" }));
    }

    [Test]
    public async Task Five_hundred_first_requests_load_once()
    {
        var go = new TaskCompletionSource();
        _database.Delay = () => go.Task;
        var all = Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? _refresher.PublishAsync() : _refresher.PollAsync(default)).ToList();
        go.SetResult();
        await Task.WhenAll(all);

        Assert.That((_database.Loads, _store.VersionOf(_id)), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task A_database_that_went_back_is_followed_and_read_anew()
    {
        await SavedAsync("a");
        _database.GoBack(_id, 1);
        await _refresher.PollAsync(default);

        Assert.That((_store.VersionOf(_id), _logs.With("went back").Count()), Is.EqualTo((1L, 1)));
    }

    [Test]
    public async Task A_change_is_told_with_its_version()
    {
        await _refresher.PublishAsync();
        _notices.Sent.Clear();
        await SavedAsync("a");

        Assert.That(_notices.Sent, Is.EqualTo(new[] { new EnvironmentVersion(_id, 2) }));
    }

    [Test]
    public async Task What_a_poll_found_before_the_writer_could_publish_is_told_too()
    {
        await _refresher.PublishAsync();
        _notices.Sent.Clear();
        _database.Save(_id, "a");
        await _refresher.PollAsync(default);
        await _refresher.PublishAsync();

        Assert.That(_notices.Sent, Is.EqualTo(new[] { new EnvironmentVersion(_id, 2) }));
    }

    [Test]
    public async Task An_environment_that_is_gone_is_told_as_version_0()
    {
        await _refresher.PollAsync(default);
        _database.Environments.Remove(_id);
        await _refresher.PublishAsync();

        Assert.That(_notices.Sent, Is.EqualTo(new[] { new EnvironmentVersion(_id, 0) }));
    }

    [Test]
    public async Task A_poll_tells_nobody()
    {
        await _refresher.PollAsync(default);
        _database.Save(_id, "a");
        await _refresher.PollAsync(default);

        Assert.That(_notices.Sent, Is.Empty);
    }

    [Test]
    public async Task What_is_told_can_be_found_in_the_cache_already()
    {
        var go = new TaskCompletionSource();
        _cache.Delay = () => go.Task;
        await _refresher.PublishAsync();
        var before = _notices.Sent.Count;
        go.SetResult();

        await Until.True(() => _notices.Sent.Count == 1);
        Assert.That(before, Is.Zero);
    }

    [Test]
    public async Task Files_answer_while_the_database_is_away()
    {
        _database.IsAway = true;
        Restore(_database.Configuration(_database.Environments[_id]), TimeSpan.FromMinutes(5));
        await _refresher.PollAsync(default);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((Keys(), _refresher.IsStoreReachable, _refresher.Age), Is.EqualTo(("flag", false, TimeSpan.FromSeconds(301))));
    }

    [Test]
    public void Files_of_the_future_are_new()
    {
        Restore(_database.Configuration(_database.Environments[_id]), TimeSpan.FromMinutes(-5));

        Assert.That(_refresher.Age, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_key_that_two_files_claim_belongs_to_the_younger_environment()
    {
        var (older, younger) = (Guid.CreateVersion7(A.Moment), Guid.CreateVersion7(A.Moment.AddDays(1)));
        var configuration = _database.Configuration(_database.Environments[_id]);
        _refresher.Restore([configuration with { EnvironmentId = younger }, configuration with { EnvironmentId = older, Version = 9 }], _time.GetUtcNow());

        Assert.That(_store.All.Select(snapshot => snapshot.EnvironmentId), Is.EqualTo(new[] { younger }));
    }

    [Test]
    public async Task Losing_the_database_at_the_start_is_one_log_line()
    {
        _database.IsAway = true;
        Restore(_database.Configuration(_database.Environments[_id]), TimeSpan.FromMinutes(5));
        await _refresher.PollAsync(default);
        await _refresher.PollAsync(default);

        Assert.That(_logs.All, Is.EqualTo(new[] { "Warning: Answering from the files of 1 environments, which equalled the database 300 s ago, until it can be reached" }));
    }

    /// <summary>Older, as new or newer: the file may be of a life of the database that a backup ended.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task The_database_is_read_anew_after_a_start_from_files(long version)
    {
        _database.Save(_id, "real");
        Restore(_database.Configuration(_database.Environments[_id] with { Version = version }) with { Flags = [A.Flag("undone")] }, TimeSpan.Zero);
        await _cache.SetAsync(_database.Configuration(_database.Environments[_id]) with { Flags = [A.Flag("undone")] }, default);
        await _refresher.PollAsync(default);

        Assert.That((Keys(), _store.VersionOf(_id), _refresher.IsStoreReachable), Is.EqualTo(("flag real", 2L, true)));
    }

    [Test]
    public async Task Another_database_replaces_what_files_held()
    {
        Restore(_database.Configuration(_database.Environments[_id]) with { EnvironmentId = Guid.Empty }, TimeSpan.Zero);
        await _refresher.PollAsync(default);

        Assert.That(_store.All.Select(snapshot => snapshot.EnvironmentId), Is.EqualTo(new[] { _id }));
    }

    [Test]
    public async Task After_a_start_from_files_the_next_refresh_is_incremental_again()
    {
        Restore(_database.Configuration(_database.Environments[_id]), TimeSpan.Zero);
        await FillAsync(count: 10);
        var before = _database.FlagsRead;
        _database.Save(_id, "flag-5");
        await _refresher.PollAsync(default);

        Assert.That(_database.FlagsRead - before, Is.EqualTo(2));
    }

    [Test]
    public async Task Published_is_raised_for_each_snapshot_that_was_taken()
    {
        var seen = new List<long>();
        _store.Published += snapshot => seen.Add(_store.VersionOf(snapshot.EnvironmentId));
        await _refresher.PublishAsync();
        await _refresher.PublishAsync();
        await SavedAsync("a");

        Assert.That(seen, Is.EqualTo(new[] { 1L, 2L }));
    }

    private SnapshotRefresher Node(out SnapshotStore store) => new(_database, _cache, _notices, store = new SnapshotStore(), _time, _logs.For<SnapshotRefresher>());

    private void Restore(EnvironmentConfiguration configuration, TimeSpan age) => _refresher.Restore([configuration], _time.GetUtcNow() - age);

    private async Task FillAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _database.Save(_id, $"flag-{i}");
        }

        await _refresher.PublishAsync();
    }

    private async Task SavedAsync(string key)
    {
        _database.Save(_id, key);
        await _refresher.PublishAsync();
    }

    private string Keys() => string.Join(' ', _store.Find("production")!.Flags.Select(flag => flag.Key));

    private long Version(string key) => _store.Find("production")!.Find(key)!.Version;
}
