using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using FeatureFlag.Domain.Evaluation.Compiled;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>
/// The last good snapshots on disk, for a start without the database: a file per environment, replaced whole or not at
/// all. Only for their owner: they hold hashes of keys. One node per directory.
/// </summary>
/// <param name="directory">Made when first needed.</param>
/// <param name="store">What the files are copies of; those of another database are not read.</param>
/// <param name="logger">Hears of files that are refused.</param>
internal sealed partial class SnapshotFiles(string directory, string store, ILogger<SnapshotFiles> logger)
{
    private const string Extension = ".snapshot";
    private const string Temporary = ".tmp";
    private const string Magic = "featureflag-snapshot";

    /// <summary>"featureflag-snapshot 2 0123456789abcdef": the format, and whose copy it is.</summary>
    private const int MaxHeaderBytes = 64;

    private readonly string _store = Convert.ToHexStringLower(XxHash3.Hash(Encoding.UTF8.GetBytes(store)));

    private string ConfirmedFile => Path.Combine(directory, "confirmed");

    /// <exception cref="IOException">It cannot be written, nor can it if access is denied.</exception>
    public void Save(EnvironmentSnapshot snapshot)
    {
        var json = new ArrayBufferWriter<byte>();
        snapshot.WriteTo(json, withSdkKeys: true);
        var header = string.Create(CultureInfo.InvariantCulture, $"{Magic} {SealedConfiguration.Format} {_store}\n");
        Replace(FileOf(snapshot.EnvironmentId), Encoding.ASCII.GetBytes(header), SealedConfiguration.Seal(json.WrittenSpan));
    }

    /// <param name="at">When the files were last known to equal the database.</param>
    public void Confirm(DateTimeOffset at) => Replace(ConfirmedFile, Encoding.ASCII.GetBytes(at.ToString("O", CultureInfo.InvariantCulture)));

    /// <summary>Removes the files of other environments, and what a crash left half written.</summary>
    public void KeepOnly(IEnumerable<Guid> environmentIds)
    {
        var wanted = environmentIds.Select(FileOf).ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(directory))
        {
            foreach (var file in Directory.EnumerateFiles(directory).Where(file => IsOurs(file) && !wanted.Contains(file)).ToList())
            {
                File.Delete(file);
            }
        }
    }

    /// <returns>What can be used, and when it was last known to equal the database. Never fails: what is damaged is left out.</returns>
    public (IReadOnlyList<EnvironmentConfiguration> Configurations, DateTimeOffset ConfirmedAt) Load()
    {
        try
        {
            var files = Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + Extension) : [];
            var configurations = files.Select(Read).OfType<EnvironmentConfiguration>().ToList();
            return (configurations, configurations.Count == 0 ? default : ConfirmedAt(files));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogRefused(directory, exception.Message);
            return ([], default);
        }
    }

    private static bool IsOurs(string file) => file.EndsWith(Extension, StringComparison.Ordinal) || file.EndsWith(Temporary, StringComparison.Ordinal);

    private string FileOf(Guid environmentId) => Path.Combine(directory, environmentId.ToString("D") + Extension);

    private EnvironmentConfiguration? Read(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var end = bytes.AsSpan(0, Math.Min(bytes.Length, MaxHeaderBytes)).IndexOf((byte)'\n');
            var header = Encoding.ASCII.GetString(bytes, 0, Math.Max(end, 0)).Split(' ');
            if (header is not [Magic, var number, var owner] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var format))
            {
                LogRefused(file, "it is damaged");
            }
            else if (format != SealedConfiguration.Format)
            {
                LogRefused(file, format > SealedConfiguration.Format ? "a newer version of the server wrote it" : "an older version of the server wrote it");
            }
            else if (owner != _store)
            {
                LogRefused(file, "it is a copy of another database");
            }
            else if (SealedConfiguration.Open(bytes.AsSpan(end + 1)) is { Since: 0 } configuration && FileOf(configuration.EnvironmentId) == file)
            {
                return configuration;
            }
            else
            {
                LogRefused(file, "it is damaged");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogRefused(file, exception.Message);
        }

        return null;
    }

    /// <summary>Without the file that says it: as old as the oldest of them.</summary>
    private DateTimeOffset ConfirmedAt(string[] files) =>
        File.Exists(ConfirmedFile)
        && DateTimeOffset.TryParseExact(File.ReadAllText(ConfirmedFile), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : files.Min(file => new DateTimeOffset(File.GetLastWriteTimeUtc(file)));

    private void Replace(string file, params ReadOnlySpan<byte[]> parts)
    {
        DataDirectory.Create(directory);
        using (var stream = new FileStream(file + Temporary, DataDirectory.PrivateFile(FileMode.Create)))
        {
            foreach (var part in parts)
            {
                stream.Write(part);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(file + Temporary, file, overwrite: true);
    }

    [LoggerMessage(LogLevel.Warning, "The snapshot file {File} is not used: {Reason}")]
    private partial void LogRefused(string file, string reason);
}
