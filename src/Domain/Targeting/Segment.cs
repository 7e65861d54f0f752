using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Targeting;

/// <summary>A named group of users in one environment. Immutable: a change is a new value with the next version.</summary>
public sealed record Segment : SegmentDefinition, IAudited
{
    /// <summary>Of both lists together.</summary>
    public const int MaxIds = 100_000;

    public const int NameMaxLength = Flag.NameMaxLength;
    public const int DescriptionMaxLength = Flag.DescriptionMaxLength;
    public const string KeyRule = Flag.KeyRule;
    public const string IdRule = "must be 1 to 512 characters, without NUL and broken Unicode.";

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the environment that it belongs to.</summary>
    public required Guid EnvironmentId { get; init; }

    /// <summary>The key of that environment.</summary>
    public required string EnvironmentKey { get; init; }

    /// <summary>For people: 1 to 200 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>For people: at most 4000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC; at first when it was created.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    string IAudited.EntityType => "segment";

    public static bool IsKey(string? text) => Flag.IsKey(text);

    /// <summary>The changed state as the next version of this segment; this segment itself when nothing differs. Lists are sets: their order is no difference.</summary>
    public Segment Update(Segment changed, DateTimeOffset now) =>
        ChangeTo(changed).Fields.Count == 0 ? this : changed with { Version = Version + 1, UpdatedAt = now };

    /// <summary>
    /// What differs, for the history. Of the lists only who came and who went, as with 100 000 ids neither the row could be
    /// kept nor the change be seen: <c>{"old": {"count": 3, "removed": ["bob"]}, "new": {"count": 3, "added": ["eve"]}}</c>.
    /// The change is undone by adding who was removed and removing who was added.
    /// </summary>
    public Change ChangeTo(Segment after)
    {
        var change = Change.Updated(WithoutIds(this), WithoutIds(after));
        AddDifference(change.Fields, "included", Included, after.Included);
        AddDifference(change.Fields, "excluded", Excluded, after.Excluded);
        return change;
    }

    /// <summary>What is wrong with whom it means; nothing, if it can be evaluated. Of each list only the first wrong id is told.</summary>
    public Problems Check()
    {
        var problems = new Problems();
        CheckIds(Included, "included", problems);
        CheckIds(Excluded, "excluded", problems);
        if (Included.Count + Excluded.Count is var count and > MaxIds)
        {
            problems.Add("included", $"and \"excluded\" must hold at most {MaxIds} ids together, not {count}. Split the segment, or use a condition.");
        }

        if (When is { } when)
        {
            ConditionCompiler.Compile(when, "when", Key, problems);
        }

        return problems;
    }

    JsonObject IAudited.Describe() => new()
    {
        ["key"] = Key,
        ["name"] = Name,
        ["description"] = Description,
        ["included"] = Json(Included),
        ["excluded"] = Json(Excluded),
        ["when"] = Json(When),
    };

    private static Segment WithoutIds(Segment segment) => segment with { Included = [], Excluded = [] };

    private static void AddDifference(JsonObject fields, string name, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (old, @new) = (before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
        if (!old.SetEquals(@new))
        {
            fields[name] = new JsonObject
            {
                ["old"] = new JsonObject { ["count"] = before.Count, ["removed"] = Json(before.Where(id => !@new.Contains(id))) },
                ["new"] = new JsonObject { ["count"] = after.Count, ["added"] = Json(after.Where(id => !old.Contains(id))) },
            };
        }
    }

    private static void CheckIds(IReadOnlyList<string> ids, string path, Problems problems)
    {
        var places = new Dictionary<string, int>(ids.Count, StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            var problem = ids[i] is { } id && TargetingCheck.IsUserId(id)
                ? places.TryAdd(id, i) ? null : $"stands at {path}[{places[id]}] already. Send each id once."
                : IdRule;
            if (problem is not null)
            {
                problems.Add($"{path}[{i}]", problem);
                return;
            }
        }
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, DomainJson.Options);
}
