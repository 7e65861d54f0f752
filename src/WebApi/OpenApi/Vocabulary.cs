using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;
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
        [(typeof(Dependant), "type")] = [Node.FlagType, Node.SegmentType],
        [(typeof(DemoItemResponse), "type")] = ["flag", "segment", "environment"],
        [(typeof(ReadinessResponse), "status")] = ["ready", "degraded", "not_ready", "stopping"],
        [(typeof(ReadinessResponse), "store")] = ["reachable", "unreachable", "not_writable"],
        [(typeof(ReadinessResponse), "cache")] = ["reachable", "unreachable"],
    }.ToFrozenDictionary();

    /// <summary>Null: any text.</summary>
    public static IReadOnlyList<string>? Of(JsonPropertyInfo property) =>
        Fields.GetValueOrDefault(property.Name) ?? FieldsOfOneType.GetValueOrDefault((property.DeclaringType, property.Name));

    private static IReadOnlyList<string> Words<T>(Func<T, string> name)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(name)];
}
