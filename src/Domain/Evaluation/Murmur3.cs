using System.Buffers.Binary;
using System.Numerics;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// MurmurHash3 x86_32 by Austin Appleby (public domain), seed 0, read as unsigned. Buckets depend on it: it never changes.
/// </summary>
public static class Murmur3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    /// <summary>The 32-bit hash of the bytes, 0 to 4 294 967 295; of no bytes 0.</summary>
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        var hash = 0u;
        var rest = data;
        while (rest.Length >= 4)
        {
            hash ^= Scramble(BinaryPrimitives.ReadUInt32LittleEndian(rest));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
            rest = rest[4..];
        }

        hash ^= Scramble(Tail(rest));
        return Finish(hash ^ (uint)data.Length);
    }

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;

    private static uint Tail(ReadOnlySpan<byte> rest)
    {
        var block = 0u;
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            block = (block << 8) | rest[i];
        }

        return block;
    }

    private static uint Finish(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
