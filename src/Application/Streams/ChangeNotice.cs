using System.Text;

namespace FeatureFlag.Application.Streams;

/// <summary>That an environment has come to a version, encoded once for all its streams.</summary>
public sealed class ChangeNotice
{
    /// <param name="version">Of the environment.</param>
    /// <param name="at">When this node took it.</param>
    public ChangeNotice(long version, DateTimeOffset at)
    {
        Version = version;
        ForOfrep = new(version, FormattableString.Invariant($$"""{"type":"refetchEvaluation","etag":"{{version}}","lastModified":{{at.ToUnixTimeSeconds()}}}"""));
        ForSdks = new(version, FormattableString.Invariant($$"""{"type":"changed","version":{{version}}}"""));
    }

    /// <summary>Of no version.</summary>
    public static ChangeNotice None { get; } = new(0, default);

    public long Version { get; }

    /// <summary>As OFREP has it: evaluate again.</summary>
    public EventBytes ForOfrep { get; }

    /// <summary>For SDKs that evaluate by themselves: there is a newer snapshot.</summary>
    public EventBytes ForSdks { get; }
}

/// <summary>One server-sent event. Without its id a client keeps the id that it had.</summary>
public sealed class EventBytes
{
    private readonly byte[] _bytes;
    private readonly int _idBytes;

    internal EventBytes(long id, string data)
    {
        var idLine = FormattableString.Invariant($"id: {id}\n");
        _idBytes = idLine.Length;
        _bytes = Encoding.UTF8.GetBytes($"{idLine}data: {data}\n\n");
    }

    public ReadOnlyMemory<byte> WithId => _bytes;

    public ReadOnlyMemory<byte> WithoutId => _bytes.AsMemory(_idBytes);
}
