using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FeatureFlag.Application.Exposures;

/// <summary>An event as a client posted it, read and checked by itself. Texts are UTF-8 and point into the body.</summary>
public struct PostedEvent
{
    /// <summary>The first 128 bits of SHA-256 over environment and id.</summary>
    public UInt128 Id;

    /// <summary>Unix milliseconds.</summary>
    public long At;

    public ReadOnlyMemory<byte> Unit;

    /// <summary>A JSON object without white space; empty: none.</summary>
    public ReadOnlyMemory<byte> Attributes;

    /// <summary>Of a metric event; null: it has none.</summary>
    public double? Value;

    /// <summary>From 1: the line, or the place in the array.</summary>
    public int Line;

    /// <summary>Of a metric event the place of its name, of an exposure that of its experiment, in <see cref="EventBatch.Names"/>.</summary>
    public int Name;

    /// <summary>Of an exposure the place of its variant; of a metric event -1.</summary>
    public int Variant;

    /// <summary>What became of it.</summary>
    public EventFate Fate;

    /// <summary>The number of the event's name, or of the run; known once it is written.</summary>
    public long Target;

    public readonly bool IsExposure => Variant >= 0;

    /// <param name="environmentId">Ids of different environments have nothing to do with each other.</param>
    /// <param name="id">As it was posted, in UTF-8.</param>
    public static UInt128 IdOf(Guid environmentId, ReadOnlySpan<byte> id)
    {
        const int guidBytes = 16;
        Span<byte> input = stackalloc byte[guidBytes + Encoding.UTF8.GetMaxByteCount(EventBatch.IdMaxLength)];
        environmentId.TryWriteBytes(input, bigEndian: true, out _);
        id.CopyTo(input[guidBytes..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..(guidBytes + id.Length)], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

public enum EventFate : byte
{
    Accepted,

    /// <summary>An event with its id was there already.</summary>
    Duplicate,

    /// <summary>An error says why.</summary>
    Rejected,
}

/// <summary>Why an event was rejected.</summary>
/// <param name="Line">From 1: the line of NDJSON, or the place in the array.</param>
/// <param name="Detail">What is wrong and what to do.</param>
public sealed record EventError(int Line, string Detail);
