using System.Buffers;
using System.Text;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// Puts an id into one of 100 000 buckets: <c>(murmur3(salt + ":" + id) × 100 000) >> 32</c> over UTF-8.
/// The same as flagd's <c>fractional</c> (v2) with weights that sum to 100 000. Golden vectors: tests/vectors/bucketing.json.
/// </summary>
public static class Bucketing
{
    /// <summary>How many buckets there are; a weight of <c>n</c> parts takes <c>n</c> of them.</summary>
    public const int Buckets = 100_000;

    private const int StackBytes = 512;

    /// <param name="salt">Keeps flags independent of each other.</param>
    /// <param name="id">The targeting key, exactly as the caller gave it.</param>
    /// <returns>0 … 99 999.</returns>
    public static int Bucket(string salt, string id) => Bucket(Prefix(salt), id);

    /// <summary>The hashed bytes that come before the id.</summary>
    internal static byte[] Prefix(string salt) => Encoding.UTF8.GetBytes(salt + ":");

    internal static int Bucket(ReadOnlySpan<byte> prefix, ReadOnlySpan<char> id)
    {
        var needed = prefix.Length + Encoding.UTF8.GetMaxByteCount(id.Length);
        byte[]? rented = null;
        var buffer = needed <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(needed);
        prefix.CopyTo(buffer);
        var length = prefix.Length + Encoding.UTF8.GetBytes(id, buffer[prefix.Length..]);
        var bucket = Bucket(buffer[..length]);
        Return(rented);
        return bucket;
    }

    /// <param name="prefix">From <see cref="Prefix"/>.</param>
    /// <param name="id">In UTF-8.</param>
    internal static int Bucket(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> id)
    {
        var length = prefix.Length + id.Length;
        byte[]? rented = null;
        var buffer = length <= StackBytes ? stackalloc byte[StackBytes] : rented = ArrayPool<byte>.Shared.Rent(length);
        prefix.CopyTo(buffer);
        id.CopyTo(buffer[prefix.Length..]);
        var bucket = Bucket(buffer[..length]);
        Return(rented);
        return bucket;
    }

    private static int Bucket(ReadOnlySpan<byte> salted) => (int)(((ulong)Murmur3.Hash(salted) * Buckets) >> 32);

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
