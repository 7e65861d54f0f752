using System.Collections.Frozen;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>All flags of one environment at one version, compiled. Immutable; any number of threads read it.</summary>
public sealed class EnvironmentSnapshot
{
    private readonly FrozenDictionary<string, CompiledFlag> _flags;
    private readonly FrozenDictionary<string, CompiledFlag>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="environment">Its version is the snapshot's.</param>
    /// <param name="flags">All of its flags.</param>
    public EnvironmentSnapshot(DeploymentEnvironment environment, IEnumerable<Flag> flags)
    {
        EnvironmentId = environment.Id;
        EnvironmentKey = environment.Key;
        Version = environment.Version;
        Flags = [.. flags.OrderBy(flag => flag.Key, StringComparer.Ordinal).Select(flag => new CompiledFlag(flag))];
        _flags = Flags.ToFrozenDictionary(flag => flag.Key, StringComparer.Ordinal);
        _lookup = _flags.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public Guid EnvironmentId { get; }

    public string EnvironmentKey { get; }

    /// <summary>Grows with every change in the environment.</summary>
    public long Version { get; }

    /// <summary>In ordinal order of their keys.</summary>
    public IReadOnlyList<CompiledFlag> Flags { get; }

    public CompiledFlag? Find(ReadOnlySpan<char> key) => _lookup.TryGetValue(key, out var flag) ? flag : null;
}
