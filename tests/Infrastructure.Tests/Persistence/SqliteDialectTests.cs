using System.Runtime.Versioning;
using Dapper;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class SqliteDialectTests
{
    private string _directory = null!;

    private string DatabaseFile => Path.Combine(_directory, "featureflag.db");

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("ff-sqlite-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [TestCase("journal_mode", "wal")]
    [TestCase("foreign_keys", "1")]
    [TestCase("synchronous", "2", Description = "FULL: a commit is on disk when it returns.")]
    public async Task Its_connections_work_with(string pragma, string value)
    {
        await using var store = await OpenAsync();
        await using var connection = await store.Get<Database>().ConnectAsync(default);

        Assert.That(await connection.RunAsync(c => c.QuerySingleAsync<string>($"PRAGMA {pragma}")), Is.EqualTo(value));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Its_folder_is_the_owners_alone()
    {
        var folder = Path.Combine(_directory, "data");
        await using var store = TestStore.Unmigrated(directory: folder);
        await store.MigrateAsync();

        Assert.That(
            File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Its_file_is_the_owners_alone_in_whatever_folder()
    {
        await using var store = TestStore.Unmigrated(directory: _directory);
        await store.MigrateAsync();

        Assert.That(
            Directory.GetFiles(_directory, "featureflag.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase(0, 100, Description = "The header.")]
    [TestCase(4096, 8192, Description = "Pages.")]
    public async Task Refuses_a_damaged_file_and_names_it(int from, int count)
    {
        await CreateAsync();
        Damage(from, count);
        await using var store = TestStore.Unmigrated(directory: _directory);

        await Assert.ThatAsync(
            store.MigrateAsync, Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains(DatabaseFile).And.Message.Contains("damaged"));
    }

    [Test]
    public async Task Refuses_a_truncated_file()
    {
        await CreateAsync();
        await using (var file = File.OpenWrite(DatabaseFile))
        {
            file.SetLength(file.Length / 2);
        }

        await using var store = TestStore.Unmigrated(directory: _directory);

        await Assert.ThatAsync(store.MigrateAsync, Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains(DatabaseFile));
    }

    [Test]
    public async Task Refuses_a_place_where_it_cannot_write_and_names_it()
    {
        var file = Path.Combine(_directory, "no-folder");
        await File.WriteAllTextAsync(file, "");
        await using var store = TestStore.Unmigrated(directory: file);

        await Assert.ThatAsync(store.MigrateAsync, Throws.InstanceOf<StoreUnavailableException>().With.Message.Contains(file));
    }

    [Test]
    public async Task While_another_program_holds_the_file_readers_go_on()
    {
        await using var store = await OpenAsync();
        await using var other = await store.ConnectAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        Assert.That((await store.SendAsync(new ListEnvironments(new(10, null)))).IsOk, Is.True);
    }

    [Test]
    public async Task While_another_program_holds_the_file_a_writer_waits_and_then_fails_cleanly()
    {
        await using var store = await OpenAsync();
        await using var other = await store.ConnectAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        await Assert.ThatAsync(
            () => store.SendAsync(new CreateEnvironment("late", "Late")), Throws.InstanceOf<StoreUnavailableException>());
    }

    [Test]
    public async Task Works_again_when_the_other_program_lets_go()
    {
        await using var store = await OpenAsync();
        await using var other = await store.ConnectAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");
        var waiting = Task.Run(() => store.SendAsync(new CreateEnvironment("waiting", "Waiting")));
        await other.ExecuteAsync("ROLLBACK");
        await waiting;

        Assert.That((await store.SendAsync(new CreateEnvironment("later", "Later"))).IsOk, Is.True);
    }

    private async Task<TestStore> OpenAsync()
    {
        var store = TestStore.Unmigrated(directory: _directory);
        await store.MigrateAsync();
        return store;
    }

    private async Task CreateAsync()
    {
        await using (await OpenAsync())
        {
        }
    }

    private void Damage(int from, int count)
    {
        using var file = File.OpenWrite(DatabaseFile);
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)0xA5, count).ToArray());
    }
}
