using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Flagd;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.WebApi.Tests.OpenFeature;

/// <summary>
/// Flags, segments and contexts at random, always the same ones, that lie close together: most contexts hold something
/// that a condition nearly means. What evaluation here says of them is what flagd's provider is compared with.
/// </summary>
internal sealed class FlagdSample
{
    private const int Flags = 250;
    private const int Segments = 12;
    private const int Users = 40;

    private static readonly string[] Names = ["country", "plan", "tags", "email", "seats", "toString", "length"];
    private static readonly string[] Texts =
        ["", "D", "DE", "de", "E", "5", "5.0", "true", "null", "a+b@example.org", "say \"hi\"", "C:\\x", "US$$ $& $' $1", "Grüße", "[object Object]", "DE,5", " DE"];

    private static readonly string[] Scalars = [.. Texts.Select(text => JsonToken.Of(text).Text), "0", "5", "5.0", "-0", "0.1", "1e3", "9007199254740991", "true", "false"];
    private static readonly string[] Others =
        ["null", "[]", "{}", "[null]", "[5]", "[\"5\"]", "[[\"DE\"]]", "[\"DE\",5,true,\"\"]", "{\"DE\":1}", "{\"length\":2,\"0\":\"DE\"}", "{\"toString\":1,\"valueOf\":2}"];

    private readonly Random _random;

    public FlagdSample(int seed)
    {
        _random = new(seed);
        Snapshot = new(new EnvironmentConfiguration
        {
            EnvironmentId = Guid.Empty,
            EnvironmentKey = "sample",
            Version = 7,
            Segments = [.. Enumerable.Range(0, Segments).Select(Segment)],
            Flags = [.. Enumerable.Range(0, Flags).Select(Flag)],
        });
    }

    public EnvironmentSnapshot Snapshot { get; }

    /// <summary>The export, contexts, and for each the variant that every flag serves.</summary>
    public string Write(int contexts)
    {
        var cases = new JsonArray();
        for (var i = 0; i < contexts; i++)
        {
            var json = Context();
            var context = Read(json);
            cases.Add(new JsonObject
            {
                ["context"] = JsonNode.Parse(json),
                ["variants"] = new JsonObject(Snapshot.Flags.Select(flag =>
                    KeyValuePair.Create(flag.Key, (JsonNode?)Evaluator.Evaluate(Snapshot, flag, context).Variant!.Key))),
            });
        }

        return new JsonObject { ["export"] = JsonNode.Parse(FlagdExport.Write(Snapshot)), ["cases"] = cases }.ToJsonString();
    }

    private static EvaluationContext Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var all = AttributesJson.Read(ref reader);
        var userId = all.Find("targetingKey");
        var attributes = new Attributes();
        foreach (var (name, value) in all.Where(pair => pair.Key != "targetingKey"))
        {
            attributes.Add(name, value);
        }

        return new(userId.Kind == AttributeKind.String ? userId.String : null, attributes) { Now = DateTimeOffset.UnixEpoch.AddYears(60) };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string SegmentKey(int number) => number % 4 == 0 ? $"seg.{Number(number)}" : number % 4 == 1 ? Number(number) : $"seg-{Number(number)}";

    private static string FlagKey(int number) => $"flag-{Number(number)}";

    private string Context()
    {
        var members = new List<string>();
        if (_random.Next(10) > 0)
        {
            members.Add($"\"targetingKey\":\"user-{Number(_random.Next(Users))}\"");
        }

        foreach (var name in Names.Where(_ => _random.Next(4) > 0))
        {
            members.Add($"\"{name}\":{(_random.Next(5) > 0 ? Pick(Scalars) : Pick(Others))}");
        }

        return $"{{{string.Join(',', members)}}}";
    }

    private SegmentDefinition Segment(int number) => new()
    {
        Key = SegmentKey(number),
        Included = UserIds(),
        Excluded = UserIds(),
        When = _random.Next(6) == 0 ? null : Condition(2, number, 0),
    };

    private FlagDefinition Flag(int number)
    {
        var multivariate = _random.Next(3) == 0;
        var variants = multivariate
            ? (IReadOnlyList<Variant>)[new("red", new("1.0"), 20_000), new("green", new("1"), 0), new("blue", new("-2.50"), 80_000)]
            : Variant.OnAndOff;
        return new()
        {
            Key = FlagKey(number),
            Version = number + 1,
            Type = multivariate ? FlagType.Multivariate : _random.Next(2) == 0 ? FlagType.Boolean : FlagType.Percentage,
            ValueType = multivariate ? FlagValueType.Number : FlagValueType.Boolean,
            Rollout = new(_random.Next(3) switch { 0 => 0, 1 => 100_000, _ => _random.Next(100_000) }),
            IsEnabled = _random.Next(12) > 0,
            IsArchived = _random.Next(20) == 0,
            Variants = variants,
            OffVariant = multivariate ? "green" : "off",
            Salt = FlagKey(number),
            Prerequisites = [.. Enumerable.Range(0, number).OrderBy(_ => _random.Next()).Take(Math.Max(0, _random.Next(5) - 3)).Select(other => new Prerequisite(FlagKey(other), []))],
            Targets = _random.Next(3) == 0 ? [new(Pick(variants).Key, UserIds()), new(Pick(variants).Key, UserIds())] : [],
            Rules = [.. Enumerable.Range(0, _random.Next(4)).Select(rule => new TargetingRule { Id = Number(rule), When = Condition(3, Segments, number), Serve = Serve(variants) })],
            DefaultServe = _random.Next(2) == 0 ? null : Serve(variants),
            Holdout = _random.Next(6) == 0 ? new() { Key = "holdout", Run = 1, Salt = "holdout", Share = new(_random.Next(1, 50_001)) } : null,
            Experiment = _random.Next(3) == 0 ? Experiment(number, variants) : null,
        };
    }

    private FlagExperiment Experiment(int flag, IReadOnlyList<Variant> variants)
    {
        var first = _random.Next(100_001);
        var (start, end) = (_random.Next(5_000), _random.Next(5_000, 9_000));
        return new()
        {
            Key = FlagKey(flag),
            Run = flag + 1,
            Salt = $"{FlagKey(flag)}-1",
            Arms = [new(variants[0].Key, first), new(variants[^1].Key, 100_000 - first)],
            Traffic = new(_random.Next(3) == 0 ? 100_000 : _random.Next(100_001)),
            Layer = _random.Next(3) == 0 ? new("layer", "layer", [new(start, end), new(end + 1, 10_000)]) : null,
            When = _random.Next(2) == 0 ? Condition(2, Segments, flag) : null,
        };
    }

    private Serve Serve(IReadOnlyList<Variant> variants)
    {
        if (_random.Next(2) == 0)
        {
            return Domain.Targeting.Serve.Always(Pick(variants).Key);
        }

        var first = _random.Next(100_001);
        return Domain.Targeting.Serve.Split(new VariantWeight(variants[0].Key, first), new VariantWeight(variants[^1].Key, 100_000 - first));
    }

    /// <summary>It refers only to segments and flags with lower numbers.</summary>
    private Condition Condition(int depth, int segments, int flags)
    {
        var children = depth == 0 ? [] : Enumerable.Range(0, _random.Next(4)).Select(_ => Condition(depth - 1, segments, flags)).ToList();
        return (depth == 0 ? 3 : _random.Next(6)) switch
        {
            0 => new() { All = children },
            1 => new() { Any = children },
            2 => new() { None = children },
            _ => Leaf(segments, flags),
        };
    }

    private Condition Leaf(int segments, int flags) => _random.Next(30) switch
    {
        0 => new() { Operator = "exists", Attribute = Pick([.. Names, "user_id"]) },
        1 => new() { Operator = "not_exists", Attribute = Pick([.. Names, "user_id"]) },
        2 => new() { Operator = "within_percentage", Values = [new(Pick(["0", "100", "12.5", "\"33\""]))] },
        3 => new() { Operator = Pick(["before", "after"]), Attribute = "$now", Values = [new(Pick(["\"2001-02-03\"", "\"2199-12-31T23:59:59+01:00\""]))] },
        4 or 5 or 6 when segments > 0 => new() { Operator = Pick(["in_segment", "not_in_segment"]), Values = [.. Some(2, () => JsonToken.Of(SegmentKey(_random.Next(segments))))] },
        7 or 8 when flags > 0 => new() { Operator = Pick(["flag_is", "flag_is_not"]), Attribute = FlagKey(_random.Next(flags)), Values = [.. Some(2, () => JsonToken.Of(Pick(["on", "off", "red", "blue"])))] },
        9 when _random.Next(4) == 0 => new() { Operator = "gt", Attribute = "seats", Values = [new("5")] },
        10 or 11 or 12 => new() { Operator = Pick(["includes_any", "includes_all", "includes_none"]), Attribute = Pick(Names), Values = [.. Some(3, () => new JsonToken(Pick(Scalars)))] },
        < 20 => new() { Operator = Pick(["equals", "not_equals", "in", "not_in"]), Attribute = Pick([.. Names, "user_id"]), Values = [.. Some(4, () => new JsonToken(Pick(Scalars)))] },
        _ => new()
        {
            Operator = Pick(["contains", "not_contains", "starts_with", "not_starts_with", "ends_with", "not_ends_with"]),
            Attribute = Pick([.. Names, "user_id"]),
            Values = [.. Some(3, () => JsonToken.Of(Pick(Texts)))],
        },
    };

    private List<string> UserIds() => [.. Some(4, () => $"user-{Number(_random.Next(Users))}")];

    private List<T> Some<T>(int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make())];

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
