using System.Collections.Frozen;
using FeatureFlag.Domain.Evaluation.Operators;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Binds the parts of a flag to each other, or says what does not fit and where.</summary>
internal sealed class FlagCompiler
{
    private readonly FlagDefinition _flag;
    private readonly Problems _problems;
    private readonly Dictionary<string, CompiledVariant> _byKey;
    private readonly BucketKey _bucketKey;
    private readonly RegexBudget _regexes = RegexBudget.OfFlag();

    /// <param name="flag">As written.</param>
    /// <param name="problems">Receives what is wrong; then nothing of the result may be served but <see cref="Off"/>.</param>
    public FlagCompiler(FlagDefinition flag, Problems problems)
    {
        (_flag, _problems) = (flag, problems);
        _bucketKey = new(flag.Salt, flag.BucketBy);
        Variants = [.. flag.Variants.Select(variant => new CompiledVariant(variant))];
        _byKey = [];
        foreach (var variant in Variants)
        {
            _byKey.TryAdd(variant.Key, variant);
        }

        Off = Variant(flag.OffVariant, "off_variant");
        Prerequisites = [.. flag.Prerequisites.Select(p => new CompiledPrerequisite(p.FlagKey, [.. p.Variants]))];
        Targets = TargetsByUser();
        Rules = [.. flag.Rules.Select(Rule)];
        Experiment = flag.Experiment is { } experiment ? Bind(experiment) : null;
        Holdout = flag.Holdout is { } holdout ? new(holdout, flag.BucketBy) : null;
        Default = flag.DefaultServe is { } serve ? Serve(serve, "default_serve") : DefaultOfType();
    }

    public CompiledVariant[] Variants { get; }

    public CompiledVariant Off { get; }

    public CompiledPrerequisite[] Prerequisites { get; }

    public FrozenDictionary<string, CompiledVariant>? Targets { get; }

    public CompiledRule[] Rules { get; }

    /// <summary>Null: none runs, or it cannot be understood.</summary>
    public CompiledExperiment? Experiment { get; }

    public CompiledHoldout? Holdout { get; }

    public CompiledServe Default { get; }

    private CompiledExperiment? Bind(FlagExperiment experiment)
    {
        var when = experiment.When is { } condition
            ? ConditionCompiler.Compile(condition, "experiment.when", experiment.WhenSalt, _problems, _regexes)
            : null;
        return Rollout(experiment.Arms, "experiment.arms", new(experiment.Salt, _flag.BucketBy)).Rollout is { } arms
            ? new(experiment, _flag.BucketBy, when, arms)
            : null;
    }

    private CompiledRule Rule(TargetingRule rule, int index) => new(
        rule.Id,
        index + 1,
        ConditionCompiler.Compile(rule.When, $"rules[{index}].when", _flag.Salt, _problems, _regexes),
        Serve(rule.Serve, $"rules[{index}].serve"));

    private FrozenDictionary<string, CompiledVariant>? TargetsByUser()
    {
        var byUser = new Dictionary<string, CompiledVariant>(StringComparer.Ordinal);
        for (var i = 0; i < _flag.Targets.Count; i++)
        {
            var variant = Variant(_flag.Targets[i].Variant, $"targets[{i}].variant");
            foreach (var id in _flag.Targets[i].UserIds)
            {
                byUser.TryAdd(id, variant);
            }
        }

        return byUser.Count == 0 ? null : byUser.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private CompiledServe DefaultOfType() => _flag.Type switch
    {
        FlagType.Boolean => new(Variant(Flags.Variant.On.Key, "variants"), null),
        FlagType.Percentage => Rollout(
            [new(Flags.Variant.On.Key, _flag.Rollout.Weight), new(Flags.Variant.Off.Key, RolloutPercentage.Whole - _flag.Rollout.Weight)], "variants"),
        _ => Rollout([.. _flag.Variants.Select(variant => new VariantWeight(variant.Key, variant.Weight ?? 0))], "variants"),
    };

    private CompiledServe Serve(Serve serve, string path)
    {
        if (serve is { Variant: { } variant, Rollout: null })
        {
            return new(Variant(variant, $"{path}.variant"), null);
        }

        if (serve is { Variant: null, Rollout: { } rollout })
        {
            return Rollout(rollout, $"{path}.rollout");
        }

        _problems.Add(path, "must hold either \"variant\" or \"rollout\".");
        return new(Off, null);
    }

    private CompiledServe Rollout(IReadOnlyList<VariantWeight> rollout, string path, BucketKey? key = null)
    {
        if (rollout.Any(part => part.Weight < 0) || rollout.Sum(part => (long)part.Weight) != RolloutPercentage.Whole)
        {
            _problems.Add(path, $"the weights must be 0 or more and sum to {RolloutPercentage.Whole}.{(path == "variants" ? " A default_serve can stand in for them." : "")}");
            return new(Off, null);
        }

        return new(null, new(key ?? _bucketKey, rollout.Select((part, i) => (Variant(part.Variant, $"{path}[{i}].variant"), part.Weight)).ToList()));
    }

    private CompiledVariant Variant(string key, string path)
    {
        if (_byKey.TryGetValue(key, out var variant))
        {
            return variant;
        }

        _problems.Add(path, $"there is no variant \"{key}\". The flag's variants: {string.Join(", ", _byKey.Keys)}.");
        return Variants.FirstOrDefault() ?? new CompiledVariant(Flags.Variant.Off);
    }
}
