using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Application.SdkKeys;

/// <summary>An SDK key and what it opens.</summary>
/// <param name="Snapshot">The environment that it belongs to, as it is now.</param>
/// <param name="Key">It may have expired.</param>
public sealed record KnownKey(EnvironmentSnapshot Snapshot, SdkKeyEntry Key);

/// <summary>
/// All SDK keys by their hash. The first bytes of a hash find the entry: nobody can choose them without choosing the
/// secret's 256 bits, so how long that takes tells nothing. The whole hash is then compared in constant time.
/// </summary>
internal sealed class SdkKeyIndex
{
    private const int Remembered = 256;

    private readonly Dictionary<ulong, (byte[] Hash, KnownKey Key)> _byPrefix = [];

    /// <summary>
    /// What was found lately, by the very string that was sent: a server reuses it for all requests of a connection, and hashing
    /// it each time costs more than an evaluation. Gone with the index, so with any change of keys.
    /// </summary>
    private readonly Recent?[] _recent = new Recent?[Remembered];

    public SdkKeyIndex(IEnumerable<EnvironmentSnapshot> snapshots)
    {
        foreach (var snapshot in snapshots)
        {
            foreach (var entry in snapshot.SdkKeys)
            {
                Add(snapshot, entry);
            }
        }
    }

    /// <param name="sent">What a caller sent.</param>
    /// <param name="secret">The part of it that is the secret.</param>
    public KnownKey? Find(string sent, ReadOnlySpan<char> secret)
    {
        ref var place = ref _recent[RuntimeHelpers.GetHashCode(sent) % Remembered];
        if (place is { } recent && ReferenceEquals(recent.Sent, sent))
        {
            return recent.Key;
        }

        var found = Find(secret);
        if (found is not null)
        {
            place = new(sent, found);
        }

        return found;
    }

    /// <param name="secret">Whatever a caller sent.</param>
    public KnownKey? Find(ReadOnlySpan<char> secret)
    {
        Span<byte> hash = stackalloc byte[SdkKeySecret.HashBytes];
        return SdkKeySecret.TryHash(secret, hash)
            && _byPrefix.TryGetValue(Prefix(hash), out var found)
            && CryptographicOperations.FixedTimeEquals(found.Hash, hash)
                ? found.Key
                : null;
    }

    private sealed record Recent(string Sent, KnownKey Key);

    private static ulong Prefix(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash);

    /// <summary>An entry that is no hash, as only a damaged database has it, opens nothing.</summary>
    private void Add(EnvironmentSnapshot snapshot, SdkKeyEntry entry)
    {
        var hash = new byte[SdkKeySecret.HashBytes];
        if (entry.SecretHash.Length == hash.Length * 2
            && Convert.FromHexString(entry.SecretHash, hash, out _, out _) == System.Buffers.OperationStatus.Done)
        {
            _byPrefix.TryAdd(Prefix(hash), (hash, new(snapshot, entry)));
        }
    }
}
