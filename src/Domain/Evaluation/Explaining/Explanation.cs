using System.Text.Json.Serialization;

namespace FeatureFlag.Domain.Evaluation.Explaining;

/// <summary>What decided.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Decision>))]
public enum Decision
{
    /// <summary>The flag is archived.</summary>
    [JsonStringEnumMemberName("archived")]
    Archived,

    /// <summary>The flag is disabled.</summary>
    [JsonStringEnumMemberName("disabled")]
    Disabled,

    /// <summary>Its configuration cannot be understood.</summary>
    [JsonStringEnumMemberName("invalid")]
    Invalid,

    /// <summary>A prerequisite that is not met.</summary>
    [JsonStringEnumMemberName("prerequisite")]
    Prerequisite,

    /// <summary>The holdout that the flag is linked to holds the user out.</summary>
    [JsonStringEnumMemberName("holdout")]
    Holdout,

    /// <summary>The user is targeted individually.</summary>
    [JsonStringEnumMemberName("target")]
    Target,

    /// <summary>The first rule that matched.</summary>
    [JsonStringEnumMemberName("rule")]
    Rule,

    /// <summary>The experiment that runs on the flag: the user takes part.</summary>
    [JsonStringEnumMemberName("experiment")]
    Experiment,

    /// <summary>Nothing before it: the default.</summary>
    [JsonStringEnumMemberName("default")]
    Default,
}

/// <summary>Why a flag answers as it does: every step that evaluation looks at, whether it got that far or not.</summary>
public sealed record Explanation
{
    public required Decision DecidedBy { get; init; }

    /// <summary>What is served when the flag is off, archived, or a prerequisite is not met.</summary>
    public required string OffVariant { get; init; }

    /// <summary>In order. The first that is not met decides.</summary>
    public required IReadOnlyList<PrerequisiteTrace> Prerequisites { get; init; }

    /// <summary>The holdout that the flag is linked to; absent if to none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HoldoutTrace? Holdout { get; init; }

    /// <summary>The variant that the user is targeted with individually; absent if with none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TargetVariant { get; init; }

    /// <summary>In order. The first that matches decides.</summary>
    public required IReadOnlyList<RuleTrace> Rules { get; init; }

    /// <summary>The experiment that runs on the flag; absent if none does, or the configuration cannot be understood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExperimentTrace? Experiment { get; init; }

    /// <summary>What is served when no rule matches and no experiment takes the user in; absent if the configuration cannot be understood.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ServeTrace? Default { get; init; }
}

/// <param name="FlagKey">The flag that is needed.</param>
/// <param name="Variants">What it must serve; empty: anything but its off variant.</param>
/// <param name="Serves">What it serves; null if there is no such flag.</param>
/// <param name="Met">Whether that will do.</param>
/// <param name="Reason">Why it serves that, as a sentence.</param>
public sealed record PrerequisiteTrace(string FlagKey, IReadOnlyList<string> Variants, string? Serves, bool Met, string Reason);

/// <param name="Id">As in the flag.</param>
/// <param name="Name">As in the flag.</param>
/// <param name="Matched">Whether its condition holds.</param>
/// <param name="Decides">Whether it is the rule that decided; one that matches after it, or before whose turn something else decided, is not.</param>
/// <param name="When">Its condition, node by node.</param>
/// <param name="Serve">What it serves.</param>
public sealed record RuleTrace(string Id, string Name, bool Matched, bool Decides, ConditionTrace When, ServeTrace Serve);

/// <summary>One node of a condition: a group with its children, or a leaf with what was compared.</summary>
public sealed record ConditionTrace
{
    /// <summary>Whether it holds for this context.</summary>
    public required bool Matched { get; init; }

    /// <summary>Of a group: it holds when all of these do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConditionTrace>? All { get; init; }

    /// <summary>Of a group: it holds when one of these does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConditionTrace>? Any { get; init; }

    /// <summary>Of a group: it holds when none of these does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ConditionTrace>? None { get; init; }

    /// <summary>Of a leaf, as written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Attribute { get; init; }

    /// <summary>Of a leaf, as written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Operator { get; init; }

    /// <summary>Of a leaf, as written: the first 20.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonToken>? Values { get; init; }

    /// <summary>How many values there are, when that is more than <c>values</c> holds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ValueCount { get; init; }

    /// <summary>What the context has there, as JSON; absent if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonToken? Actual { get; init; }

    /// <summary>Why, where the values alone do not say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>With "within_percentage": where the user falls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bucket { get; init; }

    /// <summary>With "in_segment": the first 20 segments, and one behind them if the user is in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SegmentTrace>? Segments { get; init; }
}

/// <param name="Key">Which segment.</param>
/// <param name="Contains">Whether the user is in it.</param>
/// <param name="Because">"excluded", "included", "condition" (see <c>when</c>), "unknown" if there is no such segment, "invalid" if its condition cannot be understood.</param>
/// <param name="When">Its condition, when that decided; else absent.</param>
public sealed record SegmentTrace(
    string Key, bool Contains, string Because, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionTrace? When);

/// <summary>One variant for everybody, or a split with the place of this user in it.</summary>
public sealed record ServeTrace
{
    /// <summary>What this user gets here; null if there is nothing to bucket by.</summary>
    public required string? Variant { get; init; }

    /// <summary>Of a split: how it was decided; absent when everybody gets the variant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RolloutTrace? Rollout { get; init; }
}

/// <summary>Who a holdout keeps out of the flag, and where this user stands.</summary>
/// <param name="Key">The holdout's.</param>
/// <param name="HeldOut">Whether it keeps the user out: off variant, before targets and rules.</param>
/// <param name="Buckets">The place of the user: "held_out", "measured" against them, or "others".</param>
public sealed record HoldoutTrace(string Key, bool HeldOut, BucketTrace Buckets);

/// <summary>Whether an experiment takes the user in, step by step.</summary>
/// <param name="Key">The experiment's.</param>
/// <param name="TakesPart">All of the following let the user in; whether anything before it decided is not asked.</param>
/// <param name="Layer">The layer by whose buckets units get in; absent: it is in none, and its own traffic counts.</param>
/// <param name="Entry">The place of the user: "in" or "out".</param>
/// <param name="When">Who may take part, node by node; absent: everybody.</param>
/// <param name="Arms">Which arm the user would get.</param>
public sealed record ExperimentTrace(
    string Key,
    bool TakesPart,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Layer,
    BucketTrace Entry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionTrace? When,
    ServeTrace Arms);

/// <summary>Which ranges of buckets mean what.</summary>
/// <param name="BucketBy">"user_id" or an attribute.</param>
/// <param name="Hashed">The text that is hashed: salt, colon, id; null if there is no id.</param>
/// <param name="Bucket">0 … 99 999; null if there is no id.</param>
/// <param name="Ranges">All buckets, in order.</param>
public sealed record BucketTrace(string BucketBy, string? Hashed, int? Bucket, IReadOnlyList<NamedRange> Ranges);

/// <param name="Name">What its buckets mean.</param>
/// <param name="From">Its first bucket.</param>
/// <param name="To">Its last bucket.</param>
public sealed record NamedRange(string Name, int From, int To);

/// <param name="BucketBy">"user_id" or an attribute.</param>
/// <param name="Hashed">The text that is hashed: salt, colon, id; null if there is no id.</param>
/// <param name="Bucket">0 … 99 999; null if there is no id.</param>
/// <param name="Ranges">The buckets of each variant that has any, in order.</param>
public sealed record RolloutTrace(string BucketBy, string? Hashed, int? Bucket, IReadOnlyList<BucketRange> Ranges);

/// <param name="Variant">Its key.</param>
/// <param name="From">Its first bucket.</param>
/// <param name="To">Its last bucket.</param>
public sealed record BucketRange(string Variant, int From, int To);
