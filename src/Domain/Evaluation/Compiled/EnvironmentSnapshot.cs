using System.Buffers;
using System.Text.Json;
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
        : this(configuration, [], new(StringComparer.Ordinal), new(StringComparer.Ordinal))
    {
        if (configuration.Since != 0)
        {
            throw new ArgumentException("These are only changes; apply them to a snapshot.", nameof(configuration));
        }
    }

    /// <param name="changes">What is laid over the others.</param>
    /// <param name="before">The flags so far, in ordinal order of their keys.</param>
    /// <param name="flags">The same by key; becomes this snapshot's own.</param>
    /// <param name="segments">The segments so far, likewise.</param>
    private EnvironmentSnapshot(
        EnvironmentConfiguration changes,
        IReadOnlyList<CompiledFlag> before,
        Dictionary<string, CompiledFlag> flags,
        Dictionary<string, CompiledSegment> segments)
    {
        EnvironmentId = changes.EnvironmentId;
        EnvironmentKey = changes.EnvironmentKey;
        Version = changes.Version;
        SdkKeys = changes.SdkKeys ?? [];
        Apply(changes, flags, segments);
        (_flags, _segments) = (flags, segments);
        _lookup = flags.GetAlternateLookup<ReadOnlySpan<char>>();
        Flags = InOrder(before, flags, changes);
    }

    public Guid EnvironmentId { get; }

    public string EnvironmentKey { get; }

    /// <summary>Grows with every change in the environment.</summary>
    public long Version { get; }

    /// <summary>In ordinal order of their keys.</summary>
    public IReadOnlyList<CompiledFlag> Flags { get; }

    /// <summary>In ordinal order of their keys, so that all nodes write the same bytes; sorted for the first who asks.</summary>
    public IReadOnlyList<CompiledSegment> Segments => field ??= [.. _segments.Values.OrderBy(segment => segment.Key, StringComparer.Ordinal)];

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
            ? new(changes, Flags, new(_flags, StringComparer.Ordinal), new(_segments, StringComparer.Ordinal))
            : throw new ArgumentException($"These are changes since version {changes.Since}; this is {Version}.", nameof(changes));
    }

    public CompiledFlag? Find(ReadOnlySpan<char> key) => _lookup.TryGetValue(key, out var flag) ? flag : null;

    /// <summary>
    /// Writes this as the JSON of a complete <see cref="EnvironmentConfiguration"/>: its flags and segments were written as
    /// JSON when they were compiled, and are only copied.
    /// </summary>
    /// <param name="output">Receives UTF-8.</param>
    /// <param name="withSdkKeys">False for readers outside: the hashes are nobody's business.</param>
    public void WriteTo(IBufferWriter<byte> output, bool withSdkKeys)
    {
        using var json = new Utf8JsonWriter(output, new() { Encoder = DomainJson.Options.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("environment_id", EnvironmentId);
        json.WriteString("environment_key", EnvironmentKey);
        json.WriteNumber("version", Version);
        WriteArray(json, "flags", Flags.Select(flag => flag.Json));
        WriteArray(json, "segments", Segments.Select(segment => segment.Json));
        if (withSdkKeys)
        {
            json.WritePropertyName("sdk_keys");
            JsonSerializer.Serialize(json, SdkKeys, DomainJson.Options);
        }

        json.WriteEndObject();
    }

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
    /// <summary>Merges what has changed into what is in order already: most changes are one flag of thousands.</summary>
    private static CompiledFlag[] InOrder(
        IReadOnlyList<CompiledFlag> before, Dictionary<string, CompiledFlag> after, EnvironmentConfiguration changes)
    {
        var touched = changes.Flags.Select(flag => flag.Key).Concat(changes.DeletedFlags).ToHashSet(StringComparer.Ordinal);
        var changed = touched.Where(after.ContainsKey).Order(StringComparer.Ordinal).Select(key => after[key]).ToList();
        var merged = new CompiledFlag[after.Count];
        var (count, next) = (0, 0);
        foreach (var flag in before)
        {
            if (touched.Contains(flag.Key))
            {
                continue;
            }

            while (next < changed.Count && string.CompareOrdinal(changed[next].Key, flag.Key) < 0)
            {
                merged[count++] = changed[next++];
            }

            merged[count++] = flag;
        }

        changed.CopyTo(next, merged, count, changed.Count - next);
        return merged;
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<ReadOnlyMemory<byte>> elements)
    {
        json.WriteStartArray(name);
        foreach (var element in elements)
        {
            json.WriteRawValue(element.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
    }
}
