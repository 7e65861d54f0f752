using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Client;

/// <summary>
/// The last snapshot on disk: a line with the HMAC-SHA256 of the rest under the SDK key, then the JSON. What is damaged, or
/// was written with another key and so perhaps for another environment, is not read.
/// </summary>
internal sealed class SnapshotFile(string path, string sdkKey)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(sdkKey);

    /// <returns>Nothing if there is no file; a problem if it cannot be used.</returns>
    public async Task<(EnvironmentSnapshot? Snapshot, DateTimeOffset? Written, string? Problem)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(path))
            {
                return default;
            }

            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            var json = content.AsMemory(Math.Min(content.Length, Seal(default).Length));
            if (!content.AsSpan().StartsWith(Seal(json.Span)))
            {
                return (null, null, $"The file {path} is damaged or of another SDK key; it is not used.");
            }

            var configuration = JsonSerializer.Deserialize<EnvironmentConfiguration>(json.Span, DomainJson.Options)!;
            return (new(configuration), new DateTimeOffset(File.GetLastWriteTimeUtc(path)), null);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return (null, null, $"The file {path} cannot be read: {thrown.Message}");
        }
    }

    /// <summary>All or nothing, for the owner's eyes only: it has the ids of targeted users.</summary>
    /// <returns>What went wrong; null: nothing.</returns>
    public async Task<string?> WriteAsync(byte[] json, CancellationToken cancellationToken)
    {
        try
        {
            var target = Path.GetFullPath(path);
            var folder = Path.GetDirectoryName(target)!;
            Directory.CreateDirectory(folder);
            var draft = Path.Combine(folder, $"{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
            try
            {
                await using (var file = new FileStream(draft, NewPrivateFile()))
                {
                    await file.WriteAsync(Seal(json), cancellationToken);
                    await file.WriteAsync(json, cancellationToken);
                    file.Flush(flushToDisk: true);
                }

                File.Move(draft, target, overwrite: true);
            }
            finally
            {
                File.Delete(draft);
            }

            return null;
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            return $"The file {path} cannot be written: {thrown.Message}";
        }
    }

    private static FileStreamOptions NewPrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private byte[] Seal(ReadOnlySpan<byte> json) => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(_key, json)) + "\n");
}
