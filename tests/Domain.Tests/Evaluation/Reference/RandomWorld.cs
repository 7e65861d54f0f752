using System.Text.Json.Nodes;
using CsCheck;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Reference;

/// <summary>Some flags and segments that refer to each other, and somebody who asks.</summary>
internal sealed record RandomWorld(
    IReadOnlyList<FlagDefinition> Flags, IReadOnlyList<SegmentDefinition> Segments, string? UserId, string Attributes, string Now)
{
    private static readonly string[] Texts =
    [
        "", "a", "A", "ab", "ba", "aba", "k", "K", "\u212a", "ß", "ss", "\u0130", "i", "\u00e9", "e\u0301", "5", "12.0", "1e2", " 5", "true", "x\ny",
        "1.2.3", "v1.2", "1.2.0", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0+build", "01.0.0", "99999999999999999999.0.0",
        "2024-01-01", "2024-02-29T12:00:00Z", "2024-02-29T13:00:00+01:00", "2024-02-29T12:00:00", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::1",
    ];

    private static readonly string[] Numbers = ["0", "5", "5.0", "-1", "12", "12.5", "100", "1704067200000", "1709208000000"];
    private static readonly string[] Names = ["user_id", "s", "n", "o.x", "o.y.z", "l", "dotted.name"];
    private static readonly string[] UserIds = ["ann", "bob", "k", "K", "\u00e9", "e\u0301", "user-1", "user-2", "user-3"];
    private static readonly string[] VariantKeys = ["a", "b", "c"];
    private static readonly string[] Scalar = ["equals", "not_equals", "in", "not_in"];
    private static readonly string[] Text = ["contains", "not_contains", "starts_with", "not_starts_with", "ends_with", "not_ends_with"];
    private static readonly string[] SemVers = ["1.2.3", "v1.2", "1", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0", "99999999999999999999.0.0"];
    private static readonly string[] Times = ["2024-01-01", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00.5+01:00"];
    private static readonly string[] Networks = ["10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "::/0", "2001:db8::/32", "::ffff:10.0.0.0/104"];
    private static readonly string[] Patterns = ["a", "^a", "b$", "^$", "[a-z]\\d?", "x$", "^y", "(?m)x$", "\\Ak\\z"];

    private static readonly Gen<string> Scalars =
        Gen.OneOf(Gen.OneOf(Texts).Select(text => Quoted(text)), Gen.OneOf(Numbers), Gen.OneOf("true", "false"));

    private static readonly Gen<string> Values = Gen.OneOf(
        Scalars, Scalars, Scalars, Scalars.Array[0, 3].Select(all => $"[{string.Join(',', all)}]"), Gen.OneOf("null", "{}", """{"z":5}"""));

    public static Gen<RandomWorld> Any { get; } =
        from segments in Segment(0).Select(Segment(1), Segment(2), (first, second, third) => new[] { first, second, third })
        from flags in Flag(0).Select(Flag(1), Flag(2), Flag(3), (first, second, third, last) => new[] { first, second, third, last })
        from userId in Gen.OneOf(UserIds).Null()
        from s in Values
        from n in Values
        from x in Values
        from z in Values
        from l in Scalars.Array[0, 3]
        from dotted in Values
        from now in Gen.OneOf("2024-01-01T00:00:00Z", "2024-02-29T12:00:00Z", "2025-01-01T00:00:00Z")
        select new RandomWorld(
            flags, segments, userId,
            $$$"""{"s":{{{s}}},"n":{{{n}}},"o":{"x":{{{x}}},"y":{"z":{{{z}}}}},"l":[{{{string.Join(',', l)}}}],"dotted.name":{{{dotted}}}}""", now);

    /// <summary>For the message of a failure.</summary>
    public override string ToString() =>
        new JsonObject
        {
            ["flags"] = System.Text.Json.JsonSerializer.SerializeToNode(Flags, DomainJson.Options),
            ["segments"] = System.Text.Json.JsonSerializer.SerializeToNode(Segments, DomainJson.Options),
            ["user_id"] = UserId,
            ["attributes"] = JsonNode.Parse(Attributes),
            ["now"] = Now,
        }.ToJsonString();

    private static string Quoted(string text) => JsonToken.Of(text).Text;

    private static Gen<FlagDefinition> Flag(int number) =>
        from type in Gen.OneOf(FlagType.Boolean, FlagType.Percentage, FlagType.Multivariate)
        from percent in Gen.OneOf(0, 1, 30_000, 50_000, 100_000)
        from isEnabled in Gen.Int[0, 9]
        from bucketBy in Gen.OneOf("user_id", "user_id", "s", "n", "o.x")
        from salt in Gen.OneOf("salt", "other")
        let keys = type == FlagType.Multivariate ? VariantKeys : ["on", "off"]
        from targets in Gen.OneOf(UserIds).Array[0, 1]
        from targeted in Gen.OneOf(keys)
        from needs in number == 0 ? Gen.Const(Array.Empty<Prerequisite>()) : Needs(number).Array[0, 1]
        from rules in Rule(number, keys).Array[0, 3]
        from serve in Serve(keys).Null()
        from experiment in Experiment(number, keys).Null()
        from holdout in Gen.OneOf(1, 20_000, 50_000).Select(share => new FlagHoldout { Key = "holdout", Run = 9, Salt = "holdout", Share = new(share) }).Null(0.7)
        select new FlagDefinition
        {
            Key = $"flag-{number}",
            Type = type,
            IsEnabled = isEnabled > 0,
            IsArchived = isEnabled == 1,
            Rollout = new(percent),
            ValueType = type == FlagType.Multivariate ? FlagValueType.Number : FlagValueType.Boolean,
            Variants = type == FlagType.Multivariate
                ? [new("a", new("1"), percent), new("b", new("1.0"), 100_000 - percent), new("c", new("2"), 0)]
                : Variant.OnAndOff,
            OffVariant = type == FlagType.Multivariate ? "c" : "off",
            BucketBy = bucketBy,
            Salt = salt,
            Prerequisites = needs,
            Targets = targets.Length == 0 ? [] : [new(targeted, targets)],
            Rules = [.. rules.Select((rule, i) => rule with { Id = $"rule-{i}" })],
            DefaultServe = serve,
            Experiment = experiment,
            Holdout = holdout,
        };

    private static Gen<FlagExperiment> Experiment(int flag, string[] keys) =>
        from traffic in Gen.OneOf(1, 30_000, 100_000)
        from ranges in Gen.OneOf<LayerRange[]>([new(0, 5_000)], [new(1_000, 4_000), new(6_000, 10_000)]).Null()
        from weight in Gen.OneOf(0, 50_000, 90_000)
        from when in Condition(1, flag, 3).Null()
        select new FlagExperiment
        {
            Key = $"experiment-{flag}",
            Run = flag,
            Salt = $"experiment-{flag}-1",
            Arms = [new(keys[0], weight), new(keys[1], 100_000 - weight)],
            Traffic = new(traffic),
            Layer = ranges is null ? null : new("layer", "layer", ranges),
            When = when,
        };

    private static Gen<Prerequisite> Needs(int number) =>
        from other in Gen.Int[0, number - 1]
        from variants in Gen.OneOf("a", "b", "on", "off").Array[0, 2]
        select new Prerequisite($"flag-{other}", variants);

    private static Gen<TargetingRule> Rule(int flag, string[] keys) =>
        from when in Condition(2, flag, 3)
        from serve in Serve(keys)
        select new TargetingRule { When = when, Serve = serve };

    private static Gen<Serve> Serve(string[] keys) => Gen.OneOf(
        Gen.OneOf(keys).Select(Domain.Targeting.Serve.Always),
        Gen.OneOf(0, 20_000, 100_000)
            .Select(weight => Domain.Targeting.Serve.Split(new(keys[0], weight), new(keys[1], 100_000 - weight))));

    private static Gen<SegmentDefinition> Segment(int number) =>
        from included in Gen.OneOf(UserIds).Array[0, 2]
        from excluded in Gen.OneOf(UserIds).Array[0, 1]
        from when in Condition(1, 0, number).Null()
        select new SegmentDefinition { Key = $"segment-{number}", Included = included, Excluded = excluded, When = when };

    /// <param name="depth">Groups within groups.</param>
    /// <param name="flags">It may ask for flags with a lower number.</param>
    /// <param name="segments">It may ask for segments with a lower number.</param>
    private static Gen<Condition> Condition(int depth, int flags, int segments)
    {
        var leaf = Leaf(flags, segments);
        if (depth == 0)
        {
            return leaf;
        }

        var children = Condition(depth - 1, flags, segments).Array[0, 3];
        return Gen.OneOf(
            leaf, leaf,
            children.Select(all => new Condition { All = all }),
            children.Select(any => new Condition { Any = any }),
            children.Select(none => new Condition { None = none }));
    }

    private static Gen<Condition> Leaf(int flags, int segments)
    {
        List<Gen<Condition>> kinds =
        [
            Leaf(Scalar, Scalars.Array[0, 3], mayFold: true),
            Leaf(Text, Quoted(Texts).Array[0, 2], mayFold: true),
            Leaf(["matches", "not_matches"], Quoted(Patterns).Array[0, 2], mayFold: true),
            Leaf(["includes_any", "includes_all", "includes_none"], Scalars.Array[0, 2], mayFold: true),
            Leaf(["gt", "gte", "lt", "lte"], Gen.OneOf("5", "12.50", "\"5\"", "\"1e2\"", "-1").Array[1]),
            Leaf(["before", "after"], Quoted(Times).Array[1]),
            Leaf(["semver_eq", "semver_neq"], Quoted(SemVers).Array[0, 2]),
            Leaf(["semver_gt", "semver_gte", "semver_lt", "semver_lte"], Quoted(SemVers).Array[1]),
            Leaf(["in_cidr", "not_in_cidr"], Quoted(Networks).Array[0, 2]),
            Leaf(["exists", "not_exists"], Gen.Const(Array.Empty<string>())),
            Leaf(["within_percentage"], Gen.OneOf("0", "33.333", "100").Array[1]),
            Leaf(["before", "after"], Quoted(Times).Array[1]).Select(leaf => leaf with { Attribute = "$now" }),
        ];
        if (segments > 0)
        {
            var keys = Gen.Int[0, segments - 1].Select(number => $"\"segment-{number}\"").Array[0, 2];
            kinds.Add(Leaf(["in_segment", "not_in_segment"], keys).Select(leaf => leaf with { Attribute = null }));
        }

        if (flags > 0)
        {
            kinds.Add(
                from leaf in Leaf(["flag_is", "flag_is_not"], Gen.OneOf("\"a\"", "\"on\"", "\"off\"", "\"c\"").Array[0, 2])
                from number in Gen.Int[0, flags - 1]
                select leaf with { Attribute = $"flag-{number}" });
        }

        return Gen.OneOf([.. kinds]);
    }

    private static Gen<Condition> Leaf(string[] operators, Gen<string[]> values, bool mayFold = false) =>
        from name in Gen.OneOf(operators)
        from attribute in Gen.OneOf(Names)
        from written in values
        from fold in Gen.Bool
        select new Condition
        {
            Attribute = attribute,
            Operator = name,
            Values = name is "exists" or "not_exists" ? null : [.. written.Select(text => new JsonToken(text))],
            IgnoreCase = mayFold && fold ? true : null,
        };

    private static Gen<string> Quoted(string[] texts) => Gen.OneOf(texts).Select(text => Quoted(text));
}
