using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>All flags and segments of one environment at one version, compiled. Immutable; any number of threads read it.</summary>
public sealed class EnvironmentSnapshot
{
    private readonly Dictionary<string, CompiledFlag> _flags;
    private readonly Dictionary<string, CompiledFlag>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, CompiledSegment> _segments;

    /// <param name="configuration">Complete.</param>
    public EnvironmentSnapshot(EnvironmentConfiguration configuration)
        : this(configuration, new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
        if (configuration.Since != 0)
        {
            throw new ArgumentException("These are only changes; apply them to a snapshot.", nameof(configuration));
        }
    }

    private EnvironmentSnapshot(
        EnvironmentConfiguration configuration, Dictionary<string, CompiledFlag> flags, Dictionary<string, CompiledSegment> segments)
    {
        EnvironmentId = configuration.EnvironmentId;
        EnvironmentKey = configuration.EnvironmentKey;
        Version = configuration.Version;
        SdkKeys = configuration.SdkKeys ?? [];
        Apply(configuration, flags, segments);
        (_flags, _segments) = (flags, segments);
        _lookup = flags.GetAlternateLookup<ReadOnlySpan<char>>();
        Flags = [.. flags.Values.OrderBy(flag => flag.Key, StringComparer.Ordinal)];
    }

    public Guid EnvironmentId { get; }

    public string EnvironmentKey { get; }

    /// <summary>Grows with every change in the environment.</summary>
    public long Version { get; }

    /// <summary>In ordinal order of their keys.</summary>
    public IReadOnlyList<CompiledFlag> Flags { get; }

    public IReadOnlyCollection<CompiledSegment> Segments => _segments.Values;

    public IReadOnlyList<SdkKeyEntry> SdkKeys { get; }

    /// <summary>This with the changes made: only what has changed is compiled.</summary>
    /// <param name="changes">Since this version, or complete.</param>
    /// <exception cref="ArgumentException">They are changes to another version.</exception>
    public EnvironmentSnapshot With(EnvironmentConfiguration changes)
    {
        if (changes.Since == 0)
        {
            return new(changes);
        }

        return changes.Since == Version && changes.EnvironmentId == EnvironmentId
            ? new(changes, new(_flags, StringComparer.Ordinal), new(_segments, StringComparer.Ordinal))
            : throw new ArgumentException($"These are changes since version {changes.Since}; this is {Version}.", nameof(changes));
    }

    public CompiledFlag? Find(ReadOnlySpan<char> key) => _lookup.TryGetValue(key, out var flag) ? flag : null;

    internal CompiledFlag? Find(string key) => _flags.GetValueOrDefault(key);

    internal CompiledSegment? FindSegment(string key) => _segments.GetValueOrDefault(key);

    private static void Apply(
        EnvironmentConfiguration changes, Dictionary<string, CompiledFlag> flags, Dictionary<string, CompiledSegment> segments)
    {
        foreach (var key in changes.DeletedFlags)
        {
            flags.Remove(key);
        }

        foreach (var key in changes.DeletedSegments)
        {
            segments.Remove(key);
        }

        foreach (var flag in changes.Flags)
        {
            flags[flag.Key] = new(flag);
        }

        foreach (var segment in changes.Segments)
        {
            segments[segment.Key] = new(segment);
        }
    }
}
