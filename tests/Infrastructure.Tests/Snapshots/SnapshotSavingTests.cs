using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Snapshots;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Snapshots;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SnapshotSavingTests : IAsyncDisposable
{
    private readonly TestStore _store = TestStore.Unmigrated();
    private readonly FakeTimeProvider _time = new();
    private readonly SnapshotSaving _saving;

    public SnapshotSavingTests() =>
        _saving = new(_store.Get<SnapshotStore>(), _store.Get<SnapshotRefresher>(), Files, _time, _store.Logs.For<SnapshotSaving>());

    [SetUp]
    public async Task CreateEnvironment()
    {
        await _store.MigrateAsync();
        await _store.SendAsync(new CreateEnvironment("saved", "Saved"));
        _saving.Save();
    }

    public async ValueTask DisposeAsync()
    {
        _saving.Dispose();
        await _store.DisposeAsync();
    }

    [Test]
    public async Task Writes_what_has_changed()
    {
        await _store.SendAsync(new CreateFlag { Key = "a", Name = "A", EnvironmentKey = "saved" });
        _saving.Save();

        Assert.That(Files.Load().Configurations.Single().Flags.Single().Key, Is.EqualTo("a"));
    }

    [Test]
    public void Writes_nothing_that_has_not_changed()
    {
        var file = Directory.GetFiles(Folder, "*.snapshot").Single();
        File.Delete(file);
        _saving.Save();

        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public async Task Removes_the_file_of_an_environment_that_is_gone()
    {
        await _store.SendAsync(new DeleteEnvironment("saved", true, null));
        _saving.Save();

        Assert.That(Directory.GetFiles(Folder, "*.snapshot"), Is.Empty);
    }

    [Test]
    public async Task Keeps_the_time_at_which_they_were_confirmed_fresh()
    {
        var before = Files.Load().ConfirmedAt;
        _time.Advance(TimeSpan.FromSeconds(6));
        await _store.Get<SnapshotRefresher>().PollAsync(default);
        _saving.Save();

        Assert.That(Files.Load().ConfirmedAt - before, Is.EqualTo(TimeSpan.FromSeconds(6)).Within(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task A_directory_that_cannot_be_written_is_one_log_line_until_it_can()
    {
        Directory.Delete(Folder, recursive: true);
        await File.WriteAllTextAsync(Folder, "in the way");
        await _store.SendAsync(new CreateFlag { Key = "a", Name = "A", EnvironmentKey = "saved" });
        _saving.Save();
        _saving.Save();
        File.Delete(Folder);
        _saving.Save();

        Assert.That(_store.Logs.With("Snapshot files").Select(line => line.Split(':')[0]), Is.EqualTo(new[] { "Warning", "Information" }));
        Assert.That(Files.Load().Configurations.Single().Flags, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Keeps_the_age_of_what_came_from_files()
    {
        File.Delete(Path.Combine(Folder, "confirmed"));
        var file = Directory.GetFiles(Folder, "*.snapshot").Single();
        File.SetLastWriteTimeUtc(file, A.Moment.UtcDateTime);
        await using var next = _store.Node();
        var (configurations, confirmedAt) = Files.Load();
        next.Get<SnapshotRefresher>().Restore(configurations, confirmedAt);
        using var saving = new SnapshotSaving(next.Get<SnapshotStore>(), next.Get<SnapshotRefresher>(), Files, _time, _store.Logs.For<SnapshotSaving>());
        saving.Save();

        Assert.That(Files.Load().ConfirmedAt, Is.EqualTo(A.Moment));
    }

    [Test]
    public void Survives_what_nobody_foresaw()
    {
        var files = new SnapshotFiles("no\0directory", "here", _store.Logs.For<SnapshotFiles>());
        using var saving = new SnapshotSaving(_store.Get<SnapshotStore>(), _store.Get<SnapshotRefresher>(), files, _time, _store.Logs.For<SnapshotSaving>());

        Assert.That(saving.Save, Throws.Nothing);
        Assert.That(_store.Logs.With("Error: Snapshot files").Count(), Is.EqualTo(1));
    }

    private SnapshotFiles Files => _store.Get<SnapshotFiles>();

    private string Folder => Path.Combine(_store.DataDirectory, "snapshots");
}
