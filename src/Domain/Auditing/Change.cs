using System.Text.Json.Nodes;

namespace FeatureFlag.Domain.Auditing;

/// <summary>One change of one thing, old to new per field, as the audit log keeps it.</summary>
/// <param name="EntityType">One of <see cref="EntityTypes"/>.</param>
/// <param name="EntityId">The id of the thing, which outlives it.</param>
/// <param name="EntityKey">Its key (for a user: the e-mail address).</param>
/// <param name="EnvironmentKey">Where; null if it belongs to no environment.</param>
/// <param name="Action">"create", "update" or "delete".</param>
/// <param name="Fields"><c>{field: {"old": …, "new": …}}</c>: the changed ones; on create and delete all.</param>
public sealed record Change(
    string EntityType, Guid EntityId, string EntityKey, string? EnvironmentKey, string Action, JsonObject Fields)
{
    public const string Create = "create";
    public const string Update = "update";
    public const string Delete = "delete";

    public static IReadOnlyList<string> Actions { get; } = [Create, Update, Delete];

    /// <summary>Of all that is <see cref="IAudited"/>.</summary>
    public static IReadOnlyList<string> EntityTypes { get; } = ["flag", "segment", "environment", "sdk_key", "user", "experiment", "metric", "layer", "holdout"];

    public static Change Created(IAudited thing) => Of(thing, Create, null, thing.Describe());

    public static Change Deleted(IAudited thing) => Of(thing, Delete, thing.Describe(), null);

    /// <summary>The difference between two states of one thing; its <see cref="Fields"/> are empty if there is none.</summary>
    public static Change Updated(IAudited before, IAudited after) => Of(after, Update, before.Describe(), after.Describe());

    private static Change Of(IAudited thing, string action, JsonObject? before, JsonObject? after) =>
        new(thing.EntityType, thing.Id, thing.Key, thing.EnvironmentKey, action, Between(before, after));

    private static JsonObject Between(JsonObject? before, JsonObject? after)
    {
        var fields = new JsonObject();
        foreach (var (name, _) in after ?? before!)
        {
            var (old, @new) = (before?[name], after?[name]);
            if (before is null || after is null || !IsSame(old, @new))
            {
                fields[name] = new JsonObject { ["old"] = old?.DeepClone(), ["new"] = @new?.DeepClone() };
            }
        }

        return fields;
    }

    /// <summary>By the text: 1 and 1.0 are equal numbers, but not the same variant's value.</summary>
    private static bool IsSame(JsonNode? old, JsonNode? @new) => old?.ToJsonString() == @new?.ToJsonString();
}
