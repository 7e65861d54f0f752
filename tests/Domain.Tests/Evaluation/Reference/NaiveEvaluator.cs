using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Reference;

/// <summary>What a flag answers, as the contract says it, step by step.</summary>
internal sealed record NaiveAnswer(string? Variant, bool Enabled, string ReasonCode, string? ErrorCode = null, string? RuleId = null, int? Bucket = null, string? Experiment = null);

/// <summary>The order of evaluation read straight from the contract. Only bucketing, which has golden vectors of its own, is the product's.</summary>
internal sealed class NaiveEvaluator(
    IReadOnlyList<FlagDefinition> flags, IReadOnlyList<SegmentDefinition> segments, string? userId, JsonObject attributes, string now)
{
    public string Now => now;

    public NaiveAnswer Evaluate(string key)
    {
        if (flags.FirstOrDefault(candidate => candidate.Key == key) is not { } flag)
        {
            return new(null, false, "ERROR", "FLAG_NOT_FOUND");
        }

        if (flag.IsArchived || !flag.IsEnabled)
        {
            return new(flag.OffVariant, false, "DISABLED");
        }

        if (flag.Prerequisites.Any(prerequisite => !IsMet(prerequisite)))
        {
            return new(flag.OffVariant, false, "PREREQUISITE_FAILED");
        }

        if (flag.Holdout is { } holdout && Unit(flag) is not null && Bucket(holdout.Salt, flag.BucketBy) < holdout.Share.Weight)
        {
            return new(flag.OffVariant, false, "PREREQUISITE_FAILED");
        }

        if (userId is not null && flag.Targets.FirstOrDefault(target => target.UserIds.Contains(userId)) is { } own)
        {
            return On(flag, own.Variant, "TARGETING_MATCH");
        }

        var condition = new NaiveCondition(this, flag.Salt);
        if (flag.Rules.FirstOrDefault(rule => condition.Matches(rule.When)) is { } matched)
        {
            return Serve(flag, matched.Serve, "TARGETING_MATCH") with { RuleId = matched.Id };
        }

        if (flag.Experiment is { } experiment && Unit(flag) is not null && TakesPart(flag, experiment))
        {
            var bucket = Bucket(experiment.Salt, flag.BucketBy)!.Value;
            var end = 0;
            return On(flag, experiment.Arms.First(arm => bucket < (end += arm.Weight)).Variant, "SPLIT") with { Bucket = bucket, Experiment = experiment.Key };
        }

        var isForAll = flag.Prerequisites.Count == 0 && flag.Targets.All(target => target.UserIds.Count == 0) && flag.Rules.Count == 0
            && flag.Experiment is null && flag.Holdout is null;
        return Serve(flag, flag.DefaultServe ?? DefaultOf(flag), isForAll ? "STATIC" : "DEFAULT");
    }

    public bool IsInSegment(string key)
    {
        var segment = segments.First(candidate => candidate.Key == key);
        if (userId is not null && segment.Excluded.Contains(userId))
        {
            return false;
        }

        return (userId is not null && segment.Included.Contains(userId))
            || (segment.When is { } when && new NaiveCondition(this, segment.Key).Matches(when));
    }

    public int? Bucket(string salt, string bucketBy)
    {
        var by = Find(bucketBy);
        return by?.GetValueKind() switch
        {
            JsonValueKind.String => Bucketing.Bucket(salt, by.GetValue<string>()),
            JsonValueKind.Number => Bucketing.Bucket(salt, decimal.Parse(by.ToJsonString(), CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    public JsonNode? Find(string name)
    {
        if (name == "user_id")
        {
            return userId is null ? null : JsonValue.Create(userId);
        }

        return attributes[name] ?? name.Split('.').Aggregate((JsonNode?)attributes, (node, part) => (node as JsonObject)?[part]);
    }

    /// <summary>A text of 1 to 512 characters, or a number.</summary>
    private JsonNode? Unit(FlagDefinition flag) => Find(flag.BucketBy) is { } by
        && (by.GetValueKind() == JsonValueKind.Number || (by.GetValueKind() == JsonValueKind.String && by.GetValue<string>().Length is > 0 and <= 512)) ? by : null;

    private bool TakesPart(FlagDefinition flag, FlagExperiment experiment)
    {
        var isIn = experiment.Layer is { } layer
            ? layer.Ranges.Any(range => Bucket(layer.Salt, flag.BucketBy) / 10 >= range.Start && Bucket(layer.Salt, flag.BucketBy) / 10 < range.End)
            : Bucket(experiment.Salt + ".traffic", flag.BucketBy) < experiment.Traffic.Weight;
        return isIn && (experiment.When is null || new NaiveCondition(this, experiment.Salt + ".when").Matches(experiment.When));
    }

    private bool IsMet(Prerequisite prerequisite)
    {
        var other = flags.First(candidate => candidate.Key == prerequisite.FlagKey);
        var answer = Evaluate(prerequisite.FlagKey);
        var isOn = other.IsEnabled && !other.IsArchived;
        return isOn && (prerequisite.Variants.Count == 0 ? answer.Variant != other.OffVariant : prerequisite.Variants.Contains(answer.Variant!));
    }

    private NaiveAnswer Serve(FlagDefinition flag, Serve serve, string reasonCode)
    {
        if (serve.Variant is { } variant)
        {
            return On(flag, variant, reasonCode);
        }

        var rollout = serve.Rollout!;
        if (Bucket(flag.Salt, flag.BucketBy) is { } bucket)
        {
            var end = 0;
            return On(flag, rollout.First(part => bucket < (end += part.Weight)).Variant, "SPLIT") with { Bucket = bucket };
        }

        return rollout.Count(part => part.Weight > 0) == 1
            ? On(flag, rollout.Single(part => part.Weight > 0).Variant, "SPLIT")
            : new(flag.OffVariant, false, "ERROR", "TARGETING_KEY_MISSING");
    }

    private static Serve DefaultOf(FlagDefinition flag) => flag.Type switch
    {
        FlagType.Boolean => Domain.Targeting.Serve.Always("on"),
        FlagType.Percentage => Domain.Targeting.Serve.Split(new("on", flag.Rollout.Weight), new("off", 100_000 - flag.Rollout.Weight)),
        _ => Domain.Targeting.Serve.Split([.. flag.Variants.Select(variant => new VariantWeight(variant.Key, variant.Weight!.Value))]),
    };

    private static NaiveAnswer On(FlagDefinition flag, string variant, string reasonCode) => new(variant, variant != flag.OffVariant, reasonCode);
}
