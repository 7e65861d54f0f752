using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Targeting;

/// <summary>What compiling does not tell of a flag's targets, prerequisites and rules: their numbers, names and ids.</summary>
internal static class TargetingCheck
{
    public const int MaxTargetedUsers = 10_000;
    public const int MaxPrerequisites = 100;

    public static void Check(FlagDefinition flag, Problems problems)
    {
        CheckTargets(flag.Targets, problems);
        CheckPrerequisites(flag, problems);
        CheckRules(flag.Rules, problems);
        if (flag.DefaultServe is { } serve)
        {
            CheckRollout(serve.Rollout, "default_serve.rollout", problems);
        }

        CheckRollout(flag.Experiment?.Arms, "experiment.arms", problems);
    }

    private static void CheckTargets(IReadOnlyList<Target> targets, Problems problems)
    {
        var total = targets.Sum(target => target.UserIds.Count);
        if (total > MaxTargetedUsers)
        {
            problems.Add("targets", $"name {total} users; at most {MaxTargetedUsers} are allowed. For more use a segment.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < targets.Count; i++)
        {
            for (var j = 0; j < targets[i].UserIds.Count; j++)
            {
                var id = targets[i].UserIds[j];
                if (!IsUserId(id))
                {
                    problems.Add($"targets[{i}].user_ids[{j}]", EvaluationContext.UserIdRule);
                }
                else if (!seen.Add(id))
                {
                    problems.Add($"targets[{i}].user_ids[{j}]", $"\"{id}\" is targeted already. Name each user once.");
                }
            }
        }
    }

    /// <summary>What can be a user's id, here and in segments.</summary>
    internal static bool IsUserId(string id) =>
        EvaluationContext.IsUserId(id) && Text.IsWellFormed(id);

    private static void CheckPrerequisites(FlagDefinition flag, Problems problems)
    {
        if (flag.Prerequisites.Count > MaxPrerequisites)
        {
            problems.Add("prerequisites", $"are {flag.Prerequisites.Count}; at most {MaxPrerequisites} are allowed.");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < flag.Prerequisites.Count; i++)
        {
            if (!keys.Add(flag.Prerequisites[i].FlagKey))
            {
                problems.Add($"prerequisites[{i}].flag_key", $"\"{flag.Prerequisites[i].FlagKey}\" is a prerequisite already. Name each flag once.");
            }
        }
    }

    private static void CheckRules(IReadOnlyList<TargetingRule> rules, Problems problems)
    {
        if (rules.Count > TargetingRule.MaxRules)
        {
            problems.Add("rules", $"are {rules.Count}; at most {TargetingRule.MaxRules} are allowed.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Count; i++)
        {
            CheckRule(rules[i], $"rules[{i}]", problems);
            if (rules[i].Id.Length > 0 && !ids.Add(rules[i].Id))
            {
                problems.Add($"rules[{i}].id", $"\"{rules[i].Id}\" is the id of another rule already.");
            }
        }
    }

    private static void CheckRule(TargetingRule rule, string path, Problems problems)
    {
        if (rule.Id.Length > 0 && !TargetingRule.IsId(rule.Id))
        {
            problems.Add($"{path}.id", TargetingRule.IdRule);
        }

        if (rule.Name.Length > TargetingRule.NameMaxLength || !Text.IsLine(rule.Name))
        {
            problems.Add($"{path}.name", $"must be at most {TargetingRule.NameMaxLength} characters on one line, without control characters or broken Unicode.");
        }

        CheckRollout(rule.Serve.Rollout, $"{path}.serve.rollout", problems);
    }

    private static void CheckRollout(IReadOnlyList<VariantWeight>? rollout, string path, Problems problems)
    {
        var variants = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rollout?.Count; i++)
        {
            var (variant, weight) = rollout[i];
            if (weight is < 0 or > RolloutPercentage.Whole)
            {
                problems.Add($"{path}[{i}].weight", "must be a whole number from 0 to 100000.");
            }

            if (!variants.Add(variant))
            {
                problems.Add($"{path}[{i}].variant", $"\"{variant}\" is in this rollout already. Name each variant once.");
            }
        }
    }
}
