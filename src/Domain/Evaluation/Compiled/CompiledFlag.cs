using System.Text;
using System.Text.Json;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A flag bound and checked once, when its version is published, and only read after that.</summary>
public sealed class CompiledFlag
{
    private readonly byte[] _key;
    private readonly byte[] _json;
    private readonly EvaluationResult _always;

    public CompiledFlag(FlagDefinition definition)
    {
        Key = definition.Key;
        Version = definition.Version;
        Type = definition.Type;
        IsArchived = definition.IsArchived;
        IsOn = definition.IsEnabled && !definition.IsArchived;
        IsClientVisible = definition.IsClientVisible;
        IsDefaultOfType = definition.DefaultServe is null;
        RolloutPercent = definition.Rollout.ToString();
        _key = Encoding.UTF8.GetBytes(Key);
        _json = JsonSerializer.SerializeToUtf8Bytes(definition, DomainJson.Options);

        var problems = new Problems();
        var parts = new FlagCompiler(definition, problems);
        Variants = parts.Variants;
        Off = parts.Off;
        Prerequisites = parts.Prerequisites;
        Targets = parts.Targets;
        Rules = parts.Rules;
        Experiment = parts.Experiment;
        Holdout = parts.Holdout;
        Default = parts.Default;
        IsValid = !problems.Any;
        IsSameForAll = Prerequisites.Length == 0 && Targets is null && Rules.Length == 0 && Experiment is null && Holdout is null;
        (IsAlwaysSame, _always) = AlwaysOf() is { } always ? (true, always) : default;
    }

    public string Key { get; }

    public long Version { get; }

    public FlagType Type { get; }

    /// <summary>Enabled and not archived.</summary>
    public bool IsOn { get; }

    public bool IsArchived { get; }

    public bool IsClientVisible { get; }

    /// <summary>False: something in it cannot be understood, as when a newer version of the server wrote it.</summary>
    public bool IsValid { get; }

    public IReadOnlyList<CompiledVariant> Variants { get; }

    public CompiledVariant Off { get; }

    /// <summary>"12.5": for the sentence that explains a split.</summary>
    public string RolloutPercent { get; }

    /// <summary><see cref="Key"/> in UTF-8; no character of it needs escaping in JSON.</summary>
    public ReadOnlySpan<byte> KeyUtf8 => _key;

    /// <summary>The definition, as <see cref="DomainJson"/> writes it.</summary>
    public ReadOnlyMemory<byte> Json => _json;

    /// <summary>The experiment that runs on it; null: none.</summary>
    public CompiledExperiment? Experiment { get; }

    /// <summary>The holdout that it is linked to; null: none.</summary>
    public CompiledHoldout? Holdout { get; }

    /// <summary>Nobody wrote a default: the flag's type decides.</summary>
    internal bool IsDefaultOfType { get; }

    /// <summary>No prerequisites, targets, rules, experiment or holdout.</summary>
    internal bool IsSameForAll { get; }

    /// <summary>False: the result has to be found out.</summary>
    internal bool IsAlwaysSame { get; }

    /// <summary>The result, where it <see cref="IsAlwaysSame"/> for everybody; by reference, as copying it is most of the work.</summary>
    internal ref readonly EvaluationResult Always => ref _always;

    internal CompiledPrerequisite[] Prerequisites { get; }

    /// <summary>The variant of each individually targeted user; null if there are none.</summary>
    internal IReadOnlyDictionary<string, CompiledVariant>? Targets { get; }

    internal CompiledRule[] Rules { get; }

    internal CompiledServe Default { get; }

    private EvaluationResult? AlwaysOf() => (IsOn, IsValid) switch
    {
        (false, _) => EvaluationResult.Served(this, Off, Reason.Disabled),
        (_, false) => EvaluationResult.Failed(this, EvaluationError.FlagInvalid),
        _ => IsSameForAll && Default.Fixed is { } variant ? EvaluationResult.Served(this, variant, Reason.Static) : null,
    };
}
