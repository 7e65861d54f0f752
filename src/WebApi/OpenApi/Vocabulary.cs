using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using FeatureFlag.WebApi.Demo;
using FeatureFlag.WebApi.Health;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>
/// The fields that hold one of a few words. They are texts in the types, as what is wrong with them is said by validation; the document lists
/// the words, so that generated types can.
/// </summary>
internal static class Vocabulary
{
    /// <summary>By name: these mean the same wherever they stand.</summary>
    private static readonly FrozenDictionary<string, IReadOnlyList<string>> Fields = new Dictionary<string, IReadOnlyList<string>>
    {
        ["role"] = Words<Role>(Roles.Name),
        ["flag_type"] = Words<FlagType>(FlagTypes.Name),
        ["value_type"] = Words<FlagValueType>(FlagValueTypes.Name),
        ["purpose"] = FlagPurpose.All,
        ["kind"] = Words<SdkKeyKind>(SdkKeyKinds.Name),
        ["operator"] = ConditionOperators.All,
        ["reason_code"] = Words<Reason>(reason => Encoding.ASCII.GetString(reason.Code())),
        ["action"] = Change.Actions,
        ["entity_type"] = Change.EntityTypes,
        ["interval"] = GetFlagExposures.Intervals,
        ["token_type"] = ["bearer"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<(Type, string), IReadOnlyList<string>> FieldsOfOneType = new Dictionary<(Type, string), IReadOnlyList<string>>
    {
        [(typeof(EventFilter), "operator")] = EventFilter.Operators,
        [(typeof(Dependant), "type")] = [Node.FlagType, Node.SegmentType],
        [(typeof(DemoItemResponse), "type")] = ["flag", "segment", "metric", "layer", "holdout", "experiment", "traffic", "environment"],
        [(typeof(ReadinessResponse), "status")] = ["ready", "degraded", "not_ready", "stopping"],
        [(typeof(ReadinessResponse), "store")] = ["reachable", "unreachable", "not_writable"],
        [(typeof(ReadinessResponse), "cache")] = ["reachable", "unreachable"],
        [(typeof(MetricResult), "kind")] = Words<MetricKind>(Domain.Words.Of),
        [(typeof(MetricResult), "role")] = Words<MetricRole>(Domain.Words.Of),
        [(typeof(MetricResult), "direction")] = Words<MetricDirection>(Domain.Words.Of),
        [(typeof(WindowResult), "kind")] = Words<MetricWindowKind>(Domain.Words.Of),
        [(typeof(ResultsEngine), "mode")] = Words<AnalysisMode>(Domain.Words.Of),
        [(typeof(ResultsEngine), "correction")] = Words<MultipleTesting>(Domain.Words.Of),
        [(typeof(ResultsEngine), "multi_exposed")] = Words<MultiExposedUnits>(Domain.Words.Of),
        [(typeof(ComparisonResult), "verdict")] = MetricVerdict.All,
        [(typeof(GuardrailEffect), "verdict")] = GuardrailWord.All,
        [(typeof(ResultsDecision), "recommendation")] = Recommendation.All,
        [(typeof(ExperimentVerdict), "recommendation")] = Recommendation.All,
        [(typeof(HealthWarning), "code")] = WarningCode.All,
        [(typeof(BreakdownRow), "kind")] = BreakdownRow.Kinds,
        [(typeof(ComputationProgress), "state")] = ComputationProgress.States,
        [(typeof(PlanExperiment), "kind")] = [PlanExperiment.Proportion, PlanExperiment.Mean],
        [(typeof(PlanExperiment), "mode")] = Words<AnalysisMode>(Domain.Words.Of),
    }.ToFrozenDictionary();

    /// <summary>Null: any text.</summary>
    public static IReadOnlyList<string>? Of(JsonPropertyInfo property) =>
        FieldsOfOneType.GetValueOrDefault((property.DeclaringType, property.Name)) ?? Fields.GetValueOrDefault(property.Name);

    private static IReadOnlyList<string> Words<T>(Func<T, string> name)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(name)];
}
