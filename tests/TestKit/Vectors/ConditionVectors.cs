using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.TestKit.Vectors;

/// <summary>The golden vectors of tests/vectors/conditions; its README says what the fields mean.</summary>
public static class ConditionVectors
{
    private const string RefusedFile = "refused";
    private const string DefaultSalt = "vectors";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors", "conditions");

    /// <summary>Conditions with a context, and whether they match it.</summary>
    public static IReadOnlyList<ConditionVector> All { get; } = [.. Families().SelectMany(family => Cases(family).Select(json => Vector(family, json)))];

    /// <summary>Conditions that cannot be saved.</summary>
    public static IReadOnlyList<RefusedCondition> Refused { get; } = [.. Cases(RefusedFile).Select(RefusedVector)];

    private static IEnumerable<string> Families() => Directory.GetFiles(Folder, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(family => family != RefusedFile)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Cases(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{file}.json"))).GetProperty("cases").EnumerateArray();

    private static ConditionVector Vector(string family, JsonElement json) => new()
    {
        Family = family,
        Name = json.GetProperty("name").GetString()!,
        Condition = Read<Condition>(json.GetProperty("condition")),
        Context = Context(json.GetProperty("context")),
        Segments = Each(json, "segments", Read<SegmentDefinition>),
        Flags = Each(json, "flags", Flag),
        Salt = json.TryGetProperty("salt", out var salt) ? salt.GetString()! : DefaultSalt,
        Matches = json.GetProperty("matches").GetBoolean(),
        Json = json,
    };

    private static RefusedCondition RefusedVector(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        json.GetProperty("condition"),
        [json.GetProperty("problem_at").GetString()!, .. Each(json, "also_at", path => path.GetString()!)]);

    private static EvaluationContext Context(JsonElement json)
    {
        var userId = json.TryGetProperty("user_id", out var id) ? id.GetString() : null;
        var attributes = json.TryGetProperty("attributes", out var all) ? ReadAttributes(all) : null;
        return new(userId, attributes)
        {
            Now = json.TryGetProperty("now", out var now) ? DateTimeOffset.Parse(now.GetString()!, CultureInfo.InvariantCulture) : default,
        };
    }

    private static Attributes ReadAttributes(JsonElement json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json.GetRawText()));
        reader.Read();
        return AttributesJson.Read(ref reader);
    }

    /// <summary>A flag's salt starts as its key.</summary>
    private static FlagDefinition Flag(JsonElement json)
    {
        var flag = JsonNode.Parse(json.GetRawText())!;
        flag["salt"] ??= flag["key"]!.DeepClone();
        return flag.Deserialize<FlagDefinition>(DomainJson.Options)!;
    }

    private static List<T> Each<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var array) ? [.. array.EnumerateArray().Select(read)] : [];

    private static T Read<T>(JsonElement json) => json.Deserialize<T>(DomainJson.Options)!;
}
