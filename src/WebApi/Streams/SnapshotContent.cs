using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.WebApi.Streams;

/// <summary>What SDKs are sent of a snapshot, made once for all who ask.</summary>
internal sealed class SnapshotContent
{
    private const int FrameLength = 1024;

    private static readonly ConditionalWeakTable<EnvironmentSnapshot, SnapshotContent> Known = [];

    private readonly Lock _lock = new();
    private readonly WeakReference<byte[]?> _json = new(null);

    private SnapshotContent(EnvironmentSnapshot snapshot) => Tag = FormattableString.Invariant($"{snapshot.EnvironmentId:D}-{snapshot.Version}-{Hash(snapshot):x16}");

    /// <summary>Without quotes. Not the version alone: after a restore of the database the same one may hold something else.</summary>
    public string Tag { get; }

    public static SnapshotContent Of(EnvironmentSnapshot snapshot) => Known.GetValue(snapshot, static snapshot => new(snapshot));

    /// <summary>
    /// The snapshot in UTF-8, without SDK keys. Many ask together, after each change: they share one copy, which nobody keeps after
    /// they have it.
    /// </summary>
    public static byte[] Json(EnvironmentSnapshot snapshot)
    {
        var content = Of(snapshot);
        lock (content._lock)
        {
            if (!content._json.TryGetTarget(out var json))
            {
                var output = new ArrayBufferWriter<byte>(LengthOf(snapshot));
                snapshot.WriteTo(output, withSdkKeys: false);
                content._json.SetTarget(json = output.WrittenSpan.ToArray());
            }

            return json;
        }
    }

    /// <summary>At least, so that many MB need not be moved while they are written.</summary>
    private static int LengthOf(EnvironmentSnapshot snapshot) =>
        FrameLength + snapshot.Flags.Sum(flag => flag.Json.Length + 1) + snapshot.Segments.Sum(segment => segment.Json.Length + 1);

    private static ulong Hash(EnvironmentSnapshot snapshot)
    {
        var hash = new XxHash3();
        Append(hash, snapshot.Flags.Count, snapshot.Flags.Select(flag => flag.Json));
        Append(hash, snapshot.Segments.Count, snapshot.Segments.Select(segment => segment.Json));
        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>With their number, as a flag and a segment might look alike.</summary>
    private static void Append(XxHash3 hash, int count, IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(number, count);
        hash.Append(number);
        foreach (var part in parts)
        {
            hash.Append(part.Span);
        }
    }
}
