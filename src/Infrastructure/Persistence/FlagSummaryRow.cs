using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>What lists show of a row of <c>flags</c>: the database counts in the definition, which stays there.</summary>
internal sealed class FlagSummaryRow
{
    public Guid Id { get; set; }

    public string EnvironmentKey { get; set; } = "";

    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string FlagType { get; set; } = "";

    public string ValueType { get; set; } = "";

    public bool IsEnabled { get; set; }

    public int RolloutWeight { get; set; }

    public string Tags { get; set; } = "";

    public string? Owner { get; set; }

    public string Purpose { get; set; } = "";

    public string? ExpiresOn { get; set; }

    public bool IsArchived { get; set; }

    public int RuleCount { get; set; }

    public int TargetCount { get; set; }

    public int PrerequisiteCount { get; set; }

    public string? DefaultVariant { get; set; }

    public bool HasDefaultSplit { get; set; }

    public string? ExperimentKey { get; set; }

    public string? HoldoutKey { get; set; }

    public long Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public static string Select(SqlDialect dialect) => $"""
        SELECT f.id, e.key AS environment_key, f.key, f.name, f.description, f.flag_type, f.value_type, f.is_enabled, f.rollout_weight, f.tags, f.owner,
               f.purpose, f.expires_on, f.is_archived, f.version, f.created_at, f.updated_at,
               {dialect.CountIn("f.definition", "rules")} AS rule_count,
               {dialect.CountIn("f.definition", "targets", "user_ids")} AS target_count,
               {dialect.CountIn("f.definition", "prerequisites")} AS prerequisite_count,
               {dialect.TextIn("f.definition", "default_serve", "variant")} AS default_variant,
               {dialect.TextIn("f.definition", "default_serve", "rollout")} IS NOT NULL AS has_default_split,
               {dialect.TextIn("f.definition", "experiment", "key")} AS experiment_key,
               {dialect.TextIn("f.definition", "holdout", "key")} AS holdout_key
        FROM flags f JOIN environments e ON e.id = f.environment_id
        """;

    public FlagSummary ToSummary()
    {
        var type = FlagRow.ParseType(Id, FlagType);
        return new(
            Id,
            EnvironmentKey,
            Key,
            new(Name, Description, type, FlagRow.ParseValueType(Id, ValueType), FlagRow.ParseTags(Tags), Owner, Purpose, FlagRow.ParseDay(ExpiresOn)),
            IsEnabled,
            IsArchived,
            type == Domain.Flags.FlagType.Percentage ? new RolloutPercentage(RolloutWeight) : null,
            RuleCount,
            TargetCount,
            PrerequisiteCount,
            DefaultVariant,
            HasDefaultSplit,
            ExperimentKey,
            HoldoutKey,
            Version,
            CreatedAt,
            UpdatedAt);
    }
}
