using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Flags;
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
        [(typeof(DemoItemResponse), "type")] = ["flag", "segment", "environment"],
        [(typeof(ReadinessResponse), "status")] = ["ready", "degraded", "not_ready", "stopping"],
        [(typeof(ReadinessResponse), "store")] = ["reachable", "unreachable", "not_writable"],
        [(typeof(ReadinessResponse), "cache")] = ["reachable", "unreachable"],
        [(typeof(MetricResult), "kind")] = Words<MetricKind>(Word),
        [(typeof(MetricResult), "role")] = Words<MetricRole>(Word),
        [(typeof(MetricResult), "direction")] = Words<MetricDirection>(Word),
        [(typeof(WindowResult), "kind")] = Words<MetricWindowKind>(Word),
        [(typeof(ResultsEngine), "mode")] = Words<AnalysisMode>(Word),
        [(typeof(ResultsEngine), "correction")] = Words<MultipleTesting>(Word),
        [(typeof(ResultsEngine), "multi_exposed")] = Words<MultiExposedUnits>(Word),
        [(typeof(ComparisonResult), "verdict")] = MetricVerdict.All,
        [(typeof(GuardrailEffect), "verdict")] = GuardrailWord.All,
        [(typeof(ResultsDecision), "recommendation")] = Recommendation.All,
        [(typeof(HealthWarning), "code")] = WarningCode.All,
        [(typeof(BreakdownRow), "kind")] = BreakdownRow.Kinds,
        [(typeof(ComputationProgress), "state")] = ComputationProgress.States,
        [(typeof(PlanExperiment), "kind")] = ["proportion", "mean"],
    }.ToFrozenDictionary();

    /// <summary>Null: any text.</summary>
    public static IReadOnlyList<string>? Of(JsonPropertyInfo property) =>
        FieldsOfOneType.GetValueOrDefault((property.DeclaringType, property.Name)) ?? Fields.GetValueOrDefault(property.Name);

    /// <summary>As <c>DomainJson</c> writes it.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static IReadOnlyList<string> Words<T>(Func<T, string> name)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(name)];
}
