using System.Text;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit;
using Disk = System.IO.File;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class SnapshotFileTests : WithServer
{
    [Test]
    public async Task Answers_from_the_file_when_it_starts_without_the_server()
    {
        await SaveAsync(3);
        ServerIsAway();

        var evaluator = Start(Options(File));

        Assert.That(await evaluator.WaitUntilReadyAsync(Long), Is.True);
        Assert.That(VersionOf(evaluator), Is.EqualTo(3));
        await Until.True(() => evaluator.Status is { State: LocalEvaluatorState.Stale, Version: 3, EnvironmentKey: "production", ConfirmedAt: not null, Problem: not null });
    }

    [Test]
    public async Task Answers_from_the_file_until_the_server_has_answered()
    {
        await SaveAsync(3);
        var gate = new TaskCompletionSource();
        Server.Configuration = Some.Configuration(4);
        Server.OnSnapshot = async context =>
        {
            await gate.Task;
            await FakeServer.Json(Some.Json(Server.Configuration))(context);
        };
        var evaluator = Start(Options(File));
        await UntilVersion(evaluator, 3);
        var ready = evaluator.WaitUntilReadyAsync(Long);
        Assert.That(ready.IsCompleted, Is.False, "the server may still answer");

        gate.SetResult();

        Assert.That(await ready, Is.True);
        Assert.That(VersionOf(evaluator), Is.EqualTo(4));
    }

    [Test]
    public async Task Keeps_each_new_version()
    {
        var evaluator = await StartReadyAsync(Options(File));
        Server.Publish(Some.Configuration(2));
        await UntilVersion(evaluator, 2);
        Server.Publish(Some.Configuration(3, Some.Valued("new", "1")));
        await Until.True(() => Disk.ReadAllText(File).Contains("\"new\"", StringComparison.Ordinal));
        await evaluator.DisposeAsync();
        ServerIsAway();

        var next = Start(Options(File));
        await next.WaitUntilReadyAsync(Long);

        Assert.That(next.Status.Version, Is.EqualTo(3));
        Assert.That(next.Integer("new", new EvaluationContext("ann"), 0), Is.EqualTo(1));
    }

    [Test]
    public async Task Leaves_the_file_as_it_is_while_nothing_changes()
    {
        await StartReadyAsync(Options(File));
        var (before, polls) = (await Disk.ReadAllBytesAsync(File), Polls);

        Time.Advance(TimeSpan.FromSeconds(1100));
        await Until.True(() => Polls > polls);

        Assert.That(before, Has.Length.GreaterThan(200));
        Assert.That(await Disk.ReadAllBytesAsync(File), Is.EqualTo(before));
    }

    [Test]
    public async Task Is_for_the_owner_only_and_leaves_nothing_beside_it()
    {
        await SaveAsync(3);

        Assert.That(Directory.GetFiles(Folder), Is.EqualTo(new[] { File }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(Disk.GetUnixFileMode(File), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    private static IEnumerable<TestCaseData> Damages =>
    [
        Damage("a changed byte", bytes => [.. bytes[..^9], (byte)(bytes[^9] + 1), .. bytes[^8..]]),
        Damage("half of it", bytes => bytes[..(bytes.Length / 2)]),
        Damage("nothing", _ => []),
        Damage("something else", _ => Encoding.ASCII.GetBytes("{}")),
        Damage("one byte more", bytes => [.. bytes, (byte)' ']),
        Damage("the seal alone", bytes => bytes[..65]),
    ];

    [TestCaseSource(nameof(Damages))]
    public async Task Does_not_use_a_damaged_file_and_replaces_it(Func<byte[], byte[]> damage)
    {
        await SaveAsync(3);
        var whole = await Disk.ReadAllBytesAsync(File);
        await Disk.WriteAllBytesAsync(File, damage(whole));
        Server.OnSnapshot = FakeServer.Status(500);
        var evaluator = Start(Options(File));
        await Until.True(() => evaluator.Status.Problem is not null);
        Assert.That(VersionOf(evaluator), Is.Zero);
        Assert.That(Statuses.Select(status => status.FileProblem ?? ""), Has.Some.Contains("damaged"));

        Server.OnSnapshot = null;

        await Until.True(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return Disk.ReadAllBytes(File).SequenceEqual(whole) && evaluator.Status.Problem is null;
        });
    }

    [Test]
    public async Task Does_not_use_the_file_of_another_key()
    {
        await SaveAsync(3);
        ServerIsAway();

        var evaluator = Start(Options(File, key: "ffs_of-another-environment"));
        await Until.True(() => evaluator.Status.SnapshotProblem is not null);

        Assert.That(evaluator.Status, Has.Property("State").EqualTo(LocalEvaluatorState.Starting));
        Assert.That(VersionOf(evaluator), Is.Zero);
    }

    [Test]
    public async Task Does_not_need_the_file([Values("no/\0/path", "/proc/no/such/folder/file", "")] string path)
    {
        var evaluator = await StartReadyAsync(Options(path));
        await Until.True(() => evaluator.Status.Problem?.Contains("cannot be written", StringComparison.Ordinal) == true);

        Server.Publish(Some.Configuration(2));

        await UntilVersion(evaluator, 2);
        Assert.That(evaluator.Status.State, Is.EqualTo(LocalEvaluatorState.Ready));
    }

    [Test]
    public async Task Writes_later_what_it_could_not_write()
    {
        var folder = Path.Combine(Folder, "later");
        await Disk.WriteAllTextAsync(folder, "in the way");
        var evaluator = await StartReadyAsync(Options(Path.Combine(folder, "flags.snapshot")));
        await Until.True(() => evaluator.Status.Problem is not null);

        Disk.Delete(folder);
        Time.Advance(TimeSpan.FromSeconds(1100));

        await Until.True(() => Disk.Exists(Path.Combine(folder, "flags.snapshot")));
        await Until.True(() => evaluator.Status.FileProblem is null);
    }

    private static TestCaseData Damage(string name, Func<byte[], byte[]> damage) => new TestCaseData(damage).SetArgDisplayNames(name);

    private void ServerIsAway() => (Server.OnSnapshot, Server.OnStream) = (FakeServer.Cut, FakeServer.Cut);

    private async Task SaveAsync(long version)
    {
        Server.Configuration = Some.Configuration(version);
        var evaluator = Start(Options(File));
        await Until.True(() => Disk.Exists(File));
        await evaluator.DisposeAsync();
        Statuses.Clear();
    }
}
