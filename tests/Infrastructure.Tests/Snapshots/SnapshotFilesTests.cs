using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using CsCheck;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Infrastructure.Snapshots;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Snapshots;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SnapshotFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("ff-files-").FullName;
    private readonly LogLines _logs = new();
    private readonly DeploymentEnvironment _environment = A.Environment() with { Version = 7 };

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
        _logs.Dispose();
    }

    [Test]
    public void Brings_back_every_field()
    {
        var configuration = A.Configuration(_environment, A.PercentageFlag("a", 12.5m), A.Flag("b") with { IsArchived = true }) with
        {
            Segments = [new() { Key = "s", Included = ["ann"], Excluded = ["ünï"], When = new() { All = [] } }],
            SdkKeys = [new() { Id = Guid.CreateVersion7(A.Moment), Kind = Domain.SdkKeys.SdkKeyKind.Client, SecretHash = "ab", ExpiresAt = A.Moment, IsPlainBulk = true }],
        };
        Files().Save(new EnvironmentSnapshot(configuration));

        Assert.That(JsonSerializer.Serialize(Files().Load().Configurations.Single()), Is.EqualTo(JsonSerializer.Serialize(configuration)));
    }

    [Test]
    public void Knows_when_it_was_confirmed()
    {
        Save();
        Files().Confirm(A.Moment);

        Assert.That(Files().Load().ConfirmedAt, Is.EqualTo(A.Moment));
    }

    [TestCase("")]
    [TestCase("garbage")]
    public void Is_as_old_as_its_oldest_file_when_nothing_says_more(string text)
    {
        Save();
        File.SetLastWriteTimeUtc(OnlyFile, A.Moment.UtcDateTime);
        File.WriteAllText(Path.Combine(_directory, "confirmed"), text);

        Assert.That(Files().Load().ConfirmedAt, Is.EqualTo(A.Moment));
    }

    [Test]
    public void A_directory_that_is_not_there_holds_nothing() =>
        Assert.That(new SnapshotFiles(Path.Combine(_directory, "none"), "here", _logs.For<SnapshotFiles>()).Load().Configurations, Is.Empty);

    [Test]
    public void A_damaged_file_is_refused_wherever_the_damage_is()
    {
        Save();
        var file = OnlyFile;
        var bytes = File.ReadAllBytes(file);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).Sample((place, change) =>
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= change;
            File.WriteAllBytes(file, damaged);
            return Files().Load().Configurations.Count == 0;
        }, iter: 1000, threads: 1);
    }

    [Test]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        Save();
        var file = OnlyFile;
        var bytes = File.ReadAllBytes(file);
        foreach (var length in Enumerable.Range(0, bytes.Length))
        {
            File.WriteAllBytes(file, bytes[..length]);

            Assert.That(Files().Load().Configurations, Is.Empty, $"of {length} bytes");
        }
    }

    [Test]
    public void A_damaged_file_holds_no_other_back()
    {
        Save();
        File.WriteAllText(OnlyFile, "garbage");
        Files().Save(A.Snapshot());

        Assert.That((Files().Load().Configurations.Count, _logs.With("is not used: it is damaged").Count()), Is.EqualTo((1, 1)));
    }

    [TestCase(" 3 ", " 4 ", "a newer version of the server wrote it")]
    [TestCase(" 3 ", " 2 ", "an older version of the server wrote it")]
    public void A_file_of_another_format_is_refused_politely(string from, string to, string reason)
    {
        Save();
        var bytes = File.ReadAllBytes(OnlyFile);
        Encoding.ASCII.GetBytes(to).CopyTo(bytes, Encoding.Latin1.GetString(bytes).IndexOf(from, StringComparison.Ordinal));
        File.WriteAllBytes(OnlyFile, bytes);

        Assert.That((Files().Load().Configurations.Count, _logs.All.Count, _logs.With(reason).Count()), Is.EqualTo((0, 1, 1)));
    }

    [Test]
    public void A_copy_of_another_database_is_refused()
    {
        Save();

        Assert.That((Files("elsewhere").Load().Configurations.Count, _logs.With("another database").Count()), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_file_under_another_ones_name_is_refused()
    {
        Save();
        File.Move(OnlyFile, Path.Combine(_directory, $"{Guid.Empty:D}.snapshot"));

        Assert.That(Files().Load().Configurations, Is.Empty);
    }

    [Test]
    public void Environments_that_are_gone_go_with_what_crashes_left()
    {
        Save();
        var kept = A.Snapshot();
        Files().Save(kept);
        File.WriteAllText(Path.Combine(_directory, $"{Guid.Empty:D}.snapshot.tmp"), "half");
        Files().Confirm(A.Moment);
        Files().KeepOnly([kept.EnvironmentId]);

        Assert.That(Directory.GetFiles(_directory).Select(Path.GetFileName), Is.EquivalentTo(new[] { $"{kept.EnvironmentId:D}.snapshot", "confirmed" }));
    }

    [Test, Platform("Linux"), SupportedOSPlatform("linux")]
    public void Only_the_owner_may_read_them()
    {
        Save();

        Assert.That(File.GetUnixFileMode(OnlyFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private string OnlyFile => Directory.GetFiles(_directory, "*.snapshot").Single();

    private void Save() => Files().Save(new EnvironmentSnapshot(A.Configuration(_environment, A.Flag())));

    private SnapshotFiles Files(string store = "here") => new(_directory, store, _logs.For<SnapshotFiles>());
}
