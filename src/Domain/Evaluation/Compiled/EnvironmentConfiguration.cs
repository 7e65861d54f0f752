using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>
/// What evaluation in one environment needs, read at one instant: everything (<see cref="Since"/> is 0) or what has
/// changed since an earlier version. This is what caches, files and SDKs carry.
/// </summary>
public sealed record EnvironmentConfiguration
{
    public required Guid EnvironmentId { get; init; }

    public required string EnvironmentKey { get; init; }

    /// <summary>The environment's version; grows with every change in it.</summary>
    public required long Version { get; init; }

    /// <summary>The version that this one adds to; 0: to nothing, it is complete.</summary>
    public long Since { get; init; }

    public IReadOnlyList<FlagDefinition> Flags { get; init; } = [];

    public IReadOnlyList<SegmentDefinition> Segments { get; init; } = [];

    /// <summary>Always all of them. Null where they must not go: to SDKs.</summary>
    public IReadOnlyList<SdkKeyEntry>? SdkKeys { get; init; }

    /// <summary>Keys of flags that are gone.</summary>
    public IReadOnlyList<string> DeletedFlags { get; init; } = [];

    /// <summary>Keys of segments that are gone.</summary>
    public IReadOnlyList<string> DeletedSegments { get; init; } = [];
}
