using System.Runtime.CompilerServices;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>What SDK keys of each kind see of a snapshot: no archived flags, and client keys only flags that are visible to clients.</summary>
internal sealed class OfrepEnvironment
{
    private static readonly ConditionalWeakTable<EnvironmentSnapshot, OfrepEnvironment> BySnapshot = [];

    /// <summary>A flag that did not change is the same object in the next snapshot, and keeps its answers.</summary>
    private static readonly ConditionalWeakTable<CompiledFlag, OfrepFlag> ByFlag = [];

    private OfrepEnvironment(EnvironmentSnapshot snapshot)
    {
        var flags = snapshot.Flags.Where(flag => !flag.IsArchived).Select(flag => Of(flag, snapshot)).ToArray();
        (Server, Client) = (new(flags), new([.. flags.Where(flag => flag.Flag.IsClientVisible)]));
    }

    private View Server { get; }

    private View Client { get; }

    public static View Of(EnvironmentSnapshot snapshot, SdkKeyKind kind)
    {
        var environment = BySnapshot.GetValue(snapshot, static made => new(made));
        return kind == SdkKeyKind.Server ? environment.Server : environment.Client;
    }

    /// <returns>Null if there is no such flag for a key of that kind.</returns>
    public static OfrepFlag? Find(EnvironmentSnapshot snapshot, SdkKeyKind kind, ReadOnlySpan<char> flagKey) =>
        snapshot.Find(flagKey) is { IsArchived: false } flag && (kind == SdkKeyKind.Server || flag.IsClientVisible) ? Of(flag, snapshot) : null;

    private static OfrepFlag Of(CompiledFlag flag, EnvironmentSnapshot snapshot) =>
        ByFlag.TryGetValue(flag, out var found) ? found : ByFlag.GetValue(flag, made => new(made, snapshot.EnvironmentKey));

    /// <summary>In ordinal order of the flags' keys.</summary>
    internal sealed class View(OfrepFlag[] answers)
    {
        private readonly CompiledFlag[] _flags = [.. answers.Select(answer => answer.Flag)];

        public ReadOnlySpan<CompiledFlag> Flags => _flags;

        /// <summary>At the same places.</summary>
        public ReadOnlySpan<OfrepFlag> Answers => answers;
    }
}
